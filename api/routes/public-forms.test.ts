import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { ContactModel, createContact } from "../../domain/contacts/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { saveForm } from "../../domain/forms/index.ts";
import { attachToExisting, listOpenIntakes } from "../../domain/intakes/index.ts";
import { MatterModel } from "../../domain/matters/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import type { Form } from "../../engine/forms/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";

const intake: Form = {
  format: "firmflow-form/1",
  title: "How can we help?",
  done: { title: "Thank you" },
  intake: { caseType: "estate-planning" },
  groups: [
    {
      key: "you",
      title: "You and the others",
      mustAnswer: true,
      fields: [
        { kind: "text", key: "firstName", label: "First name", required: true, saveTo: "contact.firstName" },
        { kind: "text", key: "lastName", label: "Last name", required: true, saveTo: "contact.lastName" },
        { kind: "email", key: "email", label: "Email", required: true, saveTo: "contact.email" },
        { kind: "phone", key: "phone", label: "Phone", saveTo: "contact.phone" },
        { kind: "text", key: "parties", label: "Who else is involved?", lines: 3, saveTo: "matter.parties" },
        { kind: "text", key: "about", label: "Who is it about?", saveTo: "people.client.lastName" },
        { kind: "consent", key: "texts", label: "You may text me.", channel: "text" },
      ],
    },
  ],
};

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
let sent = 0;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

/** Each test has a firm of its own and an address of its own, so that the limit per minute counts for one. */
async function aFirm() {
  firm = await newFirm();
  await createPipeline(firm.scope, {
    caseType: "estate-planning",
    name: "Estate planning",
    prefix: "EP",
    stages: [{ id: "new", name: "New", state: "open" }],
  });
  await saveForm(firm.scope, { key: "intake", form: intake });
  return `/api/public/forms/${firm.firm.slug}/intake`;
}
const fine = () => {
  sent += 1;
  return {
    key: `0123456789abcdef-${sent}`,
    answers: { firstName: "Patricia", lastName: "Nolan", email: "p.nolan@client.example", parties: "Greg Nolan (husband)", texts: true },
  };
};
const post = (path: string, body: object) =>
  api.http
    .post(path)
    .set("X-Forwarded-For", `10.0.0.${(sent % 250) + 1}`)
    .send(body);
const all = () =>
  withScope(firm.scope, async () => ({
    contacts: await ContactModel.find().lean(),
    matters: await MatterModel.find().lean(),
    events: await EventModel.find({ type: "form.submitted" }).lean(),
  }));

describe("a form on the firm's website", () => {
  it("makes a contact and a matter with source and consent, and tells flows once", async () => {
    const path = await aFirm();
    expect((await api.http.get(path)).body.form.groups[0].fields[0].saveTo).toBeUndefined();
    const from = { page: "https://hartwellruiz.example/wills", source: "google", campaign: "fall" };
    const answer = await post(path, { ...fine(), from });
    expect([answer.status, answer.body]).toEqual([201, { received: true, done: { title: "Thank you" } }]);
    const { contacts, matters, events } = await all();
    expect(contacts).toMatchObject([
      {
        firstName: "Patricia",
        email: "p.nolan@client.example",
        source: "google",
        consent: { text: { given: true, wording: "You may text me." } },
      },
    ]);
    expect(matters).toMatchObject([{ caseType: "estate-planning", source: "google", fields: { parties: "Greg Nolan (husband)" } }]);
    expect(events).toMatchObject([{ matterId: matters[0]?._id, data: { form: "intake", how: "website", campaign: "fall" } }]);
  });

  it("sent twice, also at the same moment, is taken once", async () => {
    const path = await aFirm();
    const body = fine();
    const answers = await Promise.all([post(path, body), post(path, body), post(path, body)]);
    expect(answers.map((one) => one.status)).toEqual([201, 201, 201]);
    const { contacts, matters, events } = await all();
    expect([contacts.length, matters.length, events.length]).toEqual([1, 1, 1]);
  });

  it("from somebody already known overwrites nothing, asks staff, and tells the visitor nothing", async () => {
    const path = await aFirm();
    const { id: contactId } = await createContact(firm.scope, { firstName: "Pat", lastName: "Nolan", email: "p.nolan@client.example" });
    const answer = await post(path, fine());
    expect(answer.body).toEqual({ received: true, done: { title: "Thank you" } });
    expect(await all()).toMatchObject({ contacts: [{ firstName: "Pat" }], matters: [], events: [] });
    const [open] = await listOpenIntakes(firm.scope, {});
    await attachToExisting(firm.scope, { intakeId: open?._id ?? "", contactId });
    const { contacts, matters, events } = await all();
    expect([contacts[0]?.firstName, matters.length, events[0]?.contactId]).toEqual(["Pat", 1, contactId]);
    const { body } = await api.http.get("/api/submissions").query({ matterId: matters[0]?._id }).set(firm.as("staff"));
    expect(body.submissions).toHaveLength(1);
  });

  it("keeps the caller and the client they write for apart", async () => {
    const path = await aFirm();
    const { answers, ...rest } = fine();
    await post(path, { ...rest, answers: { ...answers, about: "Nolan junior" } });
    const { matters } = await all();
    expect(matters[0]?.people.map((one) => one.role)).toEqual(["caller", "client"]);
  });

  it("filled in by a program makes nothing and looks as if it did", async () => {
    const path = await aFirm();
    expect((await post(path, { ...fine(), homepage: "https://spam.example" })).status).toBe(201);
    expect(await all()).toMatchObject({ contacts: [], matters: [], events: [] });
  });

  it("names the answer that needs correcting, also when only the contact refuses it", async () => {
    const path = await aFirm();
    const { answers, ...rest } = fine();
    const early = await post(path, { ...rest, answers: { ...answers, firstName: "", email: "p.nolan" } });
    expect(early.body.errors.map((one: { path: string }) => one.path)).toEqual(["/answers/firstName", "/answers/email"]);
    const late = await post(path, { ...rest, answers: { ...answers, phone: "+99 999 999 99" } });
    expect([late.status, late.body.errors[0].path]).toEqual([422, "/answers/phone"]);
    expect(await all()).toMatchObject({ contacts: [], matters: [] });
  });

  it("that is not meant for the website, or is nobody's, is not found", async () => {
    await aFirm();
    await saveForm(firm.scope, { key: "assets", form: { ...intake, intake: undefined } as never, onWebsite: false }).catch(() => null);
    expect((await api.http.get(`/api/public/forms/${firm.firm.slug}/assets`)).status).toBe(404);
    expect((await api.http.get("/api/public/forms/nobody/intake")).status).toBe(404);
  });

  it("takes ten a minute from one address", async () => {
    const path = await aFirm();
    const statuses: number[] = [];
    for (let times = 0; times < 11; times += 1)
      statuses.push((await api.http.post(path).set("X-Forwarded-For", "10.1.1.1").send({})).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
