import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsed } from "./parsed.ts";
import { readReport } from "./report.ts";

const folder = join(import.meta.dirname, "reports");
const read = async (raw: string | Buffer) => readReport(await parsed(Buffer.from(raw)), raw.toString("latin1"));
const shape = (name: string) => read(readFileSync(join(folder, `${name}.eml`)));

/** What each shape means: hard is an address that is wrong or gone. */
const shapes: Record<string, string> = {
  "postfix-unknown-user": "hard 5.2.1",
  "postfix-host-unknown": "hard 5.4.4",
  "postfix-timed-out": "soft 4.4.1",
  "postfix-spam": "soft 5.6.0",
  "postfix-delayed": "delayed",
  "exim-unknown-user": "hard 5.1.1",
  "exim-no-reverse-dns": "soft 5.7.1",
  "exim-delayed": "delayed",
  "exchange2003-unknown-user": "hard",
  "exchange2007-not-found": "hard 5.1.1",
  "office365-not-found": "hard 5.1.10",
  "office365-mailbox-full": "soft 5.2.2",
  "office365-connection-refused": "soft 5.4.316",
  "gmail-unknown-user": "hard 5.1.1",
  "gmail-account-disabled": "hard 5.2.1",
  "gmail-mailbox-full": "soft 5.2.2",
  "gmail-delayed": "delayed",
  "yahoo-unknown-user": "hard 5.1.1",
  "amazon-ses-unknown-user": "hard 5.1.1",
  "amazon-ses-too-large": "soft 5.3.4",
  "sendmail-unknown-user": "hard 5.1.1",
  "sendmail-blacklisted": "soft 5.7.1",
  "sendmail-delayed": "delayed",
  "qmail-unknown-user": "hard 5.1.1",
  "qmail-disk-quota": "soft 5.0.0",
  "qmail-no-connection": "soft 4.4.1",
  "courier-no-such-domain": "hard 5.0.0",
  "opensmtpd-unknown-user": "hard 5.1.1",
  "zoho-invalid-address": "hard 5.1.1",
  "mcafee-unknown-user": "hard 5.0.0",
  "domino-not-listed": "soft 5.0.0",
  sendgrid: "hard 5.1.1",
  "feedback-abuse": "complaint",
  "feedback-yahoo": "complaint",
  "feedback-outlook-old": "complaint",
  "dmarc-failure-report": "autoReply",
  "auto-reply-away": "autoReply",
  "auto-reply-outlook": "autoReply",
};

describe("a report", () => {
  it.each(Object.entries(shapes))("of the shape %s is %s", async (name, means) => {
    const report = await shape(name);
    const found = report.kind === "bounce" ? [report.hard ? "hard" : "soft", report.status].filter(Boolean).join(" ") : report.kind;
    expect(found).toBe(means);
  });

  it("is tried in every shape that is kept", () => {
    expect(
      readdirSync(folder)
        .filter((one) => one.endsWith(".eml"))
        .map((one) => one.slice(0, -4))
        .sort(),
    ).toEqual(Object.keys(shapes).sort());
  });

  it("names the message it is about wherever it holds it: as a part, as text below, or as headers alone", async () => {
    const silent = ["exim-delayed", "office365-not-found", "opensmtpd-unknown-user", "feedback-abuse", "feedback-yahoo"];
    for (const name of Object.keys(shapes).filter((one) => !/^qmail|^auto-reply/.test(one) && !silent.includes(one))) {
      const own = createHash("sha256").update(name).digest("hex").slice(0, 32);
      expect((await shape(name)).messageIds, name).toEqual([`<${own}@hartwellruiz.example>`]);
    }
  });

  it("is about the message that is given back, not about those it followed; and about none where that is somebody else's answer", async () => {
    const [first, second] = ["a", "b"].map((one) => `<${one.repeat(32)}@hartwellruiz.example>`);
    const back = (messageId: string) =>
      status("failed").replace(
        "--b--",
        `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nIn-Reply-To: ${first}\r\nReferences: <x@y.example>\r\n ${first}\r\nMessage-ID: ${messageId}\r\n--b--`,
      );
    expect((await read(back(second ?? ""))).messageIds).toEqual([second]);
    expect((await read(back("<staff-wrote-this@mail.example>"))).messageIds).toEqual([]);
    const asExchange = `References: ${first} <staff-wrote-this@mail.example>\r\n${back("<staff-wrote-this@mail.example>")}`;
    expect((await read(asExchange)).messageIds).toEqual([]);
    const answer = mail(`From: Ngozi <ngozi@okafor.example>\r\nSubject: Re: Your form\r\nReferences: ${first} ${second}`, "Yes.");
    expect((await read(answer)).messageIds).toEqual([second, first]);
  });

  it("says what the other server said, in one line", async () => {
    expect(await shape("postfix-unknown-user")).toMatchObject({ said: "550 5.2.1 <kijitora@example.jp>... User Unknown" });
  });
});

