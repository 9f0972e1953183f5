import { afterAll, beforeAll, expect, it } from "vitest";
import { newId, withScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { createMatter } from "../../domain/matters/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { RunModel } from "../../domain/runs/index.ts";
import { staffPages } from "../../tools/bench/staffPages.ts";
import { newFirm, type TestApi, testApi } from "../support/api.ts";
import { estatePlanning } from "../support/firm.ts";
import { aFlow, done } from "../support/flows.ts";
import { answeredBy, questionsOf } from "../support/questions.ts";

let api: TestApi;
let pages: string[];
let firm: Awaited<ReturnType<typeof newFirm>>;
beforeAll(async () => {
  api = await testApi();
  firm = await newFirm();
  const { scope } = firm;
  await createPipeline(scope, estatePlanning);
  await publishDefinition(scope, { definition: aFlow({ wait1: { kind: "wait", for: "P1D", next: "done" }, done }, { key: "flow-1" }) });
  const { id: contactId } = await createContact(scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@mail.example" });
  const { id: matterId } = await createMatter(scope, { caseType: "estate-planning", mainContactId: contactId });
  const runId = newId("run");
  const place = { token: "t1", step: "wait1", visit: 1, state: "waiting" as const, since: new Date().toISOString() };
  const run = { flowKey: "flow-1", flowName: "A flow", version: 1, definitionHash: "h", subjectKind: "matter" as const, matterId };
  await withScope(scope, () =>
    RunModel.create([
      { _id: runId, ...run, status: "running", startedBy: scope.actor, startedAt: new Date(), workflow: "started", position: [place] },
    ]),
  );
  pages = staffPages({ contactId, matterId, runId });
});
afterAll(() => api.stop());

/** What a firm has few of, however long it works: read as a whole. */
const few = new Set(["staffs", "pipelines", "flows", "forms", "holds"]);
/** For the page that asks most often. */
const mostQuestions = 60;

it("what staff pages ask the database is bounded, and answered by indexes: it takes no longer the longer a firm works", async () => {
  const read: string[] = [];
  const many: string[] = [];
  for (const page of pages) {
    const asked = await questionsOf(async () => {
      const answer = await api.http.get(`/api${page}`).set(firm.as("owner"));
      expect(answer.status, `${page}: ${answer.text.slice(0, 300)}`).toBe(200);
    });
    if (asked.length > mostQuestions) many.push(`${page}: ${asked.length}`);
    for (const one of asked)
      if (!few.has(one.collection) && (await answeredBy(one)) === null)
        read.push(`${page}: ${one.collection} ${JSON.stringify(one.filter)}`);
  }
  expect({ read, many }).toEqual({ read: [], many: [] });
});
