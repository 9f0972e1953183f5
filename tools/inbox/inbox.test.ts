import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodemailer, { type SendMailOptions } from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Inbox, startInbox } from "./inbox.ts";
import type { MailDetail, MailSummary } from "./mail.ts";

let folder: string;
let inbox: Inbox;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "firmflow-inbox-"));
  inbox = await startInbox({ folder, smtpPort: 0, webPort: 0 });
});

afterEach(async () => {
  await inbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

const send = (mail: SendMailOptions) => nodemailer.createTransport(inbox.smtpUrl).sendMail({ from: "firm@hartwell.example", ...mail });

async function list(query = ""): Promise<MailSummary[]> {
  const answer = await fetch(`${inbox.webUrl}/api/mails${query}`);
  return ((await answer.json()) as { mails: MailSummary[] }).mails;
}

describe("the local inbox", () => {
  it("shows a mail with its headers, text, html and attachments", async () => {
    await send({
      to: "amara@okafor.example",
      subject: "Welcome",
      text: "Hello Amara",
      html: "<p>Hello <b>Amara</b></p>",
      headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
      attachments: [{ filename: "agreement.pdf", content: Buffer.from("%PDF-1.7") }],
    });
    const [first] = await list();
    const mail = (await (await fetch(`${inbox.webUrl}/api/mails/${first?.id}`)).json()) as MailDetail;
    expect(mail).toMatchObject({ subject: "Welcome", html: "<p>Hello <b>Amara</b></p>" });
    expect(mail.text.trim()).toBe("Hello Amara");
    expect(mail.headers).toContainEqual({ name: "list-unsubscribe-post", value: "List-Unsubscribe=One-Click" });
    expect(mail.attachmentList).toMatchObject([{ filename: "agreement.pdf", size: 8 }]);
    const attachment = await fetch(inbox.webUrl + mail.attachmentList[0]?.url);
    expect(await attachment.text()).toBe("%PDF-1.7");
  });

  it("lists by recipient, also one in bcc, and by what came since", async () => {
    await send({ to: "a@a.example", bcc: "hidden@b.example", subject: "one" });
    const [first] = await list();
    await send({ to: "c@c.example", subject: "two" });
    expect((await list()).map((mail) => mail.subject)).toEqual(["two", "one"]);
    expect((await list("?to=Hidden@b.example")).map((mail) => mail.subject)).toEqual(["one"]);
    expect((await list(`?since=${first?.id}`)).map((mail) => mail.subject)).toEqual(["two"]);
    expect((await list(`?since=${first?.receivedAt}`)).map((mail) => mail.subject)).toEqual(["two"]);
  });

  it("keeps its mail over a restart", async () => {
    await send({ to: "a@a.example", subject: "kept" });
    await inbox.stop();
    inbox = await startInbox({ folder, smtpPort: 0, webPort: 0 });
    expect((await list()).map((mail) => mail.subject)).toEqual(["kept"]);
  });

  it("lets a mail's html run nothing", async () => {
    await send({ to: "a@a.example", subject: "bad", html: "<script>alert(1)</script>" });
    const [mail] = await list();
    const answer = await fetch(`${inbox.webUrl}/api/mails/${mail?.id}/html`);
    expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox(?!.*allow-scripts)/);
  });

  it("gives the mail exactly as it arrived", async () => {
    await send({ to: "a@a.example", subject: "Übersicht", messageId: "<run-1.send@firmflow>" });
    const [mail] = await list();
    const raw = await (await fetch(`${inbox.webUrl}/api/mails/${mail?.id}/raw`)).text();
    expect(raw).toContain("Message-ID: <run-1.send@firmflow>");
    expect(mail?.messageId).toBe("<run-1.send@firmflow>");
  });

  it("refuses the domains that play a relay's failures, for good and for now", async () => {
    await expect(send({ to: "x@bounce.test" })).rejects.toMatchObject({ responseCode: 550 });
    await expect(send({ to: "x@busy.test" })).rejects.toMatchObject({ responseCode: 451 });
  });

  it("answers an unknown mail with words, not a stack", async () => {
    const answer = await fetch(`${inbox.webUrl}/api/mails/none`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: "There is no such mail." });
  });
});
