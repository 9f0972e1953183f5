import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { smtpServer } from "../../test/support/mailServers.ts";
import { aSentMail } from "../../test/support/sentMail.ts";
import { withScope } from "../base/index.ts";
import { ContactModel, suppressionOf } from "../contacts/index.ts";
import { hold, listHolds, release } from "../holds/index.ts";
import { MessageModel, readMessage } from "../messages/index.ts";
import { mayNotWrite } from "../messages/optOut.ts";
import { pause } from "../messages/pause.ts";
import { returnAddress } from "../messages/returnAddresses.ts";
import { closeMailConnections } from "../messages/transport.ts";
import { readStory } from "../story/index.ts";
import { ReceivedMailModel } from "./model.ts";
import { receiveMail } from "./receive.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let mails: Awaited<ReturnType<typeof smtpServer>>;
beforeAll(async () => {
  process.env.INCOMING_MAIL_DOMAIN = "back.firm.example";
  database = await testDatabase();
  mails = await smtpServer();
  process.env.SMTP_URL = mails.url;
});
afterAll(async () => {
  delete process.env.INCOMING_MAIL_DOMAIN;
  closeMailConnections();
  await mails.stop();
  await database.stop();
});

const report = (name: string) => readFileSync(join(import.meta.dirname, "reports", `${name}.eml`));
const bounceTo = (id: string) => returnAddress("bounce", id) ?? "";
const replyTo = (id: string) => returnAddress("reply", id) ?? "";
const answer = (text: string, more = "") =>
  Buffer.from(`From: Ngozi <ngozi@okafor.example>\r\nSubject: Re: Your form\r\n${more}\r\n${text}\r\n`);
const complaint = (messageId: string) =>
  Buffer.from(
    `From: fbl@provider.example\r\nSubject: Report\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: ${messageId}\r\nSubject: x\r\n\r\ny\r\n--b--\r\n`,
  );
const message = ({ scope }: TestFirm, id: string) => withScope(scope, () => MessageModel.findById(id).lean());
const stopped = ({ scope }: TestFirm, address: string) => withScope(scope, () => suppressionOf(address));

describe("a message that came back", () => {
  it("for good is told to flows once, and nothing is sent to the address any more", async () => {
    const firm = await aFirm();
    const { id, contactId, address } = await aSentMail(firm.scope, { step: "welcome" });
    expect(await receiveMail(report("postfix-unknown-user"), bounceTo(id))).toBe("taken");
    expect(await receiveMail(report("postfix-unknown-user"), bounceTo(id))).toBe("again");
    expect(await message(firm, id)).toMatchObject({ state: "sent", bounce: { kind: "hard", status: "5.2.1" } });
    expect(await firm.events("message.bounced")).toMatchObject([{ contactId, data: { step: "welcome", kind: "hard", messageId: id } }]);
    expect(await stopped(firm, address.toUpperCase())).toContain("User Unknown");
  });

  it("for now does not stop the address, until it has come back three times in a month", async () => {
    const firm = await aFirm();
    const address = "full@mail.example";
    const first = await aSentMail(firm.scope, { address });
    const same = { address, contactId: first.contactId };
    const rest = [await aSentMail(firm.scope, same), await aSentMail(firm.scope, same)];
    await receiveMail(report("gmail-mailbox-full"), bounceTo(first.id));
    await receiveMail(Buffer.concat([Buffer.from("Subject: a second one\n"), report("qmail-disk-quota")]), bounceTo(rest[0]?.id ?? ""));
    expect(await stopped(firm, address)).toBeNull();
    await receiveMail(report("office365-mailbox-full"), bounceTo(rest[1]?.id ?? ""));
    expect(await stopped(firm, address)).not.toBeNull();
    expect((await firm.events("message.bounced")).map((one) => one.data["kind"])).toEqual(["soft", "soft", "hard"]);
  });

  it("only late, or with an automatic answer, is no failure", async () => {
    const firm = await aFirm();
    const { id, address } = await aSentMail(firm.scope);
    await receiveMail(report("postfix-delayed"), bounceTo(id));
    await receiveMail(report("auto-reply-outlook"), replyTo(id));
    expect((await message(firm, id))?.bounce).toBeUndefined();
    expect(await stopped(firm, address)).toBeNull();
    expect(await firm.events("message.bounced")).toEqual([]);
    expect(await firm.events("contact.replied")).toEqual([]);
  });

  it("shows that what was perhaps sent has left: it stands as sent, and is not sent again", async () => {
    const firm = await aFirm();
    const { id } = await aSentMail(firm.scope, { state: "uncertain" });
    await receiveMail(report("postfix-delayed"), bounceTo(id));
    expect(await message(firm, id)).toMatchObject({
      state: "sent",
      sentAt: expect.any(Date),
      reason: expect.stringContaining("shows that it left"),
    });
  });

  it("is found by its Message-ID where the report came to no address of its own", async () => {
    const firm = await aFirm();
    const { id, messageId } = await aSentMail(firm.scope);
    const raw = report("sendmail-unknown-user")
      .toString("latin1")
      .replace(/<[0-9a-f]{32}@hartwellruiz\.example>/, messageId);
    expect(await receiveMail(Buffer.from(raw, "latin1"), "bounces@back.firm.example")).toBe("taken");
    expect((await message(firm, id))?.bounce?.kind).toBe("hard");
  });

  it("changes nothing when it is somebody else's mail, or garbage", async () => {
    expect(await receiveMail(report("sendmail-unknown-user"), "bounces@back.firm.example")).toBe("notOurs");
    expect(await receiveMail(Buffer.from("\u0000\u0001garbage"), "bounces@back.firm.example")).toBe("notOurs");
    expect(await receiveMail(report("postfix-unknown-user"), "b-00000000000000000000000000-00000000000000000000@back.firm.example")).toBe(
      "notOurs",
    );
  });
});

