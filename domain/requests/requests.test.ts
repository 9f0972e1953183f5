import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Form } from "../../engine/forms/index.ts";
import { connectToFresh, leaveDatabase } from "../../test/support/database.ts";
import { clock, runScope, type Scope, systemScope, withScope } from "../base/index.ts";
import { ContactModel, createContact } from "../contacts/index.ts";
import { EventModel } from "../events/index.ts";
import { keepFile } from "../files/index.ts";
import { createFirm } from "../firms/index.ts";
import { readSubmission, SubmissionModel, saveForm } from "../forms/index.ts";
import {
  closeRequest,
  completeRequest,
  giveUpRequest,
  openRequest,
  renewLink,
  requestByToken,
  requestsOf,
  revokeLink,
  saveProgress,
  submitFiles,
  submitForm,
} from "./index.ts";

const family: Form = {
  format: "firmflow-form/1",
  title: { en: "Your family", es: "Su familia" },
  groups: [
    {
      key: "you",
      title: "You",
      fields: [
        { kind: "text", key: "firstName", label: "First name", required: true, saveTo: "contact.firstName" },
        { kind: "phone", key: "phone", label: "Phone", saveTo: "contact.phone" },
        { kind: "text", key: "ssn", label: "Social security number", sensitive: true },
        { kind: "consent", key: "texts", label: "You may text me.", channel: "text" },
      ],
    },
    { key: "more", title: "More", fields: [{ kind: "text", key: "pets", label: "Pets", required: true }] },
  ],
};

let scope: Scope;
beforeAll(async () => {
  process.env["FIRMFLOW_SECRET"] ??= "a secret of the tests, long enough to be one";
  await connectToFresh();
  const firm = await createFirm({ name: "Hartwell & Ruiz", state: "NY", zone: "America/New_York", email: "office@hartwellruiz.example" });
  scope = systemScope(firm._id);
  await saveForm(scope, { key: "family", form: family });
});
afterAll(async () => {
  clock.reset();
  await leaveDatabase();
});

const aContact = async () => (await createContact(scope, { firstName: "Ngozi", email: "ngozi@okafor.example" })).id;
const tokenIn = (url: string) => url.split("/").pop() ?? "";
let visits = 0;
async function anOpenForm() {
  const contactId = await aContact();
  visits += 1;
  const asked = { kind: "form" as const, runId: "run_1", step: "assets", visit: visits, contactId, asked: { form: "family" } };
  const opened = await openRequest(runScope(scope.firmId, "run_1", "Estate planning"), asked);
  return { ...opened, contactId, asked, token: tokenIn(opened.url) };
}
const eventsOf = (requestId: string) => withScope(scope, () => EventModel.find({ requestId }).lean());
const fine = { answers: { firstName: "Ngozi", pets: "A cat" } };

describe("a request", () => {
  it("asked again for the same run, step, visit and person is the same, with the same link", async () => {
    const { requestId, url, asked } = await anOpenForm();
    const again = await Promise.all([openRequest(scope, asked), openRequest(scope, asked)]);
    expect(again).toEqual([
      { requestId, url },
      { requestId, url },
    ]);
  });

  it("keeps its token nowhere but as a hash", async () => {
    const { token } = await anOpenForm();
    for (const { name } of await mongoose.connection.listCollections())
      expect(JSON.stringify(await mongoose.connection.collection(name).find().toArray())).not.toContain(token);
  });

  it("is answered by its link: one submission, fields written, one event that names it", async () => {
    const { requestId, contactId, token } = await anOpenForm();
    const visitor = (await requestByToken(token)).scope;
    await submitForm(visitor, {
      requestId,
      answers: { ...fine.answers, phone: "(518) 555-0142", ssn: "078-05-1120", texts: true, admin: 1 },
    });
    const contact = await withScope(scope, () => ContactModel.findOne({ _id: contactId }).lean());
    expect(contact).toMatchObject({ phone: "+15185550142", consent: { text: { given: true, wording: "You may text me." } } });
    const events = (await eventsOf(requestId)).map(({ type, data }) => ({ type, data }));
    expect(events).toMatchObject([{ type: "form.submitted", data: { form: "family", answers: { pets: "A cat" }, how: "link" } }]);
    expect(JSON.stringify(events)).not.toContain("078-05");
  });

  it("sent twice at the same moment is one submission and one event", async () => {
    const { requestId, token } = await anOpenForm();
    const visitor = (await requestByToken(token)).scope;
    const answers = await Promise.all([1, 2, 3].map(() => submitForm(visitor, { requestId, ...fine })));
    expect(new Set(answers.map((one) => one.submissionId)).size).toBe(1);
    expect(await eventsOf(requestId)).toHaveLength(1);
  });

  it("with wrong answers names each and stays open", async () => {
    const { requestId, token } = await anOpenForm();
    const { scope: visitor } = await requestByToken(token);
    const sent = submitForm(visitor, { requestId, answers: { phone: "12" } });
    await expect(sent).rejects.toMatchObject({
      status: 422,
      errors: [{ path: "/answers/firstName" }, { path: "/answers/phone" }, { path: "/answers/pets" }],
    });
    expect((await requestByToken(token)).request.state).toBe("open");
  });

  it("is picked up where it was left, and two devices don't undo each other", async () => {
    const { requestId, token } = await anOpenForm();
    const { scope: visitor } = await requestByToken(token);
    await saveProgress(visitor, { requestId, changes: { firstName: "N" }, group: "you" });
    await saveProgress(visitor, { requestId, changes: { pets: { $where: "1" } as never } });
    const { request } = await requestByToken(token);
    expect(JSON.parse(request.progress?.json ?? "")).toEqual({
      answers: { firstName: "N", pets: { $where: "1" } },
      skipped: [],
      group: "you",
    });
  });

  it("that was given up still takes a late answer", async () => {
    const { requestId, token } = await anOpenForm();
    await giveUpRequest(scope, { requestId });
    const { scope: visitor } = await requestByToken(token);
    await submitForm(visitor, { requestId, ...fine });
    expect((await requestByToken(token)).request.answered).toMatchObject({ late: true });
    expect(await eventsOf(requestId)).toHaveLength(1);
  });

  it("has a link that ends: closed, revoked, replaced or expired, and says which firm to reach", async () => {
    const one = await anOpenForm();
    await closeRequest(scope, { requestId: one.requestId });
    const two = await anOpenForm();
    await revokeLink(scope, { requestId: two.requestId });
    const three = await anOpenForm();
    const { url } = await renewLink(scope, { requestId: three.requestId });
    for (const { token } of [one, two, three])
      await expect(requestByToken(token)).rejects.toMatchObject({ status: 410, extra: { firm: { name: "Hartwell & Ruiz" } } });
    expect((await requestByToken(tokenIn(url))).request._id).toBe(three.requestId);
    clock.set(() => new Date(Date.now() + 100 * 86_400_000));
    await expect(requestByToken(tokenIn(url))).rejects.toMatchObject({ status: 410, extra: { why: "expired" } });
    clock.reset();
  });

  it("of an unknown token is not found", async () => {
    await expect(requestByToken("x".repeat(43))).rejects.toMatchObject({ status: 404 });
  });
});

