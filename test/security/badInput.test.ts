import type { Test } from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock, withScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { FileModel } from "../../domain/files/index.ts";
import { saveForm } from "../../domain/forms/index.ts";
import { createMatter } from "../../domain/matters/index.ts";
import { closeMailConnections } from "../../domain/messages/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { openRequest } from "../../domain/requests/index.ts";
import { createAppointmentType } from "../../domain/scheduling/index.ts";
import type { Form } from "../../engine/forms/index.ts";
import { newFirm, type TestApi, testApi } from "../support/api.ts";
import { estatePlanning } from "../support/firm.ts";
import { smtpServer } from "../support/mailServers.ts";
import { expectProblem, malformed } from "../support/problems.ts";

let api: TestApi;
let mails: Awaited<ReturnType<typeof smtpServer>>;
let firm: Awaited<ReturnType<typeof newFirm>>;
let contactId: string;
let matterId: string;
beforeAll(async () => {
  mails = await smtpServer();
  process.env.SMTP_URL = mails.url;
  api = await testApi();
  firm = await newFirm();
  await createPipeline(firm.scope, estatePlanning);
  await saveForm(firm.scope, { key: "intake", form: intake, onWebsite: true });
  contactId = (await createContact(firm.scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@okafor.example" })).id;
  matterId = (await createMatter(firm.scope, { caseType: "estate-planning", mainContactId: contactId })).id;
});
afterAll(async () => {
  closeMailConnections();
  await mails.stop();
  await api.stop();
});

const intake: Form = {
  format: "firmflow-form/1",
  title: "How can we help?",
  intake: { caseType: "estate-planning" },
  groups: [
    {
      key: "you",
      title: "You",
      fields: [
        { kind: "text", key: "firstName", label: "First name", required: true, saveTo: "contact.firstName" },
        { kind: "email", key: "email", label: "Email", required: true, saveTo: "contact.email" },
        { kind: "date", key: "born", label: "Date of birth", saveTo: "contact.born" },
      ],
    },
  ],
};
const script = `<img src=x onerror="alert(1)"><script>alert(1)</script>`;
const post = (path: string, body: unknown) =>
  api.http
    .post(`/api${path}`)
    .set(firm.as("owner"))
    .send(body as object);
const put = (path: string, body: unknown) =>
  api.http
    .put(`/api${path}`)
    .set(firm.as("owner"))
    .send(body as object);
const message = (subject: string) => ({
  name: "Welcome",
  purpose: "transactional",
  variants: { en: { subject, body: [{ type: "text", text: "Dear {{ contact.firstName }}" }] } },
});
const flow = (steps: Record<string, unknown>, start: string) => ({
  definition: {
    format: "firmflow/1",
    key: "bad-flow",
    name: "A bad flow",
    subject: "matter",
    clock: { zone: "firm" },
    enrol: { on: [], again: "never" },
    start,
    steps,
  },
});
/** Where a schema lists fields and lets others through. */
function openObjects(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { type, properties, additionalProperties } = schema as Record<string, unknown>;
  const here = type === "object" && properties && Object.keys(properties).length && additionalProperties !== false ? [path] : [];
  return [...here, ...Object.entries(schema).flatMap(([name, inner]) => openObjects(inner, `${path}/${name}`))];
}
const done = { kind: "end", outcome: "completed" };

describe("what can't be taken is refused with a problem that names the field", () => {
  const cases: [what: string, send: () => PromiseLike<import("supertest").Response>, status: number, path: string][] = [
    ["an unknown field", () => post("/contacts", { firstName: "Ngozi", surprise: 1 }), 422, "/surprise"],
    [
      "a field that reaches for the prototype",
      () => post("/contacts", JSON.parse('{"firstName":"N","constructor":{}}')),
      422,
      "/constructor",
    ],
    ["a wrong type", () => post("/contacts", { firstName: 7 }), 422, "/firstName"],
    ["an operator of the database for a text", () => post("/contacts", { firstName: { $gt: "" } }), 422, "/firstName"],
    ["a list for an object", () => post("/contacts", []), 422, "/"],
    ["a name longer than any", () => post("/contacts", { firstName: "N".repeat(10_000) }), 422, "/firstName"],
    ["an email address that injects a header", () => post("/contacts", { email: "a@b.example\r\nBcc: all@b.example" }), 422, "/email"],
    [
      "a date before 1900",
      () => post("/occasions", { kind: "hearing", title: "Hearing", at: "1850-03-01T09:00:00Z", matterId }),
      422,
      "/at",
    ],
    [
      "a date that is none",
      () => post("/occasions", { kind: "hearing", title: "Hearing", at: "2027-02-30T09:00:00Z", matterId }),
      422,
      "/at",
    ],
    [
      "a subject with a line break",
      () => put("/message-templates/welcome", { content: message("Hello\r\nBcc: everyone@else.example") }),
      422,
      "/content/variants/en/subject",
    ],
    [
      "a merge field that does not exist",
      () => put("/message-templates/welcome", { content: message("Hello {{ contcat.firstName }}") }),
      422,
      "/content/variants/en/subject",
    ],
    [
      "a flow that goes in a circle without ever waiting",
      () =>
        post("/flows/import", flow({ a: { kind: "addNote", text: "a", next: "b" }, b: { kind: "addNote", text: "b", next: "a" } }, "a")),
      422,
      "/steps/",
    ],
    [
      "a flow with a merge field that does not exist",
      () => post("/flows/import", flow({ a: { kind: "addNote", text: "{{ constructor.name }}", next: "done" }, done }, "a")),
      422,
      "/steps/a/text",
    ],
    [
      "a website form with a date before 1900",
      () =>
        post("/public/forms/hartwell-ruiz/intake", {
          key: "a-date-before-1900",
          answers: { firstName: "N", email: "n@b.example", born: "1799-01-01" },
        }),
      422,
      "/answers/born",
    ],
    ["a query that is not a number", () => api.http.get("/api/contacts?limit=many").set(firm.as("owner")), 422, "/limit"],
    ["an unknown query", () => api.http.get("/api/contacts?q[$ne]=x").set(firm.as("owner")), 422, "/q[$ne]"],
  ];
  it.each(cases)("%s", async (_what, send, status, path) => {
    expectProblem(await send(), status, path);
  });

  it("JSON that is cut off, and JSON larger than is taken", async () => {
    const json = (text: string) => api.http.post("/api/contacts").set(firm.as("owner")).set("Content-Type", "application/json").send(text);
    expectProblem(await json('{"firstName": "Ngo'), 400);
    expectProblem(await json(`{"firstName":"${"N".repeat(1_100_000)}"}`), 413);
    expectProblem(await json(`${"[".repeat(100_000)}${"]".repeat(100_000)}`), 422, "/");
  });

  it("a link nobody was sent, and one whose time is over", async () => {
    expectProblem(await api.http.get("/api/public/requests/QlUxOG5vYm9keS13YXMtc2VudC10aGlzLW9uZQ"), 404);
    const { url } = await openRequest(firm.scope, { kind: "form", contactId, asked: { form: "intake" }, days: 5 });
    clock.set(() => new Date(Date.now() + 6 * 86_400_000));
    const late = await api.http.get(`/api/public/requests/${url.split("/").pop()}`);
    clock.reset();
    expectProblem(late, 410);
    expect(late.body.detail).toMatch(/expired|no longer|over|ended/i);
  });

  it("50 MB in one file, of which nothing is kept", async () => {
    const answer = await api.http
      .post("/api/files")
      .query({ matterId })
      .set(firm.as("staff"))
      .attach("file", Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(50_000_000, 32)]), "deed.pdf");
    expectProblem(answer, 413);
    expect(await withScope(firm.scope, () => FileModel.countDocuments({}))).toBe(0);
  });
});

