import Type from "typebox";
import { clock, query, remembered } from "../base/index.ts";
import { FlowModel } from "../flows/model.ts";
import { spamRate } from "./guard.ts";
import { MessageModel, MessageTemplateModel } from "./model.ts";

/** What became of the email of a stretch of time. `clicked` is of marketing only: nothing else is followed. */
export interface Became {
  sent: number;
  bounced: number;
  complained: number;
  clicked: number;
  replied: number;
}
export interface BecameOf extends Became {
  key: string;
  name: string;
}
const nothing = (): Became => ({ sent: 0, bounced: 0, complained: 0, clicked: 0, replied: 0 });
const day = 86_400_000;
/** More rows than this are not read for one look; the figures then are of the newest. */
const most = 50_000;

/** How email did in the last days: all of it, by flow, by template, by where it went, and day by day. */
export const readDeliverability = query({
  name: "messages.deliverability",
  role: "viewer",
  input: Type.Object({ days: Type.Integer({ minimum: 1, maximum: 365, default: 30 }) }, { additionalProperties: false }),
  run: ({ days }) =>
    remembered(
      `deliverability:${days}`,
      ({ total }) => total.sent > 1_000,
      () => became(days),
    ),
});
export type Deliverability = Awaited<ReturnType<typeof became>>;

async function became(days: number) {
  const from = new Date(clock.now().getTime() - days * day);
  const rows = await MessageModel.find(
    { createdAt: { $gte: from }, channel: "email", state: { $in: ["sent", "uncertain", "failed"] } },
    {
      state: 1,
      purpose: 1,
      to: 1,
      template: 1,
      flowKey: 1,
      bounce: 1,
      complainedAt: 1,
      clickedAt: 1,
      repliedAt: 1,
      createdAt: 1,
      refused: 1,
    },
  )
    .sort({ createdAt: -1 })
    .limit(most)
    .lean();
  const total = nothing();
  const [flows, templates, domains, byDay] = [new Map(), new Map(), new Map(), new Map()] as Map<string, Became>[];
  for (const row of rows) {
    if (row.purpose === "staff" || (row.state === "failed" && !row.bounce)) continue;
    const places = [total, of(domains, domainOf(row.to.address)), of(byDay, row.createdAt.toISOString().slice(0, 10))];
    if (row.flowKey) places.push(of(flows, row.flowKey));
    if (row.template) places.push(of(templates, row.template.key));
    for (const place of places) count(place, row);
  }
  return {
    days,
    total,
    guard: await spamRate(),
    flows: named(flows, await flowNames()),
    templates: named(templates, await templateNames()),
    domains: named(domains, new Map()).slice(0, 20),
    byDay: [...(byDay ?? [])].map(([date, became]) => ({ date, ...became })).sort((a, b) => a.date.localeCompare(b.date)),
  };
}

function of(map: Map<string, Became> | undefined, key: string): Became {
  const known = map?.get(key) ?? nothing();
  map?.set(key, known);
  return known;
}

function count(place: Became, row: { bounce?: unknown; complainedAt?: Date; clickedAt?: Date; repliedAt?: Date }): void {
  place.sent += 1;
  if (row.bounce) place.bounced += 1;
  if (row.complainedAt) place.complained += 1;
  if (row.clickedAt) place.clicked += 1;
  if (row.repliedAt) place.replied += 1;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

const named = (map: Map<string, Became> | undefined, names: Map<string, string>): BecameOf[] =>
  [...(map ?? [])].map(([key, became]) => ({ key, name: names.get(key) ?? key, ...became })).sort((a, b) => b.sent - a.sent);

async function flowNames(): Promise<Map<string, string>> {
  return new Map((await FlowModel.find({}, { key: 1, name: 1 }).lean()).map((flow) => [flow.key, flow.name]));
}

async function templateNames(): Promise<Map<string, string>> {
  const rows = await MessageTemplateModel.find({}, { key: 1, content: 1 }).sort({ version: 1 }).lean();
  return new Map(rows.map((row) => [row.key, row.content.name]));
}