describe("staff complete a request for the client", () => {
  it("told by phone: questions nobody asked may stay open, and the event is the client's own", async () => {
    const { requestId } = await anOpenForm();
    await completeRequest(scope, { requestId, how: "phone", data: { answers: { pets: "Two dogs" } } });
    expect((await eventsOf(requestId)).map(({ type, data }) => [type, data["how"]])).toEqual([["form.submitted", "phone"]]);
  });

  it("but what they write down must still be right", async () => {
    const { requestId } = await anOpenForm();
    await expect(completeRequest(scope, { requestId, how: "phone", data: { answers: { phone: "12" } } })).rejects.toMatchObject({
      errors: [{ path: "/answers/phone" }],
    });
  });

  it("on paper, with the paper", async () => {
    const { requestId } = await anOpenForm();
    const { fileId } = await keepFile(scope, { name: "form.pdf", content: Buffer.from("%PDF-1.7\n") });
    await completeRequest(scope, { requestId, how: "paper", data: { fileIds: [fileId] } });
    expect(await eventsOf(requestId)).toHaveLength(1);
    await expect(completeRequest(scope, { requestId, how: "paper", data: { fileIds: [fileId] } })).rejects.toMatchObject({ status: 409 });
  });

  it("not needed only with a reason, and then says which run to tell", async () => {
    const { requestId, contactId } = await anOpenForm();
    await expect(completeRequest(scope, { requestId, how: "notNeeded" })).rejects.toMatchObject({ errors: [{ path: "/data/reason" }] });
    const waived = await completeRequest(scope, { requestId, how: "notNeeded", data: { reason: "No children" } });
    expect(waived).toMatchObject({ state: "waived", tellRun: { runId: "run_1", step: "assets", contactId } });
    expect(await eventsOf(requestId)).toHaveLength(0);
  });
});

describe("papers asked for", () => {
  const papers = { files: [{ name: "Deed", required: true, max: 2 }, { name: "Survey" }] };
  const aRequest = async () => {
    const { requestId, url } = await openRequest(scope, { kind: "files", contactId: await aContact(), asked: papers });
    return { requestId, opened: await requestByToken(tokenIn(url)) };
  };

  it("are sent when each is there or said to be missing", async () => {
    const { requestId, opened } = await aRequest();
    await keepFile(opened.scope, { name: "deed.pdf", content: Buffer.from("%PDF-1.7\n"), requestId, asked: "Deed", waiting: true });
    await expect(submitFiles(opened.scope, { requestId })).rejects.toMatchObject({ errors: [{ path: "/files/Survey" }] });
    await submitFiles(opened.scope, { requestId, missing: ["Survey"] });
    expect(await submitFiles(opened.scope, { requestId, missing: ["Survey"] })).toEqual({ again: true });
    expect((await eventsOf(requestId)).map(({ type, data }) => [type, data["names"]])).toEqual([["files.received", ["Deed"]]]);
  });
});

it("a viewer reads that there is a sensitive answer, not the answer", async () => {
  const { requestId, token, contactId } = await anOpenForm();
  const { scope: visitor } = await requestByToken(token);
  await submitForm(visitor, { requestId, answers: { ...fine.answers, ssn: "078-05-1120" } });
  const kept = await withScope(scope, () => SubmissionModel.findOne({ requestId }).lean());
  const as = (role: "viewer" | "staff"): Scope => ({ firmId: scope.firmId, actor: { kind: "staff", id: "stf_1", name: "A", role } });
  const seen = (role: "viewer" | "staff") => readSubmission(as(role), { submissionId: kept?._id ?? "" }).then((one) => JSON.stringify(one));
  expect(await seen("viewer")).not.toContain("078-05");
  expect(await seen("staff")).toContain("078-05");
  expect(await requestsOf(as("viewer"), { contactId })).toMatchObject([{ state: "done", what: "Your family", contactName: "Ngozi" }]);
});