describe("an answer", () => {
  it("is told to flows, stands among what came, is handed to staff whole, and lets marketing wait", async () => {
    const firm = await aFirm();
    const { id, contactId } = await aSentMail(firm.scope);
    const before = mails.received.length;
    const raw = answer("Thank you, we come on Thursday.\r\n\r\nOn Mon, Dec 7, 2026 at 9:00 AM Elena <r@x> wrote:\r\n> Dear Ngozi");
    expect(await receiveMail(raw, replyTo(id))).toBe("taken");
    expect(await receiveMail(raw, replyTo(id))).toBe("again");
    expect(await firm.events("contact.replied")).toMatchObject([{ contactId, data: { message: "Thank you, we come on Thursday." } }]);
    expect((await message(firm, id))?.repliedAt).toBeInstanceOf(Date);
    const told = mails.received.slice(before);
    expect(told).toHaveLength(1);
    expect(told[0]?.to).toEqual(["dana@hartwellruiz.example"]);
    expect(told[0]?.raw).toContain("On Mon, Dec 7, 2026");
    const holds = await listHolds(firm.scope, { target: "contact", targetId: contactId });
    expect(holds).toMatchObject([{ only: "marketing" }]);
    await release(firm.scope, { holdId: holds[0]?.id ?? "" });
    await receiveMail(answer("One more thing."), replyTo(id));
    expect(await listHolds(firm.scope, { target: "contact", targetId: contactId })).toHaveLength(1);
  });

  it("stands whole in the story of the person and of the matter, with what they attached and the message it answers", async () => {
    const firm = await aFirm();
    const { id, contactId } = await aSentMail(firm.scope, { matterId: "mat_1" });
    const long = `We come. ${"And there is the house. ".repeat(40)}Yours, Ngozi`;
    const parts = `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${long}`;
    const deed = "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=Deed.pdf\r\n\r\nx\r\n--b--";
    await receiveMail(answer("", `${parts}\r\n${deed}`), replyTo(id));
    for (const of of [{ contactId }, { matterId: "mat_1" }]) {
      const { lines } = await readStory(firm.scope, { ...of, show: "mail", limit: 20 });
      const replies = lines.filter((one) => one.what === "Ngozi Okafor replied");
      expect(replies).toMatchObject([{ text: long, detail: "Attached: Deed.pdf", link: { kind: "message", id } }]);
    }
    expect((await readMessage(firm.scope, { messageId: id })).happened.at(-1)).toMatchObject({ what: "replied", said: long });
  });

  it("shortens no longer wait: neither the half year they asked for themselves nor what staff hold without an end", async () => {
    const firm = await aFirm();
    const [paused, held] = [await aSentMail(firm.scope), await aSentMail(firm.scope)];
    await pause(firm.scope, paused.contactId);
    await hold(firm.scope, { target: "contact", targetId: held.contactId, only: "marketing", reason: "Their sister died." });
    for (const { id } of [paused, held]) await receiveMail(answer("Thank you."), replyTo(id));
    const ends = async (targetId: string) => (await listHolds(firm.scope, { target: "contact", targetId })).map((one) => one.until);
    expect((await ends(paused.contactId)).map((end) => (end?.getTime() ?? 0) > Date.now() + 150 * 86_400_000)).toEqual([true]);
    expect(await ends(held.contactId)).toEqual([undefined]);
  });

  it("that says STOP ends marketing", async () => {
    const firm = await aFirm();
    const { id, address } = await aSentMail(firm.scope, { purpose: "marketing" });
    await receiveMail(answer("Unsubscribe"), replyTo(id));
    expect(await withScope(firm.scope, () => mayNotWrite(address, "marketing", "news"))).not.toBeNull();
    expect(await withScope(firm.scope, () => mayNotWrite(address, "transactional", "news"))).toBeNull();
  });

  it("to a person who became part of another record is that one's; to one who was deleted it is kept all the same", async () => {
    const firm = await aFirm();
    const { id, contactId } = await aSentMail(firm.scope);
    const other = await firm.contact();
    await withScope(firm.scope, () =>
      ContactModel.updateOne({ _id: contactId }, { $set: { mergedInto: other.id, deletedAt: new Date() } }),
    );
    await receiveMail(answer("It is me."), replyTo(id));
    expect(await firm.events("contact.replied")).toMatchObject([{ contactId: other.id }]);
    await withScope(firm.scope, () => ContactModel.updateOne({ _id: other.id }, { $set: { deletedAt: new Date() } }));
    expect(await receiveMail(answer("Still here."), replyTo(id))).toBe("taken");
    expect(await withScope(firm.scope, () => ReceivedMailModel.countDocuments({ contactId: other.id }))).toBe(2);
  });
});

