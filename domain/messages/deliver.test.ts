import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectToFresh, leaveDatabase } from "../../test/support/database.ts";
import { babblingServer, type Manners, smtpServer } from "../../test/support/mailServers.ts";
import { mailServer as slowServer } from "../../test/support/smtp.ts";
import { type Scope, systemScope, withScope } from "../base/index.ts";
import { EventModel } from "../events/index.ts";
import { keepFile } from "../files/index.ts";
import { changeFirm, createFirm } from "../firms/index.ts";
import { addressHash } from "./addresses.ts";
import { type DeliverInput, deliverMail } from "./deliver.ts";
import { MessageModel } from "./model.ts";
import { optOut } from "./optOut.ts";
import { readReturnAddress } from "./returnAddresses.ts";
import { saveMessageTemplate } from "./templates.ts";
import { closeMailConnections } from "./transport.ts";

let scope: Scope;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  process.env.FIRMFLOW_SECRET = "a secret of the tests, long enough to be one";
  await connectToFresh();
  scope = await aFirm();
});
afterEach(async () => {
  closeMailConnections();
  for (const stop of stops.splice(0)) await stop();
});
afterAll(async () => {
  await leaveDatabase();
});

async function aFirm(): Promise<Scope> {
  const firm = await createFirm({
    name: "Hartwell & Ruiz",
    state: "NY",
    zone: "America/New_York",
    phone: "(518) 555-0100",
    email: "office@hartwellruiz.example",
  });
  const made = systemScope(firm._id);
  await changeFirm(made, { tagline: "Attorneys at Law", postalAddress: "41 Chapel Street, Suite 300\nAlbany, NY 12207" });
  await saveMessageTemplate(made, {
    key: "ep-welcome",
    content: {
      name: "Welcome",
      purpose: "transactional",
      variants: {
        en: {
          subject: "Welcome, {{ contact.firstName }}",
          body: [
            { type: "text", text: "Dear {{ contact.firstName }},\n\nWe meet **{{ occasion.at | when }}**." },
            { type: "button", label: "Start your form", to: "{{ links.request }}" },
          ],
        },
        es: { subject: "Bienvenida, {{ contact.firstName }}", body: [{ type: "text", text: "Nos vemos el {{ occasion.at | when }}." }] },
      },
    },
  });
  return made;
}

async function mailServer(manners: Manners = {}) {
  const server = await smtpServer(manners);
  stops.push(server.stop);
  process.env.SMTP_URL = server.url;
  return server;
}

let runs = 0;
const ngozi = { id: "con_1", firstName: "Ngozi", lastName: "Okafor", email: "ngozi@okafor.example", language: "en" };
/** A message to Ngozi from a run of its own. */
function toNgozi(change: Partial<DeliverInput> = {}, contact: Record<string, unknown> = {}): DeliverInput {
  runs += 1;
  const person = { ...ngozi, ...contact };
  return {
    key: { runId: `run_${runs}`, step: "welcome", visit: 1, part: "send" },
    template: "ep-welcome",
    purpose: "transactional",
    contactId: person.id,
    facts: {
      contact: person,
      occasion: { at: "2026-12-10T15:00:00.000Z" },
      staff: { name: "Elena Ruiz", email: "elena@hartwellruiz.example", title: "Partner, wills and trusts", phone: "(518) 555-0100" },
    },
    links: { request: "https://firm.example/p/r/abc" },
    ...change,
  };
}
/** A mail server that is busy with as many messages as there are connections, until `go`. */
async function connectionsTaken() {
  const gate = Promise.withResolvers<void>();
  const server = await slowServer(() => gate.promise);
  stops.push(server.stop);
  process.env.SMTP_URL = server.url;
  let asked = 0;
  const ahead = Array.from({ length: 5 }, () => deliverMail(scope, toNgozi({ beforeLeaving: async () => void asked++ })));
  await expect.poll(() => asked).toBe(5);
  return {
    mails: server.mails,
    async go() {
      gate.resolve();
      expect((await Promise.all(ahead)).map((one) => one.status)).toEqual(Array.from({ length: 5 }, () => "sent"));
    },
  };
}
const stored = (input: DeliverInput) =>
  withScope(scope, () => MessageModel.findOne({ key: "own" in input.key ? input.key.own : `${input.key.runId}/welcome/1/send` }).lean());