describe("what comes twice counts once", () => {
  it("a website form sent twice at the same moment makes one contact and one event", async () => {
    const body = { key: "pressed-twice-0001", answers: { firstName: "Twice", email: "twice@okafor.example" } };
    const answers = await Promise.all([post("/public/forms/hartwell-ruiz/intake", body), post("/public/forms/hartwell-ruiz/intake", body)]);
    expect(answers.map((one) => one.status)).toEqual([201, 201]);
    const found = await api.http.get("/api/contacts").query({ q: "twice@okafor.example" }).set(firm.as("staff"));
    expect(found.body.contacts).toHaveLength(1);
  });

  it("a form of a link sent twice at the same moment is one submission and one event", async () => {
    const { url, requestId } = await openRequest(firm.scope, { kind: "form", contactId, asked: { form: "intake" } });
    const submit = () =>
      api.http
        .post(`/api/public/requests/${url.split("/").pop()}/submit`)
        .send({ answers: { firstName: "Ngozi", email: "ngozi@okafor.example" } });
    const both = await Promise.all([submit(), submit()]);
    expect(both.map((one) => one.status)).toEqual([200, 200]);
    expect(await withScope(firm.scope, () => EventModel.countDocuments({ type: "form.submitted", requestId }))).toBe(1);
  });

  it("a slot taken meanwhile is refused with those still open", async () => {
    await createAppointmentType(firm.scope, {
      key: "review",
      name: "Review",
      minutes: 60,
      every: 60,
      horizonDays: 14,
      modes: [{ kind: "phone" }],
      staffIds: [firm.staff.staff],
    });
    const { body } = await api.http.get("/api/appointment-types/review/slots").set(firm.as("staff"));
    const startsAt = body.slots[2].startsAt as string;
    const tries = await Promise.all([1, 2, 3].map(() => post("/appointments", { typeKey: "review", startsAt, contactId })));
    expect(tries.map((one) => one.status).sort()).toEqual([201, 409, 409]);
    const refused = tries.find((one) => one.status === 409);
    if (refused) expectProblem(refused, 409);
    expect(refused?.body.slots).not.toContain(startsAt);
  });
});