describe("a complaint", () => {
  it("ends all mail to the address, and is counted once", async () => {
    const firm = await aFirm();
    const { messageId, address, id, contactId } = await aSentMail(firm.scope, { purpose: "marketing" });
    await receiveMail(complaint(messageId), "complaints@back.firm.example");
    await receiveMail(Buffer.concat([complaint(messageId), Buffer.from("\r\n")]), "complaints@back.firm.example");
    expect((await message(firm, id))?.complainedAt).toBeInstanceOf(Date);
    expect(await stopped(firm, address)).toContain("spam");
    const contact = await withScope(firm.scope, () => ContactModel.findById(contactId).lean());
    expect(contact?.consent.email).toMatchObject({ given: false, source: "their complaint to their mail provider" });
    expect(await firm.events("contact.unsubscribed")).toHaveLength(1);
  });

  it("is told to the owners, and holds the firm's marketing at 0.3 %, of which they are told once; what belongs to cases goes on", async () => {
    const firm = await aFirm();
    const many = Array.from({ length: 3 }, () => aSentMail(firm.scope, { purpose: "marketing" }));
    const sent = await Promise.all(many);
    const before = mails.received.length;
    const subjects = () => mails.received.slice(before).map(({ to, mail }) => [...to, mail.subject]);
    const warned = ["dana@hartwellruiz.example", "People report your marketing as spam"];
    for (const _again of [1, 2]) await receiveMail(complaint(sent[0]?.messageId ?? ""), "complaints@back.firm.example");
    expect(await listHolds(firm.scope, { target: "firm" })).toEqual([]);
    expect(subjects()).toEqual([warned]);
    for (const one of sent.slice(1)) await receiveMail(complaint(one.messageId), "complaints@back.firm.example");
    expect(await listHolds(firm.scope, { target: "firm" })).toMatchObject([{ only: "marketing" }]);
    expect((await listHolds(firm.scope, { target: "firm" }))[0]?.reason).toContain("2 of 3 people");
    expect(subjects()).toEqual([warned, [warned[0], "Your marketing is held: too many people report it as spam"]]);
  });
});
