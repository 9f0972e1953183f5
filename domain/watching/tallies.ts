import { emptyInput, query } from "../base/index.ts";
import { type Mark, type TallyMark, tallyMarks } from "./marks.ts";
import { FlowCountModel, type FlowCountRecord } from "./model.ts";

/** How many runs each mark of a whole run has. */
export type Tally = Record<TallyMark, number>;

const isTallyMark = (mark: string): mark is TallyMark => (tallyMarks as readonly string[]).includes(mark);

/** Where the marks of a run that began on a day are tallied: altogether, and with its month under `began|03`. */
export function talliedAround(day: string, marks: readonly Mark[]): { span: "runs"; day: string; marks: Mark[] }[] {
  const ofRun = marks.filter(isTallyMark);
  return [
    { span: "runs", day: "", marks: ofRun },
    { span: "runs", day: day.slice(0, 7), marks: ofRun.map((mark) => `${mark}|${day.slice(8)}`) },
  ];
}

const tallyOf = (counts: Readonly<Record<Mark, number>>, suffix = ""): Tally =>
  Object.fromEntries(tallyMarks.map((mark) => [mark, counts[`${mark}${suffix}`] ?? 0])) as Tally;

type Row = Pick<FlowCountRecord, "flowKey" | "version" | "day" | "counts">;
const read = async (day: FlowCountRecord["day"] | Record<string, string>): Promise<Row[]> =>
  await FlowCountModel.find({ span: "runs", day }, { flowKey: 1, version: 1, day: 1, counts: 1 }).lean();

/** Whether anything was tallied yet. Within a scope. */
export const isTallied = async (): Promise<boolean> => (await FlowCountModel.exists({ span: "runs", day: "" })) !== null;

/** By flow and version: how many go through it, need staff, are held, have ended. As they were counted last: within two seconds. */
export const flowCounts = query({
  name: "watching.flowCounts",
  role: "viewer",
  input: emptyInput,
  run: async () =>
    (await read("")).flatMap(({ flowKey, version, counts }) => {
      const { began, open, over, attention, held } = tallyOf(counts);
      return began > 0 ? [{ flowKey, version, running: open, attention, held, ended: over }] : [];
    }),
});

/** Of the runs that began on one day of the firm's calendar, in one version of a flow. */
export interface DayTally {
  flowKey: string;
  /** `YYYY-MM-DD`. */
  day: string;
  tally: Tally;
}

/** Day by day what became of the runs that began from one day to another, both included. Within a scope. */
export async function dayTallies(since: string, until: string): Promise<DayTally[]> {
  const months = await read({ $gte: since.slice(0, 7), $lte: until.slice(0, 7) });
  return months.flatMap(({ flowKey, day: month, counts }) =>
    Object.entries(counts).flatMap(([mark, count]) => {
      const [what, date] = mark.split("|");
      const day = `${month}-${date}`;
      return what === "began" && count > 0 && day >= since && day <= until ? [{ flowKey, day, tally: tallyOf(counts, `|${date}`) }] : [];
    }),
  );
}

/** Several together. */
export const together = (tallies: readonly Tally[]): Tally =>
  Object.fromEntries(tallyMarks.map((mark) => [mark, tallies.reduce((sum, one) => sum + one[mark], 0)])) as Tally;
