import { firmModel, type Role } from "../base/index.ts";

export interface TaskRecord {
  title: string;
  notes?: string;
  /** A member of staff; without one, whoever has `assigneeRole`, or the matter's assignee as it is now. */
  assignee?: string;
  assigneeRole?: Role;
  due?: Date;
  state: "open" | "done";
  doneAt?: Date;
  doneBy?: string;
  outcome?: string;
  /** The step of a run that made it, and waits for it perhaps. */
  runId?: string;
  step?: string;
  visit?: number;
  requestId?: string;
  /** A letter that is to be printed and posted. */
  letterFileId?: string;
  /** That letter among all messages: done means posted. */
  letterMessageId?: string;
  /** It asks for an approval, which is given on a page of its own … */
  approvalId?: string;
  /** … by one of these. */
  asked?: string[];
  matterId?: string;
  contactId?: string;
}
export const TaskModel = firmModel<TaskRecord>(
  "Task",
  {
    title: { type: String, required: true },
    notes: String,
    assignee: String,
    assigneeRole: String,
    due: Date,
    state: { type: String, enum: ["open", "done"], required: true },
    doneAt: Date,
    doneBy: String,
    outcome: String,
    runId: String,
    step: String,
    visit: Number,
    requestId: String,
    letterFileId: String,
    letterMessageId: String,
    approvalId: String,
    asked: { type: [String], default: undefined },
    matterId: String,
    contactId: String,
  },
  {
    indexes: [
      { fields: { state: 1, due: 1, _id: 1 } },
      { fields: { assignee: 1, state: 1, due: 1, _id: 1 } },
      { fields: { state: 1, approvalId: 1 } },
      { fields: { matterId: 1, state: 1 } },
      { fields: { state: 1, matterId: 1 } },
      { fields: { doneAt: -1, firmId: 1 }, global: true },
      { fields: { contactId: 1, state: 1 } },
      { fields: { runId: 1, step: 1, visit: 1 } },
    ],
  },
);