describe("a message to a client", () => {
  it("arrives filled in, from the person's lawyer, with a plain part and a Message-ID of its own", async () => {
    const server = await mailServer();
    const input = toNgozi();
    const answer = await deliverMail(scope, input);
    expect(answer).toMatchObject({ status: "sent" });
    const [{ mail } = expect.unreachable()] = server.received;
    expect(mail.subject).toBe("Welcome, Ngozi");
    expect(mail.from?.value).toEqual([{ name: "Elena Ruiz", address: "elena@hartwellruiz.example" }]);
    expect(mail.messageId).toBe(answer.status === "sent" ? answer.messageId : "");
    expect(mail.messageId).toMatch(/^<[0-9a-f]{32}@hartwellruiz\.example>$/);
    expect(mail.html).toContain("Thu, Dec 10, 10:00 am EST");
    expect(mail.html).toContain('href="https://firm.example/p/r/abc"');
    expect(mail.text).toContain("Start your form:\nhttps://firm.example/p/r/abc");
    expect(mail.text).toContain("41 Chapel Street, Suite 300");
    expect(mail.headers.has("list-unsubscribe")).toBe(false);
    expect(await stored(input)).toMatchObject({
      state: "sent",
      subject: "Welcome, Ngozi",
      values: { "contact/firstName": "Ngozi" },
      attempts: 1,
    });
  });

  it("leaves once under its key", async () => {
    const server = await mailServer();
    const input = toNgozi();
    await deliverMail(scope, input);
    expect(await deliverMail(scope, input)).toMatchObject({ status: "sent", already: true });
    expect(server.received).toHaveLength(1);
  });

  it("is sent by one of many attempts at the same time", async () => {
    const server = await mailServer();
    const input = toNgozi();
    const answers = await Promise.all(Array.from({ length: 8 }, () => deliverMail(scope, input)));
    expect(server.received).toHaveLength(1);
    expect(answers.filter((one) => one.status === "sent" && !one.already)).toHaveLength(1);
  });

  it("that waited behind others for a connection stays where another attempt has begun, or whoever gets it asked for no more", async () => {
    const { mails, go } = await connectionsTaken();
    const beforeLeaving = () => Promise.reject(new Error("Another attempt has begun meanwhile."));
    const again = deliverMail(scope, toNgozi({ beforeLeaving }));
    const grace = { id: "con_grace", firstName: "Grace", email: "grace@adeyemi.example" };
    const unwanted = deliverMail(scope, toNgozi({ purpose: "marketing" }, grace));
    await optOut(scope, { addressHash: addressHash(grace.email), topic: "all", contactId: grace.id, source: "one click in the email" });
    await Promise.all([expect(again).rejects.toThrow("Another attempt has begun meanwhile."), go()]);
    expect([(await unwanted).status, mails.length]).toEqual(["skipped", 5]);
  });

  it("is in the person's language where the template has it", async () => {
    const server = await mailServer();
    await deliverMail(
      scope,
      toNgozi({}, { id: "con_luis", firstName: "Luis", lastName: "Peña", email: "luis@pena.example", language: "es" }),
    );
    const mail = server.received[0]?.mail;
    expect(mail?.subject).toBe("Bienvenida, Luis");
    expect(mail?.text).toContain("jueves 10 de diciembre, 10:00 a. m. EST");
    expect(mail?.to && "value" in mail.to ? mail.to.value : null).toEqual([{ name: "Luis Peña", address: "luis@pena.example" }]);
  });

  it("carries an invitation that calendars understand and a document", async () => {
    const server = await mailServer();
    const content = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
    await deliverMail(
      scope,
      toNgozi({
        calendar: { method: "REQUEST", content },
        attachments: [{ name: "Agreement — Ngozi.pdf", type: "application/pdf", bytes: Buffer.from("%PDF") }],
      }),
    );
    const types = server.received[0]?.mail.attachments.map((one) => `${one.contentType} ${one.filename ?? ""}`);
    expect(types).toContain("application/pdf Agreement — Ngozi.pdf");
    expect(server.received[0]?.raw).toMatch(/text\/calendar; charset=utf-8; method=REQUEST/i);
  });
});

