import Type from "typebox";
import { emptyInput, query, type Stored } from "../base/index.ts";
import { IntakeModel, type IntakeRecord } from "../intakes/index.ts";
import { mattersNamed } from "../matters/index.ts";
import { OccasionModel, type OccasionRecord } from "../occasions/index.ts";
import { TaskModel } from "../tasks/index.ts";
import { approvalsOf, assigneesOf, type Concern, concerning, type Look, leadsOf, lookOf } from "./concern.ts";
import { agendaLine, answerLine, attentionLine, leadLine, questionLine, taskLine } from "./lines.ts";
import { namesFor } from "./names.ts";
import { standingFor, tally, withTasksOf } from "./standing.ts";

const day = 86_400_000;
/** Lines shown of each list; the counts say how many there are. */
const most = 50;
/** So many tasks, approvals and runs are looked through at most. Where there may be more, it is said. */
const mostLooked = 500;
const mostDates = 100;
const isCall = (title: string) => /^(call|phone|ring)\b/i.test(title);

/**
 * What to do now, for one member of staff or for everybody: leads nobody has touched, answers nobody has read, calls, approvals and tasks,
 * runs and flows that need somebody, and the next days' appointments and hearings.
 */
export const readToday = query({
  name: "today.read",
  role: "viewer",
  input: Type.Object({ mine: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  run: async ({ mine: isMine = false }, scope) => {
    const look = await lookOf(scope, isMine);
    const [everyone, myself] = [
      { ...look, own: null },
      { ...look, own: scope.actor.id },
    ];
    const all = await standingFor(everyone);
    const mine = await withTasksOf(myself, all);
    const { answers: told, tasks: dueNow, approvals: asked, stuck: stopped, troubles, assigneeOf } = isMine ? mine : all;
    const theirLeads = leadsOf(look, all.leads);
    const shownLeads = theirLeads.slice(0, most).map((one) => one._id);
    const [matters, intakes, dates] = await Promise.all([
      mattersNamed(shownLeads),
      IntakeModel.find({ state: "open" }).sort({ receivedAt: -1 }).limit(most).lean(),
      occasionsAhead(look),
    ]);
    const leads = shownLeads.flatMap((id) => matters.get(id) ?? []);
    const looked = <Row extends Concern>(rows: Row[]) => ({
      rows: concerning(look, rows.slice(0, mostLooked), assigneeOf),
      mayBeMore: rows.length >= mostLooked,
    });
    const answers = concerning(look, told, assigneeOf);
    const [tasks, approvals, stuck] = [looked(dueNow), looked(approvalsOf(look, asked)), looked(stopped)];
    const approvalIds = new Set(approvals.rows.map((one) => one._id));
    const due = tasks.rows.filter((one) => !approvalIds.has(one._id));
    const calls = due.filter((task) => isCall(task.title));
    const others = due.filter((task) => !isCall(task.title));
    const shown = [...[answers, calls, others, approvals.rows, stuck.rows].flatMap((list: Named[]) => list.slice(0, most)), ...dates];
    const names = await namesFor(
      shown.map((one) => one.contactId),
      [...leads.map((one) => one._id), ...shown.map((one) => one.matterId)],
      answers.slice(0, most),
    );
    const attention = await Promise.all(stuck.rows.slice(0, most).map((run) => attentionLine(run, names)));
    const lines = (list: typeof due, { mayBeMore }: { mayBeMore: boolean }) => ({
      count: list.length,
      mayBeMore,
      items: list.slice(0, most).map((task) => taskLine(task, names)),
    });
    return {
      now: look.now.toISOString(),
      zone: look.zone,
      today: look.today,
      counts: { mine: tally(myself, mine), everyone: tally(everyone, all) },
      holidays: look.holidays.filter((one) => one.date >= look.today && one.date <= dayAfter(look.today, 8)),
      leads: {
        count: theirLeads.length,
        questions: intakes.map((one) => questionLine(one as Stored<IntakeRecord>)),
        // The newest fifty, so that one that just came is among them; the one that waits longest first.
        items: leads.toReversed().map((matter) => leadLine(matter, look.now, names)),
      },
      answers: { count: answers.length, items: answers.slice(0, most).map((event) => answerLine(event, names)) },
      calls: lines(calls, tasks),
      approvals: lines(approvals.rows, approvals),
      tasks: lines(others, tasks),
      attention: { count: stuck.rows.length, mayBeMore: stuck.mayBeMore, items: attention, flows: troubles },
      agenda: dates.filter((one) => concernsDate(one, look.own, names.matter(one.matterId)?.assignee)).map((one) => agendaLine(one, names)),
    };
  },
});
export type Today = Awaited<ReturnType<typeof readToday>>;

interface Named {
  contactId?: string;
  matterId?: string;
}

const dayAfter = (date: string, days: number) => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

/** Appointments, hearings and deadlines from this morning on for eight days. */
async function occasionsAhead({ startOfDay, now }: Look): Promise<Stored<OccasionRecord>[]> {
  const at = { $gte: startOfDay, $lt: new Date(now.getTime() + 8 * day) };
  const found = (await OccasionModel.find({ at }).sort({ at: 1 }).lean()) as Stored<OccasionRecord>[];
  return found.filter((one) => one.state !== "cancelled").slice(0, mostDates);
}

const concernsDate = (one: OccasionRecord, own: string | null, assignee: string | undefined) =>
  !own || one.attend.includes(own) || assignee === own || (!one.attend.some((id) => id.startsWith("stf_")) && !assignee);

/** What says for whom a task is. */
const whose = { matterId: 1, assignee: 1, assigneeRole: 1, asked: 1 } as const;

/** The numbers in the rail: what stands on one's own Today, and one's open tasks. */
export const readTodayCounts = query({
  name: "today.counts",
  role: "viewer",
  input: emptyInput,
  run: async (_input, scope) => {
    const look = await lookOf(scope, true);
    const standing = await standingFor(look);
    const of = (assignee: string | null) => TaskModel.find({ assignee, state: "open" }, whose).limit(1_000).lean();
    const open = [...(await of(look.own)), ...(await of(null))];
    return { today: tally(look, standing), tasks: concerning(look, open, await assigneesOf(open)).length };
  },
});
