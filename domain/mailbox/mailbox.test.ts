import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { imapServer } from "../../test/support/imapServer.ts";
import { smtpServer } from "../../test/support/mailServers.ts";
import { aSentMail } from "../../test/support/sentMail.ts";
import { clock, withScope } from "../base/index.ts";
import { returnAddress } from "../messages/returnAddresses.ts";
import { closeMailConnections } from "../messages/transport.ts";
import { lookIntoMailbox, readMailbox, saveMailbox } from "./index.ts";
import { MailboxModel } from "./model.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let inbox: Awaited<ReturnType<typeof imapServer>>;
let mails: Awaited<ReturnType<typeof smtpServer>>;

beforeAll(async () => {
  [database, inbox, mails] = await Promise.all([testDatabase(), imapServer(), smtpServer()]);
  process.env.SMTP_URL = mails.url;
});
afterAll(async () => {
  closeMailConnections();
  await Promise.all([inbox.stop(), mails.stop()]);
  await database.stop();
});

/** A firm whose mailbox is read, and whatever lay in it before is gone. */
async function aFirmWithMailbox() {
  const firm = await aFirm();
  inbox.mails.length = 0;
  await saveMailbox(firm.scope, inbox.settings);
  const sent = await aSentMail(firm.scope, { step: "welcome" });
  const tagged = (way: "bounce" | "reply") => returnAddress(way, sent.id, inbox.settings) ?? "";
  return { ...firm, sent, tagged };
}
const report = () => readFileSync(join(import.meta.dirname, "..", "incoming", "reports", "postfix-unknown-user.eml"), "latin1");
const answer = (more: string, text = "Yes, Thursday.") =>
  `From: Ngozi <ngozi@okafor.example>\r\nSubject: Re: Your form\r\n${more}\r\n\r\n${text}\r\n`;

