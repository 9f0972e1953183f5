import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { completeTask, createTask, deleteTask, listTasks, reopenTask } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

describe("a task", () => {
  it("without an assignee is for the matter's, and done tells its title, outcome and the step that waits", async () => {
    const firm = await aFirm();
    const matter = await firm.matter({ assignee: firm.staffId });
    const made = await createTask(firm.system, { title: "Call Ngozi", matterId: matter.id, runId: "run_1", step: "callTask", visit: 1 });
    const { tasks } = await listTasks(firm.scope, { state: "open", limit: 10 });
    expect(tasks).toMatchObject([{ assignee: firm.staffId, contactId: matter.contactId }]);
    await completeTask(firm.scope, { taskId: made.id, outcome: "reached" });
    expect(await firm.events("task.completed")).toMatchObject([
      { matterId: matter.id, data: { title: "Call Ngozi", outcome: "reached", task: made.id, run: "run_1", step: "callTask", visit: 1 } },
    ]);
  });

  it("is completed once; reopening says whether a flow went on because of it", async () => {
    const firm = await aFirm();
    const { id } = await createTask(firm.scope, { title: "Order the deed" });
    await completeTask(firm.scope, { taskId: id });
    await expect(completeTask(firm.scope, { taskId: id })).rejects.toMatchObject({ code: "task-done" });
    expect(await reopenTask(firm.scope, { taskId: id })).toEqual({ wentOn: false });
    expect(await firm.events("task.completed")).toHaveLength(1);
  });

  it("that a flow waits for can't be deleted under it", async () => {
    const firm = await aFirm();
    const { id } = await createTask(firm.system, { title: "Call", runId: "run_1", step: "call", visit: 1 });
    await expect(deleteTask(firm.scope, { taskId: id })).rejects.toMatchObject({ code: "task-of-a-flow" });
  });
});