describe("who it is from and who hears the answer", () => {
  const elsewhere = { staff: { name: "Sam Ortiz", email: "sam@ofcounsel.example" } };
  const sentTo = async (change: Partial<DeliverInput> = {}) => {
    const server = await mailServer();
    await deliverMail(scope, toNgozi(change));
    return server.received[0] ?? expect.unreachable();
  };

  it("is the assignee with an address of the firm's domain, but where a step says the firm; another assignee only hears the answer", async () => {
    expect((await sentTo()).mail.replyTo).toBeUndefined();
    const { mail, from } = await sentTo({ facts: { ...toNgozi().facts, ...elsewhere } });
    expect([mail.from?.value[0]?.address, from]).toEqual(Array(2).fill("office@hartwellruiz.example"));
    expect(mail.replyTo?.value).toEqual([{ name: "Sam Ortiz", address: "sam@ofcounsel.example" }]);
    const ofFirm = (await sentTo({ inName: "firm" })).mail;
    expect([ofFirm.from?.text, ofFirm.text?.includes("Elena")]).toEqual(['"Hartwell & Ruiz" <office@hartwellruiz.example>', false]);
  });

  it("is an address of our own for each message where what comes back is heard here", async () => {
    process.env.INCOMING_MAIL_DOMAIN = "back.firm.example";
    try {
      const input = toNgozi();
      const { mail, from } = await sentTo(input);
      const id = (await stored(input))?._id ?? "";
      expect(readReturnAddress(from)).toEqual({ way: "bounce", messageId: id });
      expect(readReturnAddress((mail.replyTo?.value[0]?.address ?? "").toUpperCase())).toEqual({ way: "reply", messageId: id });
      expect(mail.replyTo?.value[0]?.name).toBe("Elena Ruiz");
    } finally {
      delete process.env.INCOMING_MAIL_DOMAIN;
    }
  });

  it("continues a conversation in mail programs where that is asked", async () => {
    const conversation = { messageId: "<earlier@hartwellruiz.example>", subject: "Your plan", purpose: "transactional" } as const;
    const { mail } = await sentTo({ conversation });
    expect([mail.subject, mail.inReplyTo, ...[mail.references].flat()]).toEqual(["Your plan", ...Array(2).fill(conversation.messageId)]);
  });
});

describe("the firm's logo and the lawyer's photograph", () => {
  it("travel inside the message", async () => {
    const server = await mailServer();
    const own = await aFirm();
    const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
    const { fileId } = await withScope(own, () => keepFile(own, { name: "logo.png", content: pixel }));
    await changeFirm(own, { brand: { colour: "#1B4636", deep: "#123326", logoFileId: fileId } });
    await deliverMail(own, toNgozi());
    const { mail, raw } = server.received[0] ?? expect.unreachable();
    expect(raw).toContain("cid:logo@firmflow");
    expect(mail.attachments.map((one) => `${one.contentType} ${one.cid ?? ""} ${one.contentDisposition}`)).toEqual([
      "image/png logo@firmflow inline",
    ]);
  });
});