describe("the firm's own mailbox", () => {
  it("is read for reports and answers, by their address or the message they answer; other people's mail stays unread", async () => {
    const { scope, events, sent, tagged } = await aFirmWithMailbox();
    const second = await aSentMail(scope);
    const came = [
      inbox.put(`Delivered-To: ${tagged("bounce")}\r\n${report()}`),
      inbox.put(answer(`To: flows@hartwellruiz.example\r\nIn-Reply-To: ${second.messageId}`)),
      inbox.put("From: court@example.org\r\nSubject: Calendar\r\n\r\nPlease see attached."),
    ];
    expect(await lookIntoMailbox(scope)).toMatchObject({ mailbox: { taken: 2, address: "flows@hartwellruiz.example" } });
    expect(came.map((one) => one.seen)).toEqual([true, true, false]);
    expect(await events("message.bounced")).toMatchObject([{ contactId: sent.contactId, data: { kind: "hard" } }]);
    expect(await events("contact.replied")).toMatchObject([{ contactId: second.contactId, data: { message: "Yes, Thursday." } }]);
    await lookIntoMailbox(scope);
    expect(await events("contact.replied")).toHaveLength(1);
  });

  it("counts each message once, though whoever read it was killed before it could say so", async () => {
    const { scope, firm, events, sent, tagged } = await aFirmWithMailbox();
    const came = [inbox.put(answer(`To: ${tagged("reply")}`)), inbox.put(`To: ${tagged("bounce")}\r\n${report()}`)];
    const before = mails.received.length;
    // Killed when it had written down what came, and had not said so; whoever reads next loses the connection each time.
    const reader = aReader(firm._id);
    inbox.before = (command) => {
      if (!/^UID STORE 1 /.test(command)) return;
      reader.kill("SIGKILL");
      return "drop";
    };
    expect(await once(reader, "exit")).toEqual([null, "SIGKILL"]);
    // The time of whoever was killed is over.
    await withScope(scope, () => MailboxModel.updateOne({ of: "firm" }, { $set: { leaseUntil: null } }));
    for (const lostAt of [/^UID FETCH 1 /, /^UID STORE 1 /, /^UID FETCH 2 /, /^UID STORE 2 /]) {
      inbox.before = (command) => (lostAt.test(command) ? "drop" : undefined);
      expect((await lookIntoMailbox(scope)).mailbox?.problem).toBeDefined();
    }
    inbox.before = () => undefined;
    await lookIntoMailbox(scope);
    expect(came.map((one) => one.seen)).toEqual([true, true]);
    expect(await events("contact.replied")).toMatchObject([{ contactId: sent.contactId }]);
    expect(await events("message.bounced")).toHaveLength(1);
    // The note to staff who were to be told of the answer.
    expect(mails.received.slice(before)).toHaveLength(1);
  });

  it("is read on behind a message that can't be read; after a day the owners are told of that one, once, and it stays where it lies", async () => {
    const { scope, events, tagged } = await aFirmWithMailbox();
    await lookIntoMailbox(scope);
    const damaged = inbox.put(answer(`To: ${tagged("reply")}`, "Lost?"));
    const fine = inbox.put(answer(`To: ${tagged("reply")}`));
    const before = mails.received.length;
    const told = () => mails.received.slice(before).filter(({ mail }) => mail.subject?.includes("could not be read"));
    inbox.before = (command) => (command.startsWith(`UID FETCH ${damaged.uid} `) ? "refuse" : undefined);
    const later = (hours: number) => clock.set(() => new Date(Date.now() + hours * 3_600_000));
    try {
      for (const hours of [0, 1, 20]) {
        later(hours);
        expect((await lookIntoMailbox(scope)).mailbox).toMatchObject({ taken: 1, notTaken: 1 });
      }
      expect([fine.seen, damaged.seen, told()]).toEqual([true, false, []]);
      for (const hours of [25, 26, 50]) {
        later(hours);
        const { mailbox } = await lookIntoMailbox(scope);
        expect(mailbox).toMatchObject({ taken: 1, notTaken: 0 });
        expect(mailbox?.problem).toBeUndefined();
      }
      expect(told().map(({ to }) => to)).toEqual([["dana@hartwellruiz.example"]]);
      expect([inbox.mails.includes(damaged), damaged.seen]).toEqual([true, false]);
      expect((await events("contact.replied")).map((one) => one.data["message"])).toEqual(["Yes, Thursday."]);
    } finally {
      clock.reset();
      inbox.before = () => undefined;
    }
  });

  it("has a message that could not be read at first taken when it can be, also where it lies before others that were", async () => {
    const { scope, events, tagged } = await aFirmWithMailbox();
    await lookIntoMailbox(scope);
    const late = inbox.put(answer(`To: ${tagged("reply")}`, "Not lost."));
    inbox.put(answer(`To: ${tagged("reply")}`));
    inbox.before = (command) => (command.startsWith(`UID FETCH ${late.uid} `) ? "refuse" : undefined);
    await lookIntoMailbox(scope);
    inbox.before = () => undefined;
    expect((await lookIntoMailbox(scope)).mailbox).toMatchObject({ taken: 2, notTaken: 0 });
    expect((await events("contact.replied")).map((one) => one.data["message"])).toEqual(["Yes, Thursday.", "Not lost."]);
  });

  it("is read anew where the server counts anew, and nothing counts twice", async () => {
    const { scope, events, tagged } = await aFirmWithMailbox();
    inbox.put(answer(`To: ${tagged("reply")}`));
    await lookIntoMailbox(scope);
    inbox.uidValidity += 1;
    inbox.put(answer(`To: ${tagged("reply")}`, "And one more thing."));
    await lookIntoMailbox(scope);
    expect((await events("contact.replied")).map((one) => one.data["message"])).toEqual(["Yes, Thursday.", "And one more thing."]);
  });

  it("takes neither a copy of our own mail, nor staff who answer to all, nor an altered address, nor another firm's message for an answer", async () => {
    const { scope, events, sent, tagged } = await aFirmWithMailbox();
    const other = await aSentMail((await aFirm()).scope);
    inbox.put(`Message-ID: ${sent.messageId}\r\n${answer(`To: ${tagged("reply")}`)}`);
    inbox.put(answer(`To: ${tagged("reply")}`).replace("ngozi@okafor.example", "dana@hartwellruiz.example"));
    inbox.put(answer(`To: ${tagged("reply").replace("@", "0@")}`));
    inbox.put(answer(`In-Reply-To: ${other.messageId}`));
    await lookIntoMailbox(scope);
    expect(await events("contact.replied")).toEqual([]);
  });
});

