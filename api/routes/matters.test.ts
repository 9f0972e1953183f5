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

const get = async (path: string) => (await api.http.get(`/api${path}`).set(firm.as("staff"))).body;
const post = async (path: string, body: object = {}) => await api.http.post(`/api${path}`).set(firm.as("staff")).send(body);

async function okafors(more: object = {}) {
  const contact = (await post("/contacts", { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@mail.example", phone: "518 555 0142" }))
    .body;
  const matter = (
    await post("/matters", { caseType: "estate-planning", mainContactId: contact.id, source: "Referral", value: 3200, ...more })
  ).body;
  return { contactId: contact.id as string, matterId: matter.id as string, number: matter.number as string };
}

describe("a matter by the API", () => {
  it("is one answer with people, stages, tasks, dates and flows", async () => {
    const { matterId, contactId } = await okafors();
    await post("/tasks", { title: "Conflict check", matterId, due: "2027-03-01T17:00:00Z" });
    await post("/occasions", { kind: "signing", title: "Signing", at: "2027-03-04T15:00:00Z", matterId });
    const page = await get(`/matters/${matterId}`);
    expect(page).toMatchObject({
      id: matterId,
      stageName: "New lead",
      contactName: "Ngozi Okafor",
      people: [{ id: contactId, roles: ["client"], main: true, phone: "+15185550142" }],
      tasks: [{ title: "Conflict check", contactName: "Ngozi Okafor" }],
      occasions: [{ title: "Signing", state: "planned" }],
      runs: [],
    });
    expect(JSON.stringify(page)).not.toContain("firmId");
  });

  it("tells its story newest first, in pages that lose and repeat nothing", async () => {
    const { matterId } = await okafors();
    for (let count = 0; count < 4; count += 1) await post("/notes", { matterId, text: `Note ${count}` });
    await post("/calls", { matterId, outcome: "reached", minutes: 6, note: "He is on nights until Friday." });
    await post(`/matters/${matterId}/stage`, { stage: "hired" });
    const whole = await get(`/story?matterId=${matterId}`);
    expect(whole.lines.map((one: { what: string }) => one.what)).toEqual([
      "Moved to Hired",
      "staff called Ngozi Okafor",
      "Note",
      "Note",
      "Note",
      "Note",
      "Matter opened",
    ]);
    const first = await get(`/story?matterId=${matterId}&limit=3`);
    const second = await get(`/story?matterId=${matterId}&limit=10&cursor=${first.next}`);
    expect([...first.lines, ...second.lines]).toEqual(whole.lines);
    const calls = await get(`/story?matterId=${matterId}&show=calls`);
    expect(calls.lines).toHaveLength(1);
  });

  it("counts as touched once somebody called", async () => {
    const { matterId } = await okafors();
    expect((await get(`/matters/${matterId}`)).firstTouchAt).toBeUndefined();
    await post("/calls", { matterId, outcome: "noAnswer" });
    expect((await get(`/matters/${matterId}`)).firstTouchAt).toEqual(expect.any(String));
  });

  it("is found by number, title and the people's names and phones", async () => {
    const { matterId, number } = await okafors({ title: "The Okafors: estate plan" });
    for (const q of [number.toLowerCase(), "okafors plan", "518-555-0142", "ngozi oka"]) {
      const { matters } = await get(`/matters?q=${encodeURIComponent(q)}`);
      expect(
        matters.map((one: { id: string }) => one.id),
        q,
      ).toContain(matterId);
    }
    expect((await get("/matters?q=nobody")).matters).toEqual([]);
    const { results } = await get("/search?q=okafors");
    expect(results).toContainEqual({
      kind: "matter",
      id: matterId,
      title: "The Okafors: estate plan",
      detail: `${number} · Estate planning`,
    });
  });

  it("stands on the board in its stage, and can be moved and moved back", async () => {
    const { matterId } = await okafors();
    const column = async (stage: string) =>
      (await get("/matters/board?caseType=estate-planning")).columns.find((one: { id: string }) => one.id === stage);
    expect((await column("lead")).cards.map((one: { id: string }) => one.id)).toContain(matterId);
    expect((await post(`/matters/${matterId}/stage`, { stage: "consultation" })).body).toEqual({ from: "lead", to: "consultation" });
    expect(await column("consultation")).toMatchObject({ count: 1, value: 3200, cards: [{ id: matterId }] });
  });

  it("stands on a board that gives counts and the first cards of a stage, and the others when asked", async () => {
    await createPipeline(firm.scope, { ...estatePlanning, caseType: "probate", name: "Probate", prefix: "PR" });
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.push((await okafors({ caseType: "probate" })).matterId);
    const board = await get("/matters/board?caseType=probate&cards=2");
    const [first] = board.columns;
    expect(first).toMatchObject({ count: 5, value: 5 * 3200, cards: [{ id: made[0] }, { id: made[1] }] });
    const ids = async (query: string) => {
      const { cards, next } = await get(`/matters/board/cards?caseType=probate&stage=${first.id}&${query}`);
      return [cards.map((one: { id: string }) => one.id), next];
    };
    const [shown, next] = await ids("limit=2");
    expect(shown).toEqual([made[0], made[1]]);
    const [after, further] = await ids(`limit=2&cursor=${next}`);
    expect(after).toEqual([made[2], made[3]]);
    expect(await ids(`limit=2&cursor=${further}`)).toEqual([[made[4]], undefined]);
    expect(await ids("limit=2&assignee=stf_nobody")).toEqual([[], undefined]);
  });

  it("to an unknown stage is refused by name", async () => {
    const { matterId } = await okafors();
    const answer = await post(`/matters/${matterId}/stage`, { stage: "nowhere" });
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, "/stage"]);
  });

  it("is listed newest first in pages, narrowed by filters", async () => {
    for (let count = 0; count < 3; count += 1) await okafors({ source: "Billboard" });
    const first = await get("/matters?source=Billboard&limit=2");
    const second = await get(`/matters?source=Billboard&limit=2&cursor=${first.next}`);
    expect([first.matters.length, second.matters.length, second.next]).toEqual([2, 1, undefined]);
    expect(new Set([...first.matters, ...second.matters].map((one: { id: string }) => one.id)).size).toBe(3);
  });

  it("an invoice told by an accounting program twice is one invoice", async () => {
    const { number } = await okafors();
    const invoice = { number: "INV-7", amount: 1200.5, due: "2027-03-10", matter: number };
    expect((await post("/hooks/invoices", invoice)).body.created).toBe(true);
    expect((await post("/hooks/invoices", { ...invoice, paid: "2027-03-09" })).body.created).toBe(false);
    expect((await get("/invoices?state=paid")).invoices).toMatchObject([{ number: "INV-7", amountCents: 120_050, paid: "2027-03-09" }]);
  });

  it("a task completed with an outcome is told and leaves the list; reopening brings it back", async () => {
    const { matterId } = await okafors();
    const { id } = (await post("/tasks", { title: "Call them", matterId })).body;
    await post(`/tasks/${id}/complete`, { outcome: "reached" });
    expect((await get(`/tasks?matterId=${matterId}`)).tasks).toEqual([]);
    expect((await post(`/tasks/${id}/complete`)).status).toBe(409);
    await post(`/tasks/${id}/reopen`);
    expect((await get(`/tasks?matterId=${matterId}`)).tasks).toMatchObject([{ id, state: "open" }]);
  });

  it("pages through tasks by due date, those without one last", async () => {
    const { matterId } = await okafors();
    for (const due of ["2027-03-02T09:00:00Z", undefined, "2027-03-01T09:00:00Z", undefined])
      await post("/tasks", { title: `Due ${due ?? "never"}`, matterId, ...(due ? { due } : {}) });
    const titles: string[] = [];
    let cursor = "";
    do {
      const page = await get(`/tasks?matterId=${matterId}&limit=1${cursor && `&cursor=${cursor}`}`);
      titles.push(...page.tasks.map((one: { title: string }) => one.title));
      cursor = page.next ?? "";
    } while (cursor);
    expect(titles).toEqual(["Due 2027-03-01T09:00:00Z", "Due 2027-03-02T09:00:00Z", "Due never", "Due never"]);
  });
});

describe("a contact by the API", () => {
  it("is one answer with matters and who shares the address, and can be deleted and restored", async () => {
    const { contactId, matterId } = await okafors();
    const page = await get(`/contacts/${contactId}`);
    expect(page).toMatchObject({ id: contactId, name: "Ngozi Okafor", matters: [{ id: matterId }] });
    expect((await api.http.delete(`/api/contacts/${contactId}`).set(firm.as("staff"))).status).toBe(204);
    expect((await get(`/contacts/${contactId}`)).status).toBe(404);
    expect((await post(`/contacts/${contactId}/restore`)).status).toBe(204);
    expect((await get(`/contacts/${contactId}`)).id).toBe(contactId);
  });

  it("with a line break in its name is a problem that names the field", async () => {
    const answer = await post("/contacts", { lastName: "Okafor\nBcc: x@y.example" });
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      [{ path: "/lastName", message: "Last name must be one line of text. Take out line breaks and control characters." }],
    ]);
  });
});
