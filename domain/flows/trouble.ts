import Type from "typebox";
import { operation, type Stored } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { closed, oneOf } from "../inputs/index.ts";
import { flowByKey, flowKey } from "./drafts.ts";
import { FlowModel, type FlowRecord } from "./model.ts";

/** Notes that a flow was not started though its moment came (rule 7): for everybody, or for one by a date of theirs. Within a scope. */
export async function noteMissedStart(key: string, { due, everybody }: { due: Date; everybody: boolean }): Promise<void> {
  const more = everybody
    ? { $set: { "missed.due": due, "missed.everybody": true } }
    : { $set: { "missed.due": due }, $inc: { "missed.many": 1 } };
  await FlowModel.updateOne({ key }, more);
}

/** Notes that people were not moved with a publishing at a time, though they were to be, and why. Within a scope. */
export async function noteMissedMove(key: string, notMoved: NonNullable<FlowRecord["notMoved"]>): Promise<void> {
  await FlowModel.updateOne({ key, "peopleNext.due": notMoved.due }, { $set: { notMoved }, $unset: { peopleNext: 1 } });
}

/** Somebody has read it. */
export const forgetMissed = operation({
  name: "flows.forgetMissed",
  role: "staff",
  input: Type.Object({ key: flowKey, about: Type.Optional(oneOf(["start", "move"])) }, closed),
  run: async ({ key, about = "start" }) => {
    await flowByKey(key);
    await FlowModel.updateOne({ key }, { $unset: about === "move" ? { notMoved: 1 } : { missed: 1 } });
    return { key };
  },
});

/** What went wrong with a flow as a whole, in a sentence that says what can be done. */
export interface FlowTrouble {
  flowKey: string;
  flowName: string;
  about: "start" | "publish" | "move";
  at: string;
  says: string;
}

const since = { $gt: new Date(0) };

/** Flows that were not started or not published, or whose people were not moved, when they should have been. Within a scope. */
export async function flowsInTrouble(): Promise<FlowTrouble[]> {
  const fields = { key: 1, name: 1, missed: 1, notMoved: 1, "scheduled.failed": 1 };
  const missed = (await FlowModel.find({ "missed.due": since }, fields).lean()) as Stored<FlowRecord>[];
  const failed = (await FlowModel.find({ "scheduled.failed.at": since }, fields).lean()) as Stored<FlowRecord>[];
  const stayed = (await FlowModel.find({ "notMoved.due": since }, fields).lean()) as Stored<FlowRecord>[];
  if (!missed.length && !failed.length && !stayed.length) return [];
  const { zone } = await firmInScope();
  return [
    ...missed.flatMap((flow) => (flow.missed ? [{ ...of(flow, "start", flow.missed.due), says: missedWords(flow.missed, zone) }] : [])),
    ...failed.flatMap((flow) => {
      const { failed: why } = flow.scheduled ?? {};
      if (!why) return [];
      return [{ ...of(flow, "publish", why.at), says: `Could not be published on ${dueWords(why.at, zone)}. ${why.why}` }];
    }),
    ...stayed.flatMap((flow) => {
      const { notMoved: why } = flow;
      return why ? [{ ...of(flow, "move", why.due), says: stayedWords(why, zone) }] : [];
    }),
  ];
}

const of = ({ key, name }: FlowRecord, about: FlowTrouble["about"], at: Date) => ({
  ...{ flowKey: key, flowName: name, about },
  at: at.toISOString(),
});

function missedWords({ due, everybody, many }: NonNullable<FlowRecord["missed"]>, zone: string): string {
  const said = [];
  if (everybody)
    said.push(
      `It was due for everybody on ${dueWords(due, zone)}, and Firmflow was not running until it was too late. Start it for a list if it is still wanted; the next time comes by itself.`,
    );
  if (many)
    said.push(
      `Not started for ${many === 1 ? "one whose date" : `${many} whose dates`} had passed before Firmflow was running again. Their story says so: start it there if it is still wanted.`,
    );
  return said.join(" ");
}

const stayedWords = ({ due, why }: NonNullable<FlowRecord["notMoved"]>, zone: string): string =>
  `Published, but the people in older versions stayed there. They were to be taken along on ${dueWords(due, zone)}. ${why} Publish again and choose what becomes of them, if that is still wanted.`;

/** "January 26, 2026 at 9:00 AM", by the firm's clocks. */
export const dueWords = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-US", { timeZone, dateStyle: "long", timeStyle: "short" }).format(at);
