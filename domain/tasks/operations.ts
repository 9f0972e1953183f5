import Type from "typebox";
import {
  changeFound,
  clock,
  conflict,
  currentScope,
  invalidField,
  newId,
  notFound,
  operation,
  query,
  roles,
  type Stored,
} from "../base/index.ts";
import { emit } from "../events/index.ts";
import {
  clearable,
  clearedLine,
  closed,
  cursorOf,
  id,
  instant,
  instantOf,
  line,
  newestFirst,
  oldestFirst,
  oneLine,
  oneOf,
  optionalId,
  page,
  readCursor,
} from "../inputs/index.ts";
import { matterById } from "../matters/index.ts";
import { letterNotPosted, letterPosted } from "../messages/letters.ts";
import { StaffModel } from "../staff/index.ts";
import { TaskModel, type TaskRecord } from "./model.ts";

const role = oneOf(roles);
export const NewTask = Type.Object(
  {
    title: line(300),
    notes: Type.Optional(Type.String({ maxLength: 10_000 })),
    assignee: optionalId,
    assigneeRole: Type.Optional(role),
    due: Type.Optional(instant),
    matterId: optionalId,
    contactId: optionalId,
    runId: optionalId,
    step: Type.Optional(line(120)),
    visit: Type.Optional(Type.Integer({ minimum: 0 })),
    requestId: optionalId,
    approvalId: optionalId,
    letterFileId: optionalId,
    letterMessageId: optionalId,
    asked: Type.Optional(Type.Array(id, { maxItems: 200 })),
  },
  closed,
);
export const TaskChange = Type.Object(
  {
    title: Type.Optional(line(300)),
    notes: Type.Optional(Type.String({ maxLength: 10_000 })),
    assignee: Type.Optional(Type.Union([id, Type.Null()])),
    due: clearable(40),
  },
  closed,
);

/** Something to do. Without an assignee it is for the matter's. */
export const createTask = operation({
  name: "tasks.create",
  role: "staff",
  public: true,
  input: NewTask,
  run: async (input) => {
    const matter = input.matterId ? await matterById(input.matterId) : null;
    if (input.assignee) await refuseUnknown(input.assignee, "/assignee");
    const assignee = input.assignee ?? (input.assigneeRole || input.asked ? undefined : matter?.assignee);
    const taskId = newId("task");
    await TaskModel.create([
      {
        ...input,
        _id: taskId,
        title: oneLine("/title", "Title", input.title),
        ...(assignee ? { assignee } : {}),
        ...(input.due ? { due: instantOf("/due", "Due", input.due) } : { due: undefined }),
        ...(input.contactId || matter ? { contactId: input.contactId ?? matter?.mainContactId } : {}),
        state: "open",
      },
    ]);
    return { id: taskId };
  },
});

async function refuseUnknown(staffId: string, path: string): Promise<void> {
  if (!(await StaffModel.exists({ _id: staffId, active: true })))
    throw invalidField(path, "This member of staff was not found, or no longer works here. Choose somebody else.");
}

export const changeTask = operation({
  name: "tasks.change",
  role: "staff",
  input: Type.Object({ taskId: id, change: TaskChange }, closed),
  run: async ({ taskId, change }) => {
    const task = await TaskModel.findById(taskId);
    if (!task) throw notFound("This task");
    if (change.assignee) await refuseUnknown(change.assignee, "/assignee");
    if (change.title !== undefined) task.title = oneLine("/title", "Title", change.title);
    if (change.notes !== undefined) task.notes = change.notes;
    if (change.assignee !== undefined) task.set("assignee", change.assignee ?? undefined);
    if (change.due !== undefined) {
      const due = clearedLine("/due", "Due", change.due);
      task.set("due", due ? instantOf("/due", "Due", due) : undefined);
    }
    await task.save();
    return task.toObject();
  },
});

/** Done, with an outcome in words where there is one. A flow that waits for it goes on. */
export const completeTask = operation({
  name: "tasks.complete",
  role: "staff",
  input: Type.Object({ taskId: id, outcome: Type.Optional(line(200)) }, closed),
  run: async ({ taskId, outcome }) => {
    const task = await TaskModel.findOne({ _id: taskId }).lean();
    if (!task) throw notFound("This task");
    if (task.state === "done") throw conflict("task-done", `${task.doneBy ?? "Somebody"} has already completed this task.`);
    if (task.approvalId)
      throw conflict("task-of-an-approval", "Open it to see what would leave, and approve or reject it there.", {
        approvalId: task.approvalId,
      });
    await finishTask(task as Stored<TaskRecord>, outcome ? oneLine("/outcome", "Outcome", outcome) : undefined);
  },
});

/** Done, and told with what else is to be known of it; a letter is posted with it. Within an operation. */
export async function finishTask(task: Stored<TaskRecord>, outcome?: string, more: Record<string, unknown> = {}): Promise<void> {
  await closeTask(task._id, outcome);
  if (task.letterMessageId) await letterPosted(task.letterMessageId);
  await emit({
    type: "task.completed",
    ...aboutOf(task),
    ...(task.requestId ? { requestId: task.requestId } : {}),
    data: { title: task.title, outcome: outcome ?? null, task: task._id, ...originOf(task), ...more },
  });
}

/** Done, and nobody is told: what asked for it waits no more. Within an operation. */
export async function closeTask(taskId: string, outcome?: string): Promise<void> {
  await TaskModel.updateOne(
    { _id: taskId },
    { $set: { state: "done", doneAt: clock.now(), doneBy: currentScope().actor.name, ...(outcome ? { outcome } : {}) } },
  );
}

