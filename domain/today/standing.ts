import type { Stored } from "../base/index.ts";
import { type FlowTrouble, flowsInTrouble } from "../flows/index.ts";
import { IntakeModel } from "../intakes/index.ts";
import { RunModel, type RunRecord } from "../runs/index.ts";
import type { TaskRecord } from "../tasks/index.ts";
import {
  type AssigneeOf,
  approvalsOf,
  assigneesOf,
  type Concern,
  concerning,
  dueTasks,
  type Lead,
  type Look,
  leadsOf,
  leadsUntouched,
  openApprovals,
  type UnreadAnswer,
  unreadAnswers,
} from "./concern.ts";

/** So many tasks, approvals and runs are read at most. */
const most = 1_000;

/** What may stand on somebody's Today: read once, whoever looks and whoever else's numbers are told. */
export interface Standing {
  leads: Lead[];
  /** How many questions from the website nobody has answered. */
  questions: number;
  answers: UnreadAnswer[];
  tasks: Stored<TaskRecord>[];
  approvals: Stored<TaskRecord>[];
  /** Runs that need somebody, the newest first. */
  stuck: Stored<RunRecord>[];
  troubles: FlowTrouble[];
  assigneeOf: AssigneeOf;
}

/** Everybody's, but for the tasks: of so many are read that may be one's own only where they are asked for. Within a scope. */
export async function standingFor(look: Look): Promise<Standing> {
  const [leads, questions, answers, tasks, approvals, stuck, troubles] = await Promise.all([
    leadsUntouched(look),
    IntakeModel.countDocuments({ state: "open" }),
    unreadAnswers(look),
    dueTasks(look, most),
    openApprovals(most),
    runsStuck(),
    flowsInTrouble(),
  ]);
  const assigneeOf = await assigneesOf([...answers, ...tasks, ...approvals, ...stuck]);
  return { leads, questions, answers, tasks, approvals, stuck, troubles, assigneeOf };
}

/** The same, with the tasks of whoever looks: where not all were read, some of theirs may be missing among everybody's. Within a scope. */
export async function withTasksOf(look: Look, standing: Standing): Promise<Standing> {
  const { tasks: everybodys, assigneeOf } = standing;
  if (everybodys.length < most) return { ...standing, tasks: everybodys.filter((one) => !one.assignee || one.assignee === look.own) };
  const tasks = await dueTasks(look, most);
  return { ...standing, tasks, assigneeOf: new Map([...assigneeOf, ...(await assigneesOf(tasks))]) };
}

async function runsStuck(): Promise<Stored<RunRecord>[]> {
  const runs = await RunModel.find({ status: "attention" }, { advanced: 0 }).sort({ startedAt: -1 }).limit(most).lean();
  return runs as Stored<RunRecord>[];
}

/** How many things stand on somebody's Today. */
export function tally(look: Look, { leads, questions, answers, tasks, approvals, stuck, troubles, assigneeOf }: Standing): number {
  const concerned: Concern[] = [...answers, ...tasks.filter((task) => !task.approvalId), ...approvalsOf(look, approvals), ...stuck];
  return leadsOf(look, leads).length + questions + troubles.length + concerning(look, concerned, assigneeOf).length;
}
