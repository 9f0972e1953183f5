import { afterAll, beforeAll, expect, it } from "vitest";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { withScope } from "../base/index.ts";
import { completeRequest, openRequest } from "../requests/index.ts";
import { readStory } from "../story/index.ts";
import { completeTask, createTask, listTasks, reopenTask } from "../tasks/index.ts";
import { lettersOfRun, listMessages, neededNoMore, recordUnsent, waitsForStaff } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

/** A letter to Ngozi among all messages, and the task to post it. */
async function aLetter(firm: TestFirm) {
  const { id: contactId } = await firm.contact();
  const key = { runId: "run_1", step: "papers", visit: 1 };
  const messageId = await recordUnsent(firm.system, {
    state: "toPost",
    reason: waitsForStaff,
    record: {
      ...{ key: "run_1/papers/1/ask", ...key, part: "ask", contactId, channel: "letter", purpose: "transactional", language: "en" },
      ...{ to: { name: "Ngozi Okafor", address: "12 Elm St\nAlbany, NY" }, from: { name: "Hartwell & Ruiz", address: "" } },
      ...{ messageId: "<one@firmflow.invalid>", subject: "Papers we need from you", text: "The deed, please.", html: "" },
    },
  });
  const task = await createTask(firm.system, { title: "Print and post it", ...key, contactId, letterMessageId: messageId });
  return { contactId, taskId: task.id };
}

/** How it stands in the outbox, on the person's page and in its run's story. */
async function toldOf({ scope }: TestFirm, contactId: string) {
  const { messages } = await listMessages(scope, { contactId, limit: 5 });
  const { lines } = await readStory(scope, { contactId, show: "mail", limit: 5 });
  const run = await withScope(scope, () => lettersOfRun("run_1"));
  return {
    outbox: messages.map((one) => [one.channel, one.state, one.reason]),
    person: lines.map((one) => [one.what, one.stateWords, one.detail]),
    run: run.map((one) => [one.to, one.isPosted, one.says]),
  };
}

it("a letter waits to be posted, and is posted with its task: all messages, the person's page and the run say when and by whom", async () => {
  const firm = await aFirm();
  const { contactId, taskId } = await aLetter(firm);
  const waits = {
    outbox: [["letter", "toPost", waitsForStaff]],
    person: [["Letter to Ngozi Okafor", "To be posted", waitsForStaff]],
    run: [["Ngozi Okafor", false, waitsForStaff]],
  };
  expect(await toldOf(firm, contactId)).toEqual(waits);

  await completeTask(firm.scope, { taskId });
  const posted = expect.stringMatching(/^Posted on \w+ \d+, \d{4} by Dana Whitfield\.$/);
  expect(await toldOf(firm, contactId)).toEqual({
    outbox: [["letter", "sent", posted]],
    person: [["Letter to Ngozi Okafor", "Posted", posted]],
    run: [["Ngozi Okafor", true, posted]],
  });

  await reopenTask(firm.scope, { taskId });
  expect(await toldOf(firm, contactId)).toEqual(waits);
});

it("a letter is not needed any more once what it asks for was told by phone: its task is done, and everywhere it says so", async () => {
  const firm = await aFirm();
  const { contactId, taskId } = await aLetter(firm);
  const asked = { kind: "files" as const, runId: "run_1", step: "papers", visit: 1, contactId, asked: { files: [{ name: "Deed" }] } };
  const { requestId } = await openRequest(firm.system, asked);
  const other = await openRequest(firm.system, { ...asked, step: "more" });
  await completeRequest(firm.scope, { requestId: other.requestId, how: "phone" });
  const { tasks } = await listTasks(firm.scope, { contactId, state: "open", limit: 5 });
  expect(tasks).toMatchObject([{ state: "open" }]);

  await completeRequest(firm.scope, { requestId, how: "phone" });
  const done = await listTasks(firm.scope, { contactId, state: "done", limit: 5 });
  expect(done.tasks).toMatchObject([{ _id: taskId, outcome: "No longer needed", doneBy: "Dana Whitfield" }]);
  expect(await toldOf(firm, contactId)).toMatchObject({
    outbox: [["letter", "skipped", neededNoMore]],
    person: expect.arrayContaining([["Letter to Ngozi Okafor", "Not needed any more", neededNoMore]]),
    run: [["Ngozi Okafor", false, neededNoMore]],
  });
  expect((await firm.events()).filter((one) => one.type === "task.completed")).toEqual([]);

  await reopenTask(firm.scope, { taskId });
  expect(await toldOf(firm, contactId)).toMatchObject({ outbox: [["letter", "toPost", waitsForStaff]] });
});

it("a letter that was posted stays posted, whoever answers it afterwards", async () => {
  const firm = await aFirm();
  const { contactId, taskId } = await aLetter(firm);
  const asked = { kind: "files" as const, runId: "run_1", step: "papers", visit: 1, contactId, asked: { files: [{ name: "Deed" }] } };
  const { requestId } = await openRequest(firm.system, asked);
  await completeTask(firm.scope, { taskId });
  await completeRequest(firm.scope, { requestId, how: "paper" });
  expect((await toldOf(firm, contactId)).outbox).toEqual([["letter", "sent", expect.stringContaining("Posted on")]]);
});