describe("a marketing message", () => {
  const marketing = (change: Partial<DeliverInput> = {}) => toNgozi({ purpose: "marketing", ...change });

  it("can be left by one click and says so, and shows the firm's address", async () => {
    const server = await mailServer();
    await deliverMail(scope, marketing());
    const { mail, raw } = server.received[0] ?? expect.unreachable();
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
    expect(raw.replace(/\r\n[ \t]+/g, " ")).toMatch(/^List-Unsubscribe:\s+<https?:\/\/[^>]+\/api\/public\/unsubscribe\/[^>]+>\r?$/m);
    expect(mail.subject).toBe("ATTORNEY ADVERTISING: Welcome, Ngozi");
    expect(mail.text).toContain("Choose what you get or unsubscribe: http");
    expect(mail.text).toContain("Albany, NY 12207");
  });

  it("does not leave without the firm's postal address", async () => {
    await mailServer();
    const firm = await createFirm({ name: "No Address", state: "NY", zone: "America/New_York", email: "a@noaddress.example" });
    const answer = await deliverMail(systemScope(firm._id), marketing({ template: "request-form" }));
    expect(answer).toMatchObject({ status: "failed", kind: "permanent", field: "/firm/postalAddress" });
  });
});

describe("what the mail server says", () => {
  it("a refused recipient is a bounce: told as an event, and never written to again; corrected, the message leaves and has not come back", async () => {
    const server = await mailServer({ recipient: () => ({ code: 550, message: "5.1.1 no such user" }) });
    const input = toNgozi({}, { id: "con_gone", email: "gone@okafor.example" });
    expect(await deliverMail(scope, input)).toMatchObject({ status: "failed", kind: "permanent", field: "/contact/email" });
    const events = await withScope(scope, () => EventModel.find({ type: "message.bounced", contactId: "con_gone" }).lean());
    expect(events).toHaveLength(1);
    expect(events[0]?.data).toMatchObject({ step: "welcome", kind: "hard" });
    const refused = { kind: "hard", status: "5.1.1", said: "The address was refused: 550 5.1.1 no such user" };
    expect(await stored(input)).toMatchObject({ state: "failed", bounce: refused });
    server.manners.recipient = () => null;
    expect(await deliverMail(scope, toNgozi({}, { id: "con_gone", email: "Gone@okafor.example" }))).toMatchObject({
      status: "failed",
      kind: "permanent",
    });
    expect(server.received).toHaveLength(0);
    await deliverMail(scope, { ...input, facts: toNgozi({}, { id: "con_gone", email: "back@okafor.example" }).facts });
    expect((await stored(input))?.bounce).toBeUndefined();
  });

  it("a full mailbox or a greylist is temporary, and the same message leaves later", async () => {
    let tries = 0;
    const server = await mailServer({ recipient: () => (tries++ === 0 ? { code: 451, message: "4.7.1 greylisted" } : null) });
    const input = toNgozi();
    expect(await deliverMail(scope, input)).toMatchObject({ status: "failed", kind: "temporary" });
    expect(await deliverMail(scope, input)).toMatchObject({ status: "sent" });
    expect(server.received).toHaveLength(1);
    expect(await stored(input)).toMatchObject({ state: "sent", attempts: 2 });
  });

  it("a refused body is permanent and no bounce of the address", async () => {
    const server = await mailServer({ data: () => ({ code: 554, message: "5.7.1 looks like spam" }) });
    expect(await deliverMail(scope, toNgozi())).toMatchObject({ status: "failed", kind: "permanent" });
    server.manners.data = () => null;
    expect(await deliverMail(scope, toNgozi())).toMatchObject({ status: "sent" });
  });

  it("a connection lost after the message leaves doubt: transactional goes again under the same Message-ID", async () => {
    const server = await mailServer({ data: () => "drop" });
    const input = toNgozi();
    const first = await deliverMail(scope, input);
    expect(first).toMatchObject({ status: "uncertain", again: true });
    server.manners.data = () => null;
    const second = await deliverMail(scope, input);
    expect(second).toMatchObject({ status: "sent", uncertain: true });
    expect(server.received[0]?.mail.messageId).toBe(first.status === "uncertain" ? first.messageId : "");
    // The second attempt may have died before it told anybody: a third says so too.
    expect(await deliverMail(scope, input)).toMatchObject({ status: "sent", already: true, uncertain: true });
    expect(server.received).toHaveLength(1);
  });

  it("in doubt, marketing is not sent again", async () => {
    const server = await mailServer({ data: () => "drop" });
    const input = toNgozi({ purpose: "marketing" });
    expect(await deliverMail(scope, input)).toMatchObject({ status: "uncertain", again: false });
    server.manners.data = () => null;
    expect(await deliverMail(scope, input)).toMatchObject({ status: "uncertain", again: false });
    expect(server.received).toHaveLength(0);
  });

  it("a server that is away or talks nonsense is temporary: surely nothing left", async () => {
    process.env.SMTP_URL = "smtp://127.0.0.1:1";
    expect(await deliverMail(scope, toNgozi())).toMatchObject({ status: "failed", kind: "temporary" });
    const babble = await babblingServer();
    stops.push(babble.stop);
    process.env.SMTP_URL = babble.url;
    expect(await deliverMail(scope, toNgozi())).toMatchObject({ status: "failed", kind: "temporary" });
  });

  it("an attempt whose process was killed is in doubt, not forgotten", async () => {
    const server = await mailServer();
    const input = toNgozi();
    await deliverMail(scope, input);
    await withScope(scope, () =>
      MessageModel.updateOne(
        { messageId: server.received[0]?.mail.messageId ?? "" },
        { $set: { state: "sending", leaseUntil: new Date(Date.now() + 60_000) } },
      ),
    );
    expect(await deliverMail(scope, input)).toMatchObject({ status: "failed", kind: "temporary" });
    expect(await deliverMail(scope, { ...input, claimed: true })).toMatchObject({ status: "sent", uncertain: true });
    expect(new Set(server.received.map((one) => one.mail.messageId)).size).toBe(1);
  });
});

