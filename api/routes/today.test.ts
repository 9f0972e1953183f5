import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";
import { estatePlanning } from "../../test/support/firm.ts";

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
beforeAll(async () => {
  api = await testApi();
  firm = await newFirm();
  await createPipeline(firm.scope, estatePlanning);
});
afterAll(() => api.stop());

const get = (path: string) => api.http.get(`/api${path}`).set(firm.as("staff"));
const post = (path: string, body: object = {}) => api.http.post(`/api${path}`).set(firm.as("staff")).send(body);

describe("Today by the API", () => {
  it("has a lead as soon as it is added, and the rail counts it", async () => {
    const { body: contact } = await post("/contacts", { firstName: "Rosa", lastName: "Delgado", phone: "518 555 0142" });
    await post("/matters", { caseType: "estate-planning", mainContactId: contact.id, source: "Phone" });
    const { status, body } = await get("/today?mine=true");
    expect(status).toBe(200);
    expect(body.leads.items).toMatchObject([{ contact: { name: "Rosa Delgado" }, source: "Phone" }]);
    expect((await get("/today/counts")).body).toEqual({ today: 1, tasks: 0 });
    expect(JSON.stringify(body)).not.toContain("firmId");
  });

  it("is for signed-in people only, and reading an answer is for staff", async () => {
    expect((await api.http.get("/api/today")).status).toBe(401);
    const seen = api.http.post("/api/today/answers/evt_1/seen").set(firm.as("viewer")).send({});
    expect((await seen).status).toBe(403);
  });
});

describe("reports by the API", () => {
  it("answer for a stretch of time and refuse a date that is none", async () => {
    const { body } = await get("/reports/leads?from=2026-01-01T00:00:00Z&to=2126-01-01T00:00:00Z");
    expect(body.total.leads).toBe(1);
    expect((await get("/reports/flows")).body.flows).toEqual([]);
    expect((await get("/reports/leads?from=yesterday")).status).toBe(422);
  });
});
