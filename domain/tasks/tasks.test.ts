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

describe("a long list of tasks", () => {
  it("has what is due soonest first, then what has no date, and loses and repeats nothing from page to page", async () => {
    const firm = await aFirm();
    const now = Date.now();
    const dues = [-900, -200, -40, -40, -40, -2, 0.5, 5, 20, 400, 5_000];
    for (const [index, days] of [...dues.entries()].reverse())
      await createTask(firm.scope, { title: `${index}`, due: new Date(now + days * 86_400_000).toISOString() });
    for (const title of ["a", "b"]) await createTask(firm.scope, { title });
    const titles: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page: Awaited<ReturnType<typeof listTasks>> = await listTasks(firm.scope, {
        state: "open",
        limit: 3,
        ...(cursor ? { cursor } : {}),
      });
      titles.push(...page.tasks.map((one) => one.title));
      cursor = page.next;
    }
    const [dated, undated] = [titles.slice(0, dues.length), titles.slice(dues.length)];
    expect(dated.map((title) => dues[Number(title)])).toEqual(dues);
    expect([new Set(dated).size, undated.sort()]).toEqual([dues.length, ["a", "b"]]);
  });

  it("of what is done begins with what was done last", async () => {
    const firm = await aFirm();
    const made = [];
    for (const title of ["first", "second", "third"]) made.push(await createTask(firm.scope, { title }));
    for (const { id } of made) await completeTask(firm.scope, { taskId: id });
    const first = await listTasks(firm.scope, { state: "done", limit: 2 });
    const second = await listTasks(firm.scope, { state: "done", limit: 2, ...(first.next ? { cursor: first.next } : {}) });
    expect([...first.tasks, ...second.tasks].map((one) => one.title)).toEqual(["third", "second", "first"]);
    expect(second.next).toBeUndefined();
  });
});
