import type { Stored } from "../base/index.ts";
import type { IntakeRecord } from "../intakes/index.ts";
import type { MatterRecord } from "../matters/index.ts";
import type { OccasionRecord } from "../occasions/index.ts";
import type { RunRecord } from "../runs/index.ts";
import { nameOfStep } from "../story/index.ts";
import type { TaskRecord } from "../tasks/index.ts";
import type { UnreadAnswer } from "./concern.ts";
import type { Names } from "./names.ts";

type LeadShown = Pick<Stored<MatterRecord>, "_id" | "title" | "caseType" | "source" | "openedAt" | "mainContactId" | "assignee">;

export const leadLine = (matter: LeadShown, now: Date, names: Names) => ({
  matterId: matter._id,
  title: matter.title,
  caseType: names.caseType(matter.caseType),
  source: matter.source,
  openedAt: matter.openedAt.toISOString(),
  minutes: Math.max(0, Math.floor((now.getTime() - matter.openedAt.getTime()) / 60_000)),
  contact: names.contact(matter.mainContactId),
  assignee: names.staff(matter.assignee),
});

export const questionLine = ({ _id, form, receivedAt, contact, matter, likely }: Stored<IntakeRecord>) => ({
  id: _id,
  form,
  receivedAt: receivedAt.toISOString(),
  contact,
  caseType: matter.caseType,
  likely,
});

export const answerLine = (event: UnreadAnswer, names: Names) => ({
  eventId: event._id,
  type: event.type,
  at: event.at.toISOString(),
  data: event.data,
  /** The form's name as staff call it. */
  form: names.form(event.data["form"]),
  /** Of the people asked at the same step, how many have answered. */
  group: names.group(event.requestId),
  contact: names.contact(event.contactId),
  matter: names.matter(event.matterId),
});

export const taskLine = (task: Stored<TaskRecord>, names: Names) => ({
  id: task._id,
  title: task.title,
  notes: task.notes,
  since: task.createdAt.toISOString(),
  due: task.due?.toISOString(),
  matter: names.matter(task.matterId),
  contact: names.contact(task.contactId ?? names.matter(task.matterId)?.mainContactId),
  assignee: names.staff(task.assignee),
  runId: task.runId,
  approvalId: task.approvalId,
});

export async function attentionLine(run: Stored<RunRecord>, names: Names) {
  const where = run.position.find((one) => one.state === "attention") ?? run.position[0];
  const step = where && (await nameOfStep(run.flowKey, run.version, where.step));
  return {
    runId: run._id,
    flowKey: run.flowKey,
    flowName: run.flowName,
    /** As staff call it. */
    step,
    reason: where?.reason,
    since: where?.since,
    token: where?.token,
    contact: names.contact(run.contactId ?? names.matter(run.matterId)?.mainContactId),
    matter: names.matter(run.matterId),
  };
}

export const agendaLine = (one: Stored<OccasionRecord>, names: Names) => ({
  id: one._id,
  kind: one.kind,
  title: one.title,
  at: one.at.toISOString(),
  endsAt: one.endsAt?.toISOString(),
  place: one.place,
  state: one.state,
  appointmentId: one.appointmentId,
  with: one.attend.map((id) => names.staff(id)).filter((name) => name !== undefined),
  contact: names.contact(one.contactId),
  matter: names.matter(one.matterId),
});
