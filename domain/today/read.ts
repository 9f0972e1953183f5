import Type from "typebox";
import { emptyInput, query, type Stored } from "../base/index.ts";
import { flowsInTrouble } from "../flows/index.ts";
import { IntakeModel, type IntakeRecord } from "../intakes/index.ts";
import { MatterModel, type MatterRecord } from "../matters/index.ts";
import { OccasionModel, type OccasionRecord } from "../occasions/index.ts";
import { RunModel, type RunRecord } from "../runs/index.ts";
import { TaskModel, type TaskRecord } from "../tasks/index.ts";
import {
  type Concern,
  concerning,
  dueTasks,
  type Look,
  lookOf,
  openApprovals,
  stillAsked,
  unreadAnswers,
  untouchedLeads,
} from "./concern.ts";
import { agendaLine, answerLine, attentionLine, leadLine, questionLine, taskLine } from "./lines.ts";
import { namesFor } from "./names.ts";

const day = 86_400_000;
/** Lines shown of each list; the counts say how many there are. */
const most = 50;
/** So many tasks, approvals and runs are looked through at most. Where there may be more, it is said. */
const mostLooked = 500;
const isCall = (title: string) => /^(call|phone|ring)\b/i.test(title);

/**
 * What to do now, for one member of staff or for everybody: leads nobody has touched, answers nobody has read, calls, approvals and tasks,
 * runs and flows that need somebody, and the next days' appointments and hearings.
 */
export const readToday = query({
  name: "today.read",
  role: "viewer",
  input: Type.Object({ mine: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  run: async ({ mine }, scope) => {
    const look = await lookOf(scope, mine ?? false);
    const everyone = { ...look, own: null };
    const myself = { ...look, own: scope.actor.id };
    const [leads, leadCount, intakes, answers, tasks, approvals, stuck, troubles, dates, countMine, countAll] = await Promise.all([
      MatterModel.find(untouchedLeads(look)).sort({ openedAt: -1 }).limit(most).lean(),
      MatterModel.countDocuments(untouchedLeads(look)),
      IntakeModel.find({ state: "open" }).sort({ receivedAt: -1 }).limit(most).lean(),
      unreadAnswers(look).then((rows) => concerning(look, rows)),
      dueTasks(look, mostLooked).then((rows) => lookedThrough(look, rows)),
      openApprovals(look, mostLooked)
        .then((rows) => lookedThrough(look, rows))
        .then(async ({ rows, mayBeMore }) => ({ rows: await stillAsked(rows), mayBeMore })),
      RunModel.find({ status: "attention" })
        .sort({ startedAt: -1 })
        .limit(mostLooked)
        .lean()
        .then((rows) => lookedThrough(look, rows)),
      flowsInTrouble(),
      occasionsAhead(look),
      tally(myself),
      tally(everyone),
    ]);
    const approvalIds = new Set(approvals.rows.map((one) => one._id));
    const due = tasks.rows.filter((one) => !approvalIds.has(one._id));
    const shown = [...answers.slice(0, most), ...due, ...approvals.rows, ...stuck.rows.slice(0, most), ...dates];
    const names = await namesFor(
      shown.map((one) => one.contactId),
      [...leads.map((one) => one._id), ...shown.map((one) => one.matterId)],
      answers.slice(0, most),
    );
    const calls = due.filter((task) => isCall(task.title));
    const others = due.filter((task) => !isCall(task.title));
    const stopped = await Promise.all(stuck.rows.slice(0, most).map((run) => attentionLine(run as Stored<RunRecord>, names)));
    const lines = (list: typeof due, { mayBeMore }: { mayBeMore: boolean }) => ({
      count: list.length,
      mayBeMore,
      items: list.slice(0, most).map((task) => taskLine(task as Stored<TaskRecord>, names)),
    });
    return {
      now: look.now.toISOString(),
      zone: look.zone,
      today: look.today,
      counts: { mine: countMine, everyone: countAll },
      holidays: look.holidays.filter((one) => one.date >= look.today && one.date <= dayAfter(look.today, 8)),
      leads: {
        count: leadCount,
        questions: intakes.map((one) => questionLine(one as Stored<IntakeRecord>)),
        // The newest fifty, so that one that just came is among them; the one that waits longest first.
        items: leads.toReversed().map((matter) => leadLine(matter as Stored<MatterRecord>, look.now, names)),
      },
      answers: { count: answers.length, items: answers.slice(0, most).map((event) => answerLine(event, names)) },
      calls: lines(calls, tasks),
      approvals: lines(approvals.rows, approvals),
      tasks: lines(others, tasks),
      attention: { count: stuck.rows.length, mayBeMore: stuck.mayBeMore, items: stopped, flows: troubles },
      agenda: dates.filter((one) => concernsDate(one, look.own, names.matter(one.matterId)?.assignee)).map((one) => agendaLine(one, names)),
    };
  },
});
export type Today = Awaited<ReturnType<typeof readToday>>;

/** Those of the rows found that concern whoever looks, and whether there may be more than were looked through. */
async function lookedThrough<Row extends Concern>(look: Look, rows: Row[]): Promise<{ rows: Row[]; mayBeMore: boolean }> {
  return { rows: await concerning(look, rows), mayBeMore: rows.length >= mostLooked };
}

const dayAfter = (date: string, days: number) => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

/** Appointments, hearings and deadlines from this morning on for eight days. */
async function occasionsAhead({ startOfDay, now }: Look): Promise<Stored<OccasionRecord>[]> {
  const at = { $gte: startOfDay, $lt: new Date(now.getTime() + 8 * day) };
  return (await OccasionModel.find({ at, state: { $ne: "cancelled" } })
    .sort({ at: 1 })
    .limit(100)
    .lean()) as Stored<OccasionRecord>[];
}

const concernsDate = (one: OccasionRecord, own: string | null, assignee: string | undefined) =>
  !own || one.attend.includes(own) || assignee === own || (!one.attend.some((id) => id.startsWith("stf_")) && !assignee);

/** What says for whom a task is. */
const whose = { matterId: 1, assignee: 1, assigneeRole: 1, asked: 1 } as const;

/** How many things stand on somebody's Today. */
async function tally(look: Look): Promise<number> {
  const lists = await Promise.all([
    unreadAnswers(look).then((rows) => concerning(look, rows)),
    dueTasks(look, 1_000).then((rows) =>
      concerning(
        look,
        rows.filter((task) => !task.approvalId),
      ),
    ),
    openApprovals(look, 1_000)
      .then((rows) => concerning(look, rows))
      .then(stillAsked),
    RunModel.find({ status: "attention" }, { matterId: 1 })
      .limit(1_000)
      .lean()
      .then((rows) => concerning(look, rows)),
  ]);
  const leads = await MatterModel.countDocuments(untouchedLeads(look));
  const questions = await IntakeModel.countDocuments({ state: "open" });
  const troubles = (await flowsInTrouble()).length;
  return lists.reduce((sum, list) => sum + list.length, leads + questions + troubles);
}

/** The numbers in the rail: what stands on one's own Today, and one's open tasks. */
export const readTodayCounts = query({
  name: "today.counts",
  role: "viewer",
  input: emptyInput,
  run: async (_input, scope) => {
    const look = await lookOf(scope, true);
    const of = (assignee: string | null) => TaskModel.find({ assignee, state: "open" }, whose).limit(1_000).lean();
    const open = [...(await of(look.own ?? "")), ...(await of(null))];
    return { today: await tally(look), tasks: (await concerning(look, open)).length };
  },
});
