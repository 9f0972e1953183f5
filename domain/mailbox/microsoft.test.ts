import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { imapServer } from "../../test/support/imapServer.ts";
import { smtpServer } from "../../test/support/mailServers.ts";
import { aSentMail } from "../../test/support/sentMail.ts";
import { withScope } from "../base/index.ts";
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
afterEach(() => vi.unstubAllGlobals());
afterAll(async () => {
  closeMailConnections();
  await Promise.all([inbox.stop(), mails.stop()]);
  await database.stop();
});

const app = { tenant: "hartwellruiz.example", clientId: "10e10000-0000-4000-8000-00000000abcd" };
const settings = () => {
  const { password: _, ...others } = inbox.settings;
  return { ...others, microsoft: app, password: "the secret's value" };
};

/** Microsoft's sign-in, which gives a token for this secret alone; the last one given is the one that opens the mailbox. */
function microsoft() {
  const given: string[] = [];
  vi.stubGlobal("fetch", async (address: string, { method, body }: { method: string; body: URLSearchParams }) => {
    expect([method, address]).toEqual(["POST", `https://login.microsoftonline.com/${app.tenant}/oauth2/v2.0/token`]);
    const { client_secret: secret, ...asked } = Object.fromEntries(body);
    expect(asked).toEqual({
      grant_type: "client_credentials",
      client_id: app.clientId,
      scope: "https://outlook.office365.com/.default",
    });
    if (secret !== "the secret's value") {
      const said = "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1";
      return Response.json({ error: "invalid_client", error_description: said }, { status: 401 });
    }
    inbox.token = `token-${given.push(secret)}`;
    return Response.json({ token_type: "Bearer", expires_in: 3599, access_token: inbox.token });
  });
  return given;
}

it("a mailbox at Microsoft 365 is read by an application that signs in itself, with one token for many looks", async () => {
  const { scope, firm, events } = await aFirm();
  const given = microsoft();
  await saveMailbox(scope, settings());
  const sent = await aSentMail(scope);
  inbox.put(`From: ngozi@okafor.example\r\nSubject: Re: Your form\r\nIn-Reply-To: ${sent.messageId}\r\n\r\nYes, Thursday.\r\n`);
  for (const _look of [1, 2]) expect((await lookIntoMailbox(scope)).mailbox?.problem).toBeUndefined();
  expect(await events("contact.replied")).toMatchObject([{ contactId: sent.contactId }]);
  expect(given).toHaveLength(1);
  // What it was given is taken back: the next look asks for another.
  inbox.token = "another";
  expect((await lookIntoMailbox(scope)).mailbox?.problem).toContain("IMAP.AccessAsApp");
  expect((await lookIntoMailbox(scope)).mailbox?.problem).toBeUndefined();
  expect(given).toHaveLength(2);
  expect((await readMailbox(scope, {})).mailbox).toMatchObject({ microsoft: app });
  const kept = await withScope(scope, () => MailboxModel.findOne({ of: "firm" }).lean());
  expect([kept?.firmId, JSON.stringify(kept).includes("the secret")]).toEqual([firm._id, false]);
});

it("a secret, application or directory that Microsoft does not know is said while whoever typed it is there, and none is sent for another", async () => {
  const { scope } = await aFirm();
  microsoft();
  const refused = (change: object) => expect(saveMailbox(scope, { ...settings(), ...change })).rejects;
  await refused({ password: "its ID" }).toMatchObject({ errors: [{ path: "/password", message: expect.stringContaining("not its ID") }] });
  await refused({ microsoft: { ...app, clientId: "mine" } }).toMatchObject({ errors: [{ path: "/microsoft/clientId" }] });
  await refused({ microsoft: { ...app, tenant: "a/../b" } }).toMatchObject({ errors: [{ path: "/microsoft/tenant" }] });
  await saveMailbox(scope, settings());
  const { password: _, ...others } = { ...settings(), microsoft: { ...app, tenant: "elsewhere.example" } };
  await expect(saveMailbox(scope, others)).rejects.toMatchObject({
    errors: [{ path: "/password", message: expect.stringContaining("client secret") }],
  });
  vi.stubGlobal("fetch", () => Promise.reject(new Error("no network")));
  await refused({ password: "a new one" }).toMatchObject({
    errors: [{ path: "/host", message: expect.stringContaining("does not answer") }],
  });
});