describe("bad input", () => {
  it("puts no header in by a line break in a name or a merged subject", async () => {
    const server = await mailServer();
    await deliverMail(scope, toNgozi({}, { id: "con_evil", firstName: "Eve\r\nBcc: all@evil.example", email: "eve@evil.example" }));
    const { mail, raw, to } = server.received[0] ?? expect.unreachable();
    expect(mail.subject).toBe("Welcome, Eve Bcc: all@evil.example");
    expect(to).toEqual(["eve@evil.example"]);
    expect(raw.split("\r\n\r\n")[0]).not.toMatch(/^Bcc:/im);
  });

  it("shows HTML in a name as text", async () => {
    const server = await mailServer();
    await deliverMail(scope, toNgozi({}, { id: "con_html", firstName: "<img src=x onerror=alert(1)>" }));
    expect(server.received[0]?.mail.html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(server.received[0]?.mail.html).not.toContain("<img src=x");
  });

  it("names the merge field that is empty and does not send", async () => {
    const server = await mailServer();
    const input = toNgozi({}, { firstName: "" });
    const answer = await deliverMail(scope, input);
    expect(answer).toMatchObject({ status: "failed", kind: "permanent", field: "/contact/firstName" });
    expect(answer.status === "failed" ? answer.reason : "").toContain("needs contact.firstName, which is empty");
    expect(server.received).toHaveLength(0);
    expect(await stored(input)).toMatchObject({ state: "failed", surely: true });
  });

  it.each([
    "",
    "no-at.example",
    "a@b",
    "two@x.example, three@x.example",
    `${"x".repeat(300)}@y.example`,
    "a@x.example\r\nRCPT TO:<b@x.example>",
  ])("refuses the address %j", async (email) => {
    const server = await mailServer();
    expect(await deliverMail(scope, toNgozi({}, { email }))).toMatchObject({
      status: "failed",
      kind: "permanent",
      field: "/contact/email",
    });
    expect(server.received).toHaveLength(0);
  });

  it("names the template that does not exist", async () => {
    expect(await deliverMail(scope, toNgozi({ template: "no-such" }))).toMatchObject({
      status: "failed",
      kind: "permanent",
      field: "/template",
    });
  });
});