describe("a mailbox that can't be read", () => {
  it("is not kept when the password is wrong, and says so while whoever typed it is there", async () => {
    const { scope } = await aFirm();
    await expect(saveMailbox(scope, { ...inbox.settings, password: "wrong" })).rejects.toMatchObject({
      errors: [{ path: "/password", message: expect.stringContaining("127.0.0.1 did not take this user name and password") }],
    });
    expect(await readMailbox(scope, {})).toEqual({ mailbox: null });
  });

  it("says on its page what is wrong, until it is right again; after an hour the owners are told, once", async () => {
    const { scope, sent, tagged, events } = await aFirmWithMailbox();
    const { password } = inbox;
    inbox.password = "changed by the provider";
    inbox.put(answer(`To: ${tagged("reply")}`));
    const before = mails.received.length;
    try {
      for (const minutes of [0, 59, 61, 62, 600]) {
        clock.set(() => new Date(Date.now() + minutes * 60_000));
        expect((await lookIntoMailbox(scope)).mailbox?.problem).toContain("did not take this user name and password");
        const told = mails.received.slice(before).map(({ to, mail }) => [...to, mail.subject]);
        expect(told).toEqual(minutes < 60 ? [] : [["dana@hartwellruiz.example", "The mailbox flows@hartwellruiz.example can’t be read"]]);
      }
    } finally {
      clock.reset();
    }
    inbox.password = password;
    expect((await lookIntoMailbox(scope)).mailbox?.problem).toBeUndefined();
    expect(await events("contact.replied")).toMatchObject([{ contactId: sent.contactId }]);
    const another = { $set: { password: Buffer.from("locked away under another secret").toString("base64") } };
    await withScope(scope, () => MailboxModel.updateOne({ of: "firm" }, another));
    expect((await lookIntoMailbox(scope)).mailbox?.problem).toContain("Type it again");
    const { password: _, ...others } = inbox.settings;
    await expect(saveMailbox(scope, others)).rejects.toMatchObject({ errors: [{ path: "/password" }] });
  });

  it("never gets the password where it is another server, is inside the network, or has a certificate nobody vouches for", async () => {
    const { scope } = await aFirmWithMailbox();
    const { password: _, ...known } = inbox.settings;
    await saveMailbox(scope, { ...known, tags: false });
    await expect(saveMailbox(scope, { ...known, host: "imap.elsewhere.example" })).rejects.toMatchObject({
      errors: [{ path: "/password" }],
    });
    const heard: string[] = [];
    inbox.before = (command) => void heard.push(command);
    for (const host of ["localhost", "10.0.0.1", "127.0.0.1"]) {
      const port = host === "127.0.0.1" ? 1 : inbox.port;
      await expect(saveMailbox(scope, { ...inbox.settings, host, port })).rejects.toMatchObject({ errors: [{ path: "/host" }] });
    }
    expect(heard).toEqual([]);
    inbox.before = () => undefined;
  });
});

it("a message that leaves asks for answers in the firm's mailbox, at an address of its own or without one", () => {
  const id = "msg_01KAZZZZZZZZZZZZZZZZZZZZZZ";
  expect(returnAddress("reply", id, { address: "flows@firm.example", tags: true })).toMatch(
    /^flows\+r-01kaz{22}-[0-9a-f]{20}@firm\.example$/,
  );
  expect(returnAddress("reply", id, { address: "flows@firm.example", tags: false })).toBe("flows@firm.example");
  expect(returnAddress("bounce", id, { address: `${"long".repeat(6)}@firm.example`, tags: true })).toBe(`${"long".repeat(6)}@firm.example`);
});

/** A process that reads this firm's mailbox as a worker does. */
function aReader(firmId: string) {
  const folder = mkdtempSync(join(tmpdir(), "firmflow-mailbox-"));
  writeFileSync(join(folder, "ca.pem"), inbox.certificate);
  const url = new URL(process.env.MONGODB_URL ?? "");
  url.pathname = `/${mongoose.connection.name}`;
  const script = join(import.meta.dirname, "..", "..", "test", "support", "readMailbox.ts");
  return spawn(process.execPath, [script, url.toString(), firmId], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, "ca.pem") },
    stdio: "ignore",
  });
}
