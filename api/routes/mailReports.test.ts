import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { MessageModel } from "../../domain/messages/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";
import { aSentMail } from "../../test/support/sentMail.ts";
import { fakeSns, sesEvent, topic } from "../../test/support/sns.ts";

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
let sns: Awaited<ReturnType<typeof fakeSns>>;
beforeAll(async () => {
  process.env["FIRMFLOW_SECRET"] ??= "a secret of the tests, long enough to be one";
  api = await testApi();
  firm = await newFirm();
});
beforeEach(async () => {
  sns = await fakeSns();
});
afterEach(() => sns.stop());
afterAll(() => api.stop());

/** As SNS posts: JSON that it calls text. */
const post = (body: object) =>
  api.http
    .post("/api/public/mail-reports/amazon-ses")
    .set("Content-Type", "text/plain; charset=UTF-8")
    .set("x-amz-sns-message-type", "Notification")
    .send(JSON.stringify(body));
const became = async (event: object | string) => (await post(sns.notification(event))).body.became;
const stored = (id: string) => withScope(firm.scope, () => MessageModel.findById(id).lean());
const told = async (contactId: string) =>
  (await withScope(firm.scope, () => EventModel.find({ contactId, type: "message.bounced" }).lean())).map((one) => one.data["kind"]);

describe("what Amazon SES reports through SNS", () => {
  it("does what the same report by mail does, once: a bounce, a complaint, a delivery", async () => {
    const bounced = await aSentMail(firm.scope, { step: "welcome" });
    const bounce = sesEvent.bounce(bounced.messageId);
    expect([await became(bounce), await became(bounce)]).toEqual(["taken", "again"]);
    expect((await stored(bounced.id))?.bounce).toMatchObject({ kind: "hard", status: "5.1.1", said: "550 5.1.1 user unknown" });
    expect(await told(bounced.contactId)).toEqual(["hard"]);

    const complained = await aSentMail(firm.scope, { purpose: "marketing" });
    expect(await became(sesEvent.complaint(complained.messageId))).toBe("taken");
    expect((await stored(complained.id))?.complainedAt).toBeInstanceOf(Date);
    const unsubscribed = { contactId: complained.contactId, type: "contact.unsubscribed" };
    expect(await withScope(firm.scope, () => EventModel.countDocuments(unsubscribed))).toBe(1);

    const arrived = await aSentMail(firm.scope);
    expect(await became(sesEvent.delivery(arrived.messageId))).toBe("taken");
    expect((await stored(arrived.id))?.deliveredAt).toBeInstanceOf(Date);
  });

  it("is a soft bounce where the mailbox is full or the message unwelcome, and no complaint where it is none", async () => {
    const soft: [more: object, of: object][] = [
      [
        { bounceType: "Transient", bounceSubType: "MailboxFull" },
        { status: "5.2.2", diagnosticCode: "smtp; 552 5.2.2 mailbox full" },
      ],
      [
        { bounceType: "Undetermined", bounceSubType: "Undetermined" },
        { status: undefined, diagnosticCode: undefined },
      ],
      [{}, { status: "5.7.1", diagnosticCode: "smtp; 550 5.7.1 message rejected as spam" }],
    ];
    for (const [more, of] of soft) {
      const sent = await aSentMail(firm.scope);
      expect(await became(sesEvent.bounce(sent.messageId, more, of))).toBe("taken");
      expect((await stored(sent.id))?.bounce?.kind).toBe("soft");
    }
    const sent = await aSentMail(firm.scope);
    await became(sesEvent.complaint(sent.messageId, "not-spam"));
    expect((await stored(sent.id))?.complainedAt).toBeUndefined();
  });

  it("about somebody else's mail, or that nobody can make anything of, changes nothing and is not sent again", async () => {
    const garbage = [
      "",
      "{",
      "[]",
      "null",
      "7",
      '{"mail":null,"bounce":7,"notificationType":"Bounce"}',
      '{"notificationType":"__proto__"}',
    ];
    for (const event of [...garbage, sesEvent.bounce("<somebody@elsewhere.example>"), { eventType: "Open", mail: {} }])
      expect(await became(event)).toBe("notOurs");
  });
});

describe("a topic of Amazon SNS", () => {
  it("that asks whether its reports are wanted is told yes, where it is one of ours; the certificate is fetched once", async () => {
    expect((await post(sns.confirmation())).body).toEqual({ became: "confirmed" });
    expect((await post(sns.confirmation({ SignatureVersion: "2" }))).body).toEqual({ became: "confirmed" });
    const fetched = sns.asked.map((one) => new URL(one));
    expect(fetched.filter((one) => one.pathname.endsWith(".pem")).length).toBe(1);
    expect(fetched.filter((one) => one.search.includes("Action=ConfirmSubscription"))).toHaveLength(2);
  });

  it("is refused where the topic is another's, the signature is wrong, or anything leads elsewhere; nothing else is asked of anybody", async () => {
    const sent = await aSentMail(firm.scope);
    const event = sesEvent.bounce(sent.messageId);
    const fine = sns.notification(event);
    const elsewhere = [
      "https://sns.us-east-1.amazonaws.com.evil.example/x.pem",
      "https://evil.example/sns.us-east-1.amazonaws.com.pem",
      "https://s3.us-east-1.amazonaws.com/bucket/x.pem",
      "http://sns.us-east-1.amazonaws.com/x.pem",
      "https://user@sns.us-east-1.amazonaws.com/x.pem",
      "https://sns.us-east-1.amazonaws.com:8443/x.pem",
      "file:///etc/passwd",
      "nonsense",
    ];
    const refused = [
      sns.notification(event, { TopicArn: topic.replace("123456789012", "999999999999") }),
      { ...fine, Message: fine.Message.replace("5.1.1", "5.0.0") },
      { ...fine, Signature: "AAAA" },
      { ...fine, SignatureVersion: "2" },
      ...elsewhere.map((SigningCertURL) => sns.notification(event, { SigningCertURL })),
      ...elsewhere.map((SubscribeURL) => sns.confirmation({ SubscribeURL })),
    ];
    for (const one of refused) expect((await post(one)).status, JSON.stringify(one)).toBe(403);
    for (const one of [{}, { Type: "Notification" }, { ...fine, Type: "Other" }]) expect((await post(one)).status).toBe(422);
    expect(new Set(sns.asked).size).toBeLessThan(2);
    expect((await stored(sent.id))?.bounce).toBeUndefined();
  });

  it("is heard nowhere unless whoever runs Firmflow names it", async () => {
    delete process.env.SES_TOPICS;
    expect((await post(sns.notification({}))).status).toBe(404);
    expect(sns.asked).toEqual([]);
  });
});