const mail = (headers: string, body: string) => `${headers.trim()}\r\n\r\n${body}`;
const status = (action: string, more = "Status: 5.1.1") =>
  mail(
    `From: MAILER-DAEMON@mx.example\r\nTo: b@firm.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b`,
    `--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; x@y.example\r\nAction: ${action}\r\n${more}\r\n--b--\r\n`,
  );

describe("what is no failure", () => {
  it("is a report that a message arrived or waits", async () => {
    expect(await read(status("delivered", "Status: 2.0.0"))).toMatchObject({ kind: "delivered" });
    expect(await read(status("relayed", "Status: 2.0.0"))).toMatchObject({ kind: "delivered" });
    expect(await read(status("delayed", "Status: 4.4.1"))).toMatchObject({ kind: "delayed" });
  });

  it("is somebody's own words, also about things that failed", async () => {
    const answer = mail(
      "From: Ngozi <ngozi@okafor.example>\r\nSubject: Re: Your form\r\nIn-Reply-To: <0123456789abcdef0123456789abcdef@firm.example>",
      "The delivery of the sofa failed, user unknown to the driver. 550 boxes! See you.",
    );
    expect(await read(answer)).toEqual({ kind: "reply", messageIds: ["<0123456789abcdef0123456789abcdef@firm.example>"] });
  });

  it.each([
    ["Auto-Submitted: auto-replied\r\nSubject: Re: Hello"],
    ["X-Autoreply: yes\r\nSubject: Re: Hello"],
    ["Precedence: auto_reply\r\nSubject: Re: Hello"],
    ["Subject: Automatic reply: Your form"],
    ["Subject: Out of Office: back on Monday"],
    ["Subject: Respuesta automática: Su formulario"],
  ])("is an automatic answer: %s", async (headers) => {
    expect(await read(mail(`From: a@b.example\r\n${headers}`, "I am away until Monday."))).toMatchObject({ kind: "autoReply" });
  });

  it("is a mail system's words that nobody understands: they are taken for no person's answer", async () => {
    expect(await read(mail("From: MAILER-DAEMON@mx.example\r\nSubject: Hm", "Blurb."))).toMatchObject({ kind: "autoReply" });
  });

  it("is a complaint taken back", async () => {
    const back = mail(
      "From: fbl@provider.example\r\nSubject: Report\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b",
      "--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: not-spam\r\nVersion: 1\r\n--b--\r\n",
    );
    expect(await read(back)).toMatchObject({ kind: "notSpam" });
  });
});

describe("garbage", () => {
  it.each([
    ["nothing", ""],
    ["bytes", Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 37) % 256))],
    ["a report cut off in the middle", status("failed").slice(0, 330)],
    ["a boundary that never ends", `Content-Type: multipart/report; boundary=b\r\n\r\n${"--b\r\n".repeat(2_000)}`],
    ["one line of a megabyte", `Subject: ${"x".repeat(1_000_000)}\r\n\r\n${"5.1.1 ".repeat(100_000)}`],
    ["a status that is none", status("failed", "Status: 9.9.banana")],
    ["an action that is none", status("exploded", "Status: none")],
  ])("is read without harm: %s", async (_what, raw) => {
    const report = await read(raw);
    expect(report.messageIds).toEqual([]);
    expect(report.kind === "bounce" && report.hard).toBe(false);
  });
});
