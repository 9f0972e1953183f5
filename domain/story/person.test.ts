import { afterAll, beforeAll, expect, it } from "vitest";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { aFlow, done } from "../../test/support/flows.ts";
import { newId, withScope } from "../base/index.ts";
import { publishDefinition } from "../flows/index.ts";
import { enrolOnce, JournalModel, RunModel } from "../runs/index.ts";
import { readContactPage, readMatterPage, readStory } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const pause = { kind: "wait" as const, name: "A week to think", for: "P7D", next: "done" };

/** The Okafors, whose matter is in a flow that waits and has reminded both of them, and Ngozi herself in another. */
async function theOkafors(): Promise<{ firm: TestFirm; ngozi: string; chidi: string; matterId: string }> {
  const firm = await aFirm();
  const { id: ngozi } = await firm.contact();
  const { id: chidi } = await firm.contact({ firstName: "Chidi", email: "chidi@mail.example" });
  const people = [
    { contactId: ngozi, role: "client" },
    { contactId: chidi, role: "spouse" },
  ];
  const { id: matterId } = await firm.matter({ mainContactId: ngozi, people, title: "The Okafors: estate plan" });
  await publishDefinition(firm.scope, { definition: aFlow({ pause, done }, { key: "onboarding" }) });
  await publishDefinition(firm.scope, { definition: aFlow({ pause, done }, { key: "news", subject: "contact" }) });
  await enrolOnce(firm.scope, { flowKey: "news", subject: { kind: "contact", contactId: ngozi } });
  const { runId = "" } = await enrolOnce(firm.scope, { flowKey: "onboarding", subject: { kind: "matter", matterId } });
  await withScope(firm.scope, async () => {
    const at = new Date();
    const line = (seq: number, contactId?: string) => ({
      ...{ _id: newId("journal"), runId, seq, at, recordedAt: at, what: contactId ? ("reminded" as const) : ("branched" as const) },
      ...{ step: "pause", visit: 1, ...(contactId ? { data: { contactId } } : {}) },
    });
    await JournalModel.insertMany([line(1, ngozi), line(2, chidi), line(3)]);
    const position = [{ token: "t1", step: "pause", visit: 1, state: "waiting" as const, since: at.toISOString() }];
    await RunModel.updateOne({ _id: runId }, { $set: { position } });
  });
  return { firm, ngozi, chidi, matterId };
}

it("a person's page shows the flows their matters are in beside their own, with what each waits for and which matter it is about", async () => {
  const { firm, ngozi, chidi, matterId } = await theOkafors();
  const theirs = async (contactId: string) =>
    (await readContactPage(firm.scope, { contactId })).runs.map(({ flowKey, matter, now }) => [flowKey, matter?.title, now[0]?.name]);
  const onboarding = ["onboarding", "The Okafors: estate plan", "A week to think"];
  expect((await theirs(ngozi)).sort()).toEqual([["news", undefined, undefined], onboarding]);
  expect(await theirs(chidi)).toEqual([onboarding]);
  const [ofMatter, ...more] = (await readMatterPage(firm.scope, { matterId })).runs;
  expect([ofMatter?.flowKey, ofMatter?.matter, more]).toEqual(["onboarding", undefined, []]);
});

it("a person's story tells what flows did in their matters, but not whom else they asked", async () => {
  const { firm, ngozi, chidi, matterId } = await theOkafors();
  const told = async (of: { contactId: string } | { matterId: string }) =>
    (await readStory(firm.scope, { ...of, limit: 40 })).lines.filter((line) => line.link?.kind === "run").map((line) => line.what);
  expect((await told({ contactId: ngozi })).sort()).toEqual(["Decided", "Reminded"]);
  expect((await told({ contactId: chidi })).sort()).toEqual(["Decided", "Reminded"]);
  expect((await told({ matterId })).sort()).toEqual(["Decided", "Reminded", "Reminded"]);
});