describe("HTML and scripts in a name", () => {
  it("are stored as the text they are and shown as text in an email", async () => {
    const made = await post("/contacts", { firstName: script, email: "script@okafor.example" });
    expect(made.status).toBe(201);
    const read = await api.http.get(`/api/contacts/${made.body.id}`).set(firm.as("staff"));
    expect(read.type).toBe("application/json");
    expect(JSON.stringify(read.body)).toContain(JSON.stringify(script).slice(1, -1));
    const sent = await post("/messages", {
      contactId: made.body.id,
      subject: "Welcome, {{ contact.firstName }}",
      text: "Dear {{ contact.firstName }}",
    });
    expect(sent.status, sent.text).toBe(201);
    const { html, subject } = mails.received[0]?.mail ?? {};
    expect(subject).toBe(`Welcome, ${script}`);
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script|<img src=x/);
  });

  it("a merge field's line breaks add no header to an email", async () => {
    const made = await post("/contacts", { firstName: "Ada", email: "ada@okafor.example", fields: {}, notes: undefined });
    const matter = await post("/matters", {
      caseType: "estate-planning",
      mainContactId: made.body.id,
      fields: { remark: "one\r\nBcc: everyone@else.example" },
    });
    const facts = matter.status === 201 ? "{{ matter.remark }}" : "{{ 'one\nBcc: everyone@else.example' }}";
    await post("/messages", { contactId: made.body.id, subject: `About ${facts}`, text: "Dear Ada" });
    for (const { raw, to } of mails.received) {
      expect(raw.split("\r\n\r\n")[0]).not.toMatch(/^bcc:/im);
      expect(to).not.toContain("everyone@else.example");
    }
  });
});

describe("every route", () => {
  it("refuses fields it does not know, at every depth of what it takes", () => {
    const open = api.routes.flatMap((one) =>
      Object.entries({ params: one.params, query: one.query, body: one.body }).flatMap(([part, schema]) =>
        openObjects(schema, `${one.method} ${one.path} ${part}`),
      ),
    );
    // A draft is kept as it is drawn; what is wrong in it keeps it from being published. What the provider of texts says is its own to add to.
    const theirs = ["body/properties/graph", "/public/texts/"];
    expect(open.filter((path) => !theirs.some((part) => path.includes(part)))).toEqual([]);
  });

  it("answers nonsense with a problem and never with an error of its own", async () => {
    const wrong: string[] = [];
    for (const one of api.routes.filter((route) => !route.upload)) {
      const path = `/api${one.path.replace(/\{(\w+)\}/g, "%24ne%00'\"<x>")}`;
      for (const text of one.method === "get" ? [""] : malformed) {
        const call = (api.http as unknown as Record<string, (path: string) => Test>)[one.method]?.(path).set(firm.as("owner"));
        const answer = await (text ? call?.set("Content-Type", "application/json").send(text) : call);
        if (!answer || answer.status >= 500) wrong.push(`${one.method} ${one.path} ${text}: ${answer?.text}`);
        else if (answer.status >= 400) expectProblem(answer, answer.status);
      }
    }
    expect(wrong).toEqual([]);
  });
});
