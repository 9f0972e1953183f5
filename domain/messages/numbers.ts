import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import { clock, currentScope, query, remembered } from "../base/index.ts";
import { readFirm } from "../firms/index.ts";
import { FlowModel } from "../flows/model.ts";
import { weeksOf } from "../reports/range.ts";
import { spamRate } from "./guard.ts";
import { MessageModel, MessageTemplateModel } from "./model.ts";

/**
 * What became of the email of a stretch of time. `sent` is what a mail server took or gave back, `delivered` what it took and nobody sent
 * back since. `clicked` is of marketing only: nothing else is followed.
 */
export interface Became {
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
  clicked: number;
  replied: number;
}
export interface BecameOf extends Became {
  key: string;
  name: string;
}
/** Of one week (its Monday), flow, message and receiving domain. */
interface Cell extends Became {
  week: string;
  flow: string;
  template: string;
  domain: string;
}
const day = 86_400_000;
/** More rows than this are not read for one look; the figures then are of the newest. */
const most = 50_000;

const DeliverabilityAsked = Type.Object(
  {
    days: Type.Integer({ minimum: 1, maximum: 371, default: 91 }),
    flow: Type.Optional(Type.String({ maxLength: 100 })),
    template: Type.Optional(Type.String({ maxLength: 100 })),
    domain: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
);

/** How email did in the last days: all of it or a part, week by week, by flow, by template and by where it went. */
export const readDeliverability = query({
  name: "messages.deliverability",
  role: "viewer",
  input: DeliverabilityAsked,
  run: async ({ days, ...part }) => {
    const { weeks, cells } = await remembered(
      `deliverability:${days}`,
      (known) => known.cells.reduce((sum, one) => sum + one.sent, 0) > 1_000,
      () => readCells(days),
    );
    const asked = Object.entries(part) as [keyof typeof part, string][];
    const wanted = cells.filter((cell) => asked.every(([name, value]) => cell[name] === value));
    return {
      days,
      total: added(wanted),
      guard: await spamRate(),
      weeks: weeks.map((week) => ({ week, ...added(wanted.filter((cell) => cell.week === week)) })),
      flows: by(wanted, "flow", await flowNames()),
      templates: by(wanted, "template", await templateNames()),
      domains: by(wanted, "domain", new Map()).slice(0, 20),
    };
  },
});
export type Deliverability = Awaited<ReturnType<typeof readDeliverability>>;

/** Every email of the last days, counted together where all four are the same. Whole weeks in the firm's zone, the first one from its Monday. */
async function readCells(days: number): Promise<{ weeks: string[]; cells: Cell[] }> {
  const { zone } = await readFirm(currentScope(), {});
  const to = clock.now();
  const weeks = weeksOf({ from: new Date(to.getTime() - days * day), to }, zone);
  const starts = weeks.map((week) => Temporal.PlainDate.from(week).toZonedDateTime(zone).epochMilliseconds);
  const rows = await emailSince(new Date(starts[0] ?? to.getTime()));
  const cells = new Map<string, Cell>();
  for (const row of rows) {
    if (row.purpose === "staff" || (row.state === "failed" && !row.bounce)) continue;
    const week = weeks[starts.findLastIndex((start) => start <= row.createdAt.getTime())] ?? "";
    const place = { week, flow: row.flowKey ?? "", template: row.template?.key ?? "", domain: domainOf(row.to.address) };
    const key = JSON.stringify(place);
    const cell = cells.get(key) ?? { ...place, ...nothing() };
    count(cell, row);
    cells.set(key, cell);
  }
  return { weeks, cells: [...cells.values()] };
}

/** By nothing but the time, which an index answers; the rest is sorted out among what is found. */
async function emailSince(from: Date) {
  const wanted = { state: 1, channel: 1, purpose: 1, to: 1, template: 1, flowKey: 1, bounce: 1, createdAt: 1 } as const;
  const came = { complainedAt: 1, clickedAt: 1, repliedAt: 1 } as const;
  const rows = await MessageModel.find({ createdAt: { $gte: from } }, { ...wanted, ...came })
    .sort({ createdAt: -1 })
    .limit(most)
    .lean();
  return rows.filter((row) => row.channel === "email" && (row.state === "sent" || row.state === "uncertain" || row.state === "failed"));
}

const nothing = (): Became => ({ sent: 0, delivered: 0, bounced: 0, complained: 0, clicked: 0, replied: 0 });

function count(place: Became, row: { state: string; bounce?: unknown; complainedAt?: Date; clickedAt?: Date; repliedAt?: Date }): void {
  place.sent += 1;
  if (row.bounce) place.bounced += 1;
  else if (row.state === "sent") place.delivered += 1;
  if (row.complainedAt) place.complained += 1;
  if (row.clickedAt) place.clicked += 1;
  if (row.repliedAt) place.replied += 1;
}

function added(cells: Became[]): Became {
  const sum = nothing();
  for (const cell of cells) for (const name of Object.keys(sum) as (keyof Became)[]) sum[name] += cell[name];
  return sum;
}

/** The most sent first. What belongs to no flow, or was written by hand, is in none of these. */
const by = (cells: Cell[], what: "flow" | "template" | "domain", names: Map<string, string>): BecameOf[] =>
  [...Map.groupBy(cells, (cell) => cell[what])]
    .filter(([key]) => key !== "")
    .map(([key, of]) => ({ key, name: names.get(key) ?? key, ...added(of) }))
    .sort((a, b) => b.sent - a.sent);

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

async function flowNames(): Promise<Map<string, string>> {
  return new Map((await FlowModel.find({}, { key: 1, name: 1 }).lean()).map((flow) => [flow.key, flow.name]));
}

async function templateNames(): Promise<Map<string, string>> {
  const rows = await MessageTemplateModel.find({}, { key: 1, content: 1 }).sort({ version: 1 }).lean();
  return new Map(rows.map((row) => [row.key, row.content.name]));
}
