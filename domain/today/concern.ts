import { Temporal } from "temporal-polyfill";
import { clock, inPortions, type Scope, type Stored } from "../base/index.ts";
import { EventModel } from "../events/index.ts";
import { firmInScope } from "../firms/index.ts";
import { MatterModel, type MatterRecord, mattersNamed } from "../matters/index.ts";
import { RunModel } from "../runs/index.ts";
import { standsFor } from "../staff/index.ts";
import { TaskModel, type TaskRecord } from "../tasks/index.ts";
import { textsFromNobody } from "../texts/index.ts";
import { SeenModel } from "./model.ts";

const day = 86_400_000;

/** Whose Today it is, and the days it is about in the firm's zone. */
export interface Look {
  now: Date;
  zone: string;
  holidays: { date: string; name: string }[];
  startOfDay: Date;
  /** Calls and tasks due before this stand on Today: the end of tomorrow. */
  dueBefore: Date;
  today: string;
  /** Only what is theirs or nobody's; null for everybody's. */
  own: string | null;
  /** Whose approvals are theirs too: of those they stand in for now. */
  standsFor: string[];
  role: string;
}

export async function lookOf(scope: Scope, mine: boolean): Promise<Look> {
  const now = clock.now();
  const { zone, holidays } = await firmInScope();
  const theirs = await standsFor(scope.actor.id);
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).startOfDay();
  return {
    now,
    zone,
    holidays,
    startOfDay: new Date(today.epochMilliseconds),
    dueBefore: new Date(today.add({ days: 2 }).epochMilliseconds),
    today: today.toPlainDate().toString(),
    own: mine ? scope.actor.id : null,
    standsFor: theirs,
    role: "role" in scope.actor ? scope.actor.role : "viewer",
  };
}

/** Open matters of the last thirty days that no person of the firm has called or written to: just an index's fields, so that it answers. */
const untouchedLeads = ({ now }: Look) => ({
  deletedAt: null,
  state: "open" as const,
  firstTouchAt: null,
  openedAt: { $gte: new Date(now.getTime() - 30 * day) },
});

export type Lead = Pick<Stored<MatterRecord>, "_id" | "assignee" | "openedAt">;

/** They, the newest first. Within a scope. */
export async function leadsUntouched(look: Look): Promise<Lead[]> {
  return await MatterModel.find(untouchedLeads(look), { assignee: 1, openedAt: 1 }).sort({ openedAt: -1 }).lean();
}

/** One's own, and nobody's. */
export const leadsOf = ({ own }: Look, leads: Lead[]): Lead[] => leads.filter(({ assignee }) => !own || !assignee || assignee === own);

/** Open tasks and calls that are due; those asked of nobody are everybody's. The soonest first, so many at most. Within a scope. */
export async function dueTasks({ own, dueBefore }: Look, most: number): Promise<Stored<TaskRecord>[]> {
  const owners = own ? [{ assignee: own }, { assignee: null }] : [{}];
  const lists = await Promise.all(
    owners.map((owner) =>
      TaskModel.find({ ...owner, state: "open", due: { $lt: dueBefore } })
        .sort({ due: 1 })
        .limit(most)
        .lean(),
    ),
  );
  const due = (task: { due?: Date }) => task.due?.getTime() ?? 0;
  return (lists.flat() as Stored<TaskRecord>[]).filter((task) => task.due).sort((a, b) => due(a) - due(b));
}

/** Approvals are asked for by a flow and may have no date: they wait from the start. Everybody's. Within a scope. */
export async function openApprovals(most: number): Promise<Stored<TaskRecord>[]> {
  const open = await TaskModel.find({ state: "open", approvalId: { $gt: "" } })
    .sort({ _id: 1 })
    .limit(most)
    .lean();
  return await stillAsked(open as Stored<TaskRecord>[]);
}

/** Those one is asked for, oneself or in another's place, and those nobody in particular is. */
export const approvalsOf = ({ own, standsFor: theirs }: Look, approvals: Stored<TaskRecord>[]): Stored<TaskRecord>[] =>
  approvals.filter((task) => !own || !task.assignee || theirs.includes(task.assignee));

/** Events that are a client's answer, which somebody should read. */
const answerTypes = ["form.submitted", "files.received", "document.signed", "document.declined", "contact.replied"];

/** What somebody sent back: an event, or a text from a number nobody has. */
export interface UnreadAnswer {
  _id: string;
  type: string;
  at: Date;
  data: Record<string, unknown>;
  contactId?: string;
  matterId?: string;
  requestId?: string;
}

/** Answers of the last seven days that nobody has read, newest first; at most 200. */
export async function unreadAnswers({ now }: Look): Promise<UnreadAnswer[]> {
  const since = new Date(now.getTime() - 7 * day);
  const events: UnreadAnswer[] = [];
  // One type at a time: the embedded database follows an index for one field of many values alone, and here the time is another.
  for (const type of answerTypes)
    events.push(
      ...(await EventModel.find({ type, at: { $gte: since } })
        .sort({ at: -1 })
        .limit(200)
        .lean()),
    );
  const strangers = (await textsFromNobody(since)).map(
    ({ _id, at, from, text }): UnreadAnswer => ({ _id, at, type: "text.fromNobody", data: { from, message: text } }),
  );
  const told = [...events, ...strangers].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, 200);
  const ids = told.map((event) => event._id);
  const seen = await inPortions(ids, (some) => SeenModel.find({ eventId: { $in: some } }, { eventId: 1 }).lean());
  const read = new Set(seen.map((one) => one.eventId));
  return told.filter((event) => !read.has(event._id));
}

/** Approvals whose flow still waits for them. */
async function stillAsked<Row extends { runId?: string; step?: string; visit?: number }>(rows: Row[]): Promise<Row[]> {
  const ids = [...new Set(rows.flatMap((row) => row.runId ?? []))];
  const runs = await inPortions(ids, (some) => RunModel.find({ _id: { $in: some }, status: { $ne: "ended" } }, { position: 1 }).lean());
  const places = new Map(runs.map((run) => [run._id, run.position]));
  const stands = ({ runId = "", step, visit }: Row) => places.get(runId)?.some((one) => one.step === step && one.visit === visit);
  return rows.filter((row) => !row.runId || stands(row));
}

/** What says whom a row concerns. */
export interface Concern {
  /** Asked of these. */
  asked?: string[];
  matterId?: string;
  assignee?: string;
  assigneeRole?: string;
}
/** Whose the matters are that rows are about which name nobody themselves. */
export type AssigneeOf = ReadonlyMap<string, string | undefined>;

export async function assigneesOf(rows: Concern[]): Promise<AssigneeOf> {
  const ids = rows.flatMap((row) => (row.matterId && !row.assignee && !row.assigneeRole && !row.asked ? [row.matterId] : []));
  return new Map([...(await mattersNamed(ids))].map(([id, matter]) => [id, matter.assignee]));
}

/** Keeps what concerns whoever looks: theirs, their role's, their matters', or nobody's. */
export function concerning<Row extends Concern>({ own, role, standsFor: theirs }: Look, rows: Row[], assigneeOf: AssigneeOf): Row[] {
  if (!own) return rows;
  return rows.filter((row) => {
    if (row.asked) return row.asked.some((id) => theirs.includes(id));
    if (row.assignee) return row.assignee === own;
    if (row.assigneeRole) return row.assigneeRole === role;
    return ((row.matterId && assigneeOf.get(row.matterId)) ?? own) === own;
  });
}
