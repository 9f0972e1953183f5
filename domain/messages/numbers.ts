import Type from "typebox";
import { clock, currentScope, query, remembered } from "../base/index.ts";
import { readFirm } from "../firms/index.ts";
import { FlowModel } from "../flows/model.ts";
import { weeksOf } from "../reports/range.ts";
import { spamRate } from "./guard.ts";
import { MessageTemplateModel } from "./model.ts";
import { type Became, figures, MailTallyModel, type MailTallyRecord } from "./tallyModel.ts";

export type { Became } from "./tallyModel.ts";
export interface BecameOf extends Became {
  key: string;
  name: string;
}
type Cell = MailTallyRecord;
const day = 86_400_000;

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
      (known) => known.cells.length > 1_000,
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

/** All email of the last days, counted together where all four are the same. Whole weeks in the firm's zone, the first one from its Monday. */
async function readCells(days: number): Promise<{ weeks: string[]; cells: Cell[] }> {
  const { zone } = await readFirm(currentScope(), {});
  const to = clock.now();
  const weeks = weeksOf({ from: new Date(to.getTime() - days * day), to }, zone);
  const cells = await MailTallyModel.find({ week: { $gte: weeks[0] ?? "" } }).lean();
  return { weeks, cells: cells.filter((one) => one.sent > 0) };
}

const nothing = (): Became => ({ sent: 0, delivered: 0, bounced: 0, complained: 0, clicked: 0, replied: 0 });

function added(cells: Became[]): Became {
  const sum = nothing();
  for (const cell of cells) for (const name of figures) sum[name] += cell[name];
  return sum;
}

/** The most sent first. What belongs to no flow, or was written by hand, is in none of these. */
const by = (cells: Cell[], what: "flow" | "template" | "domain", names: Map<string, string>): BecameOf[] =>
  [...Map.groupBy(cells, (cell) => cell[what])]
    .filter(([key]) => key !== "")
    .map(([key, of]) => ({ key, name: names.get(key) ?? key, ...added(of) }))
    .sort((a, b) => b.sent - a.sent);

async function flowNames(): Promise<Map<string, string>> {
  return new Map((await FlowModel.find({}, { key: 1, name: 1 }).lean()).map((flow) => [flow.key, flow.name]));
}

async function templateNames(): Promise<Map<string, string>> {
  const rows = await MessageTemplateModel.find({}, { key: 1, content: 1 }).sort({ version: 1 }).lean();
  return new Map(rows.map((row) => [row.key, row.content.name]));
}
