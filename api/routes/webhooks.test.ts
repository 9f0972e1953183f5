import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { ContactModel, createContact } from "../../domain/contacts/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { signatureOf } from "../../domain/texts/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
beforeAll(async () => {
  process.env.FIRMFLOW_SECRET ??= "a secret of the tests, long enough to be one";
  process.env.PUBLIC_URL = "https://flows.example.com";
  process.env.TEXTS_URL = "http://ACtest:token@127.0.0.1:59996";
  api = await testApi();
  firm = await newFirm();
});
afterAll(async () => {
  delete process.env.PUBLIC_URL;
  delete process.env.TEXTS_URL;
  await api.stop();
});

const events = (type: string) => withScope(firm.scope, () => EventModel.find({ type }).sort({ _id: 1 }).lean());
let hooks = 0;
async function hook(more: object = {}): Promise<string> {
  hooks += 1;
  const body = { name: `lead${hooks}`, find: { email: "/lead/email", firstName: "/lead/first", matterId: "/matter" }, ...more };
  const { body: made } = await api.http.post("/api/webhooks/hooks").set(firm.as("builder")).send(body).expect(201);
  return made.token;
}
const report = (token: string, body: object | string, headers: Record<string, string> = {}) =>
  api.http.post(`/api/public/hooks/${token}`).set("Content-Type", "application/json").set(headers).send(body);

describe("what other systems report", () => {
  it("is told to flows as webhook.received, about the person it names", async () => {
    const { id } = await createContact(firm.scope, { firstName: "Ana", email: "ana@mail.example" });
    const token = await hook();
    await report(token, { lead: { email: "ANA@mail.example" }, $set: { "a.b": 1 } }).expect(202);
    expect((await events("webhook.received")).at(-1)).toMatchObject({
      contactId: id,
      data: { name: `lead${hooks}`, body: { lead: { email: "ANA@mail.example" }, _set: { a_b: 1 } } },
    });
  });

  it("is taken once under its webhook-id, also when it comes twice at the same moment", async () => {
    const token = await hook({ makes: true });
    const before = (await events("webhook.received")).length;
    const send = () => report(token, { lead: { email: "once@mail.example", first: "Una" } }, { "webhook-id": "msg_1" }).expect(202);
    await Promise.all([send(), send(), send()]);
    expect((await send()).body).toEqual({ received: true, again: true });
    expect(await events("webhook.received")).toHaveLength(before + 1);
    const made = await withScope(firm.scope, () => ContactModel.find({ email: "once@mail.example" }).lean());
    expect(made).toMatchObject([{ firstName: "Una", source: "webhook" }]);
  });

  it("is refused where it names nobody here, where it is too large or too deep, and where the address has ended", async () => {
    const token = await hook();
    expect((await report(token, { lead: { email: "nobody@mail.example" } })).status).toBe(422);
    expect((await report(token, { lead: { email: { $gt: "" } } })).status).toBe(422);
    expect((await report(token, `{"a":"${"x".repeat(70_000)}"}`)).status).toBe(413);
    expect((await report(token, `${'{"a":'.repeat(50)}1${"}".repeat(50)}`)).status).toBe(422);
    expect((await report(token, "{ not json")).status).toBe(400);
    expect((await report("guessed", {})).status).toBe(404);
    const { body } = await api.http.get("/api/webhooks/hooks").set(firm.as("builder"));
    expect(JSON.stringify(body)).not.toContain(token);
    const last = body.hooks.find((one: { name: string }) => one.name === `lead${hooks}`);
    await api.http.delete(`/api/webhooks/hooks/${last.id}`).set(firm.as("builder")).expect(204);
    expect((await report(token, { lead: { email: "ana@mail.example" } })).status).toBe(404);
  });

  it("the signing secret is the owner's to see, and a new one replaces it", async () => {
    await api.http.get("/api/webhooks/secret").set(firm.as("builder")).expect(403);
    const { body: first } = await api.http.get("/api/webhooks/secret").set(firm.as("owner")).expect(200);
    const { body: second } = await api.http.post("/api/webhooks/secret").set(firm.as("owner")).send({}).expect(200);
    expect(first.secret).toMatch(/^whsec_/);
    expect(second.secret).not.toBe(first.secret);
  });
});

describe("what people text to the firm", () => {
  const path = "/api/public/texts/received";
  const form = { MessageSid: "SM1", From: "+15185550142", To: "+15185550177", Body: "STOP & <go>" };
  const post = (signed: Record<string, string>, sent = signed) =>
    api.http
      .post(path)
      .type("form")
      .set("X-Twilio-Signature", signatureOf("token", `https://flows.example.com${path}`, signed))
      .send(sent);

  it("counts only with the provider's signature over all of it", async () => {
    await changeFirm(firm.scope, { textNumber: "+15185550177" });
    expect((await api.http.post(path).type("form").send(form)).status).toBe(403);
    expect((await post(form, { ...form, Body: "STOP" })).status).toBe(403);
    const stop = { ...form, MessageSid: "SM2", Body: "stop" };
    const answer = await post(stop).expect(200);
    expect(answer.text).toContain("<Response><Message>Hartwell &amp; Ruiz: You will get no more texts");
    expect((await post(stop).expect(200)).text).toContain("<Response></Response>");
    expect((await post({ ...stop, MessageSid: "SM3", OptOutType: "STOP" }).expect(200)).text).toContain("<Response></Response>");
  });
});