const aboutOf = (task: TaskRecord) => ({
  ...(task.matterId ? { matterId: task.matterId } : {}),
  ...(task.contactId ? { contactId: task.contactId } : {}),
});
const originOf = (task: TaskRecord) => (task.runId ? { run: task.runId, step: task.step ?? null, visit: task.visit ?? null } : {});

/** Takes a completion back for the lists; a letter is to be posted again. A flow that went on because of it stays where it went. */
export const reopenTask = operation({
  name: "tasks.reopen",
  role: "staff",
  input: Type.Object({ taskId: id }, closed),
  run: async ({ taskId }) => {
    const task = await changeFound(
      TaskModel,
      { _id: taskId, state: "done", approvalId: { $exists: false } },
      { $set: { state: "open" }, $unset: { doneAt: 1, doneBy: 1, outcome: 1 } },
    );
    if (!task) throw notFound("A completed task to reopen");
    if (task.letterMessageId) await letterNotPosted(task.letterMessageId);
    return { wentOn: task.runId !== undefined };
  },
});

export const deleteTask = operation({
  name: "tasks.delete",
  role: "staff",
  input: Type.Object({ taskId: id }, closed),
  run: async ({ taskId }) => {
    const task = await TaskModel.findById(taskId).lean();
    if (!task) throw notFound("This task");
    if (task.runId && task.state === "open")
      throw conflict("task-of-a-flow", "A flow waits for this task. Complete it, or let the flow skip it, so that the flow can go on.");
    await TaskModel.deleteOne({ _id: taskId });
  },
});

/** Tasks by due date, those without one last. */
export const listTasks = query({
  name: "tasks.list",
  role: "viewer",
  input: Type.Object(
    {
      state: Type.Union([Type.Literal("open"), Type.Literal("done")], { default: "open" }),
      assignee: optionalId,
      matterId: optionalId,
      contactId: optionalId,
      runId: optionalId,
      dueBefore: Type.Optional(instant),
      ...page,
    },
    closed,
  ),
  run: async ({ state, assignee, matterId, contactId, runId, dueBefore, cursor, limit }) => {
    const filter = {
      ...(runId ? { runId } : {}),
      state,
      ...(assignee ? { assignee } : {}),
      ...(matterId ? { matterId } : {}),
      ...(contactId ? { contactId } : {}),
      ...(dueBefore ? { due: { $lt: instantOf("/dueBefore", "Due before", dueBefore) } } : {}),
    };
    if (state === "done") return await doneLatest(filter, cursor, limit);
    const isNarrow = Boolean(matterId ?? contactId ?? runId);
    const dated = await datedAfter(filter, { cursor, limit: limit + 1, isNarrow });
    const undated = dated.length > limit || dueBefore ? [] : await undatedAfter(filter, cursor, limit + 1 - dated.length);
    const rows = [...dated, ...undated];
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return rows.length > limit && last ? { tasks: shown, next: cursorOf(last.due?.getTime() ?? null, last._id) } : { tasks: shown };
  },
});

/** What was done last stands first: of years of done tasks nobody looks for the oldest. */
async function doneLatest(filter: Record<string, unknown>, cursor: string | undefined, limit: number) {
  const { due, ...same } = filter;
  const read = async (window: Record<string, unknown>) =>
    (await TaskModel.find({ ...window, ...same, ...(due ? { due } : {}) })
      .sort({ doneAt: -1 })
      .limit(limit + 50)
      .lean()) as Stored<TaskRecord>[];
  const asked = { ...(cursor ? { cursor } : {}), limit, now: clock.now() };
  const { rows, next } = await newestFirst("doneAt", (one: Stored<TaskRecord>) => one.doneAt ?? one.createdAt, asked, read);
  return { tasks: rows, ...(next ? { next } : {}) };
}

interface Reading {
  cursor: string | undefined;
  limit: number;
  /** Of one matter, person or run: few enough to be sorted at once. */
  isNarrow: boolean;
}

async function datedAfter(filter: Record<string, unknown>, { cursor, limit, isNarrow }: Reading): Promise<Stored<TaskRecord>[]> {
  if (cursor && readCursor(cursor).value === null) return [];
  const { due, ...same } = filter;
  const before = (due as { $lt: Date } | undefined)?.$lt;
  const find = async (window: Record<string, unknown>, most: number) =>
    (await TaskModel.find({ ...same, ...window })
      .sort({ due: 1, _id: 1 })
      .limit(most)
      .lean()) as Stored<TaskRecord>[];
  const tasks = isNarrow && !cursor ? await find({ due: { $gt: new Date(0) } }, limit) : await oldestFirst("due", { cursor, limit }, find);
  return before ? tasks.filter((task) => task.due && task.due < before) : tasks;
}

async function undatedAfter(filter: Record<string, unknown>, cursor: string | undefined, limit: number): Promise<Stored<TaskRecord>[]> {
  const from = cursor ? readCursor(cursor) : null;
  const beyond = from?.value === null ? { _id: { $gt: from.id } } : {};
  return (await TaskModel.find({ ...filter, due: null, ...beyond })
    .sort({ _id: 1 })
    .limit(limit)
    .lean()) as Stored<TaskRecord>[];
}

/** The open task of a run's step, if it has one. Within a query or operation. */
export async function taskOfStep(runId: string, step: string, visit: number): Promise<Stored<TaskRecord> | null> {
  return (await TaskModel.findOne({ runId, step, visit }).lean()) as Stored<TaskRecord> | null;
}
