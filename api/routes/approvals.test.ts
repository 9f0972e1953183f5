import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContact } from "../../domain/contacts/index.ts";
import { createMatter } from "../../domain/matters/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";
import { askedApproval } from "../../test/support/approvals.ts";
import { estatePlanning } from "../../test/support/firm.ts";

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
beforeAll(async () => {
  api = await testApi();
  firm = await newFirm();
  await createPipeline(firm.scope, estatePlanning);
});
afterAll(() => api.stop());

async function asked() {
  const { id: contactId } = await createContact(firm.scope, { firstName: "Rosa", lastName: "Delgado", email: "rosa@mail.example" });
  const { id } = await createMatter(firm.scope, { caseType: "estate-planning", mainContactId: contactId });
  return await askedApproval(firm, { id, contactId });
}
type Role = Parameters<typeof firm.as>[0];
const get = (path: string, role: Role = "owner") => api.http.get(`/api${path}`).set(firm.as(role));
const post = (path: string, body: object, role: Role = "owner") => api.http.post(`/api${path}`).set(firm.as(role)).send(body);

describe("approvals by the API", () => {
  it("show the message, are approved once, and tell whoever comes second who was first", async () => {
    const { approvalId } = await asked();
    const { body } = await get(`/approvals/${approvalId}`);
    expect(body).toMatchObject({ state: "open", messages: [{ subject: "Welcome, Rosa", to: { address: "rosa@mail.example" } }] });
    expect((await post(`/approvals/${approvalId}/approve`, { hash: body.hash })).status).toBeLessThan(300);
    const second = await post(`/approvals/${approvalId}/reject`, { reason: "Too late" });
    expect([second.status, second.body.detail]).toEqual([409, "owner has already approved it."]);
    expect((await get(`/approvals/${approvalId}`, "viewer")).body).toMatchObject({
      state: "approved",
      mayDecide: false,
      decided: { by: "owner" },
    });
  });

  it("are refused without what was looked at, from others of the staff, and of a document that is none", async () => {
    const { approvalId } = await asked();
    expect((await post(`/approvals/${approvalId}/approve`, {})).status).toBe(422);
    expect((await post(`/approvals/${approvalId}/approve`, { hash: "what somebody guessed" })).body.detail).toContain(
      "has changed since you looked",
    );
    expect((await post(`/approvals/${approvalId}/reject`, {}, "staff")).status).toBe(403);
    expect((await get(`/approvals/${approvalId}/document`)).status).toBe(404);
  });

  it("go to a stand-in while somebody is away, whom only they or an owner send away", async () => {
    const put = (role: Role, body: object) => api.http.put(`/api/staff/${firm.staff.builder}/away`).set(firm.as(role)).send(body);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    expect((await put("staff", { until })).status).toBe(403);
    expect((await put("owner", { until, standIn: firm.staff.staff })).status).toBeLessThan(300);
    expect((await put("owner", { until, standIn: firm.staff.viewer })).status).toBe(422);
    const { body } = await get("/staff");
    expect(body.staff.find((one: { id: string }) => one.id === firm.staff.builder).away).toEqual({ until, standIn: firm.staff.staff });
  });
});
