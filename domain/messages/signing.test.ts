import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { nameServer } from "../../test/support/dns.ts";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { smtpServer } from "../../test/support/mailServers.ts";
import { withScope } from "../base/index.ts";
import { changeFirm } from "../firms/index.ts";
import { checkMailDomain, makeMailKey } from "../mailDomain/index.ts";
import { MailKeyModel } from "../mailDomain/model.ts";
import { textRecords } from "../mailDomain/resolver.ts";
import { type DeliverInput, deliverMail } from "./deliver.ts";
import { closeMailConnections } from "./transport.ts";

/** Signatures are verified by mailauth, which shares no code with what signs. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let dns: Awaited<ReturnType<typeof nameServer>>;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  database = await testDatabase();
  dns = await nameServer();
  process.env.FIRMFLOW_DNS = dns.address;
});
afterEach(async () => {
  closeMailConnections();
  for (const stop of stops.splice(0)) await stop();
});
afterAll(async () => {
  delete process.env.FIRMFLOW_DNS;
  await dns.stop();
  await database.stop();
});

/** A firm whose key's record is published, and its mail server. */
async function signingFirm() {
  const { scope } = await aFirm();
  await changeFirm(scope, { postalAddress: "41 Chapel Street\nAlbany, NY 12207" });
  const made = await makeMailKey(scope);
  const record = made.findings.find((one) => one.what === "dkim")?.publish;
  dns.state.records = { [record?.host ?? ""]: [record?.value ?? ""] };
  await checkMailDomain(scope);
  const server = await smtpServer();
  stops.push(server.stop);
  process.env.SMTP_URL = server.url;
  return { scope, server };
}

let letters = 0;
function letter(change: Partial<DeliverInput> = {}, contact: Record<string, unknown> = {}): DeliverInput {
  letters += 1;
  const person = { id: "con_1", firstName: "Ngozi", lastName: "Okafor", email: "ngozi@okafor.example", language: "en", ...contact };
  return {
    key: { own: `letter:${letters}` },
    template: {
      name: "Letter",
      variant: { subject: "Dear {{ contact.firstName }}", body: [{ type: "text", text: "Hello {{ contact.firstName }}." }] },
    },
    purpose: "transactional",
    facts: { contact: person, staff: { name: "Elena Ruiz", email: "elena@hartwellruiz.example" } },
    ...change,
  };
}

async function verified(raw: string) {
  const { results } = await dkimVerify(Buffer.from(raw, "latin1"), {
    resolver: async (name: string) => {
      const found = await textRecords(name);
      if (!found?.length) throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
      return found.map((one) => [one]);
    },
  });
  const [result] = results;
  return { result: result?.status.result, domain: result?.signingDomain, headers: result?.signingHeaders?.keys.toLowerCase() ?? "" };
}

describe("a firm's mail", () => {
  it("is unsigned until the key's record has been seen, and its private half is kept locked away", async () => {
    dns.state.records = {};
    const { scope } = await aFirm();
    const server = await smtpServer();
    stops.push(server.stop);
    process.env.SMTP_URL = server.url;
    expect(await makeMailKey(scope)).toMatchObject({ hasKey: true, signs: false });
    await deliverMail(scope, letter());
    expect(server.received[0]?.raw).not.toContain("DKIM-Signature");
    const key = await withScope(scope, () => MailKeyModel.findOne({ domain: "hartwellruiz.example" }).lean());
    expect(key?.privateKey).not.toContain("PRIVATE KEY");
  });

  it("is then signed for the firm's own domain, as an independent verifier finds", async () => {
    const { scope, server } = await signingFirm();
    await deliverMail(scope, letter());
    expect(await verified(server.received[0]?.raw ?? "")).toMatchObject({ result: "pass", domain: "hartwellruiz.example" });
  });

  it("carries a signature over both headers of unsubscribing", async () => {
    const { scope, server } = await signingFirm();
    await deliverMail(scope, letter({ purpose: "marketing" }));
    const raw = server.received[0]?.raw ?? "";
    const found = await verified(raw);
    expect(found).toMatchObject({ result: "pass" });
    expect(found.headers.split(/\s*:\s*/)).toEqual(
      expect.arrayContaining(["list-unsubscribe", "list-unsubscribe-post", "from", "subject"]),
    );
    const changed = raw.replace("List-Unsubscribe=One-Click", "List-Unsubscribe=One-Clack");
    expect((await verified(changed)).result).toBe("fail");
  });

  it.each<[string, Partial<DeliverInput>, Record<string, unknown>]>([
    [
      "a subject long enough to be folded",
      {
        template: {
          name: "L",
          variant: { subject: `Your hearing ${"and the papers for it ".repeat(9)}`, body: [{ type: "text", text: "x" }] },
        },
      },
      {},
    ],
    ["an address of 254 characters", {}, { email: `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example` }],
    ["names and a subject beyond ASCII", {}, { firstName: "Łukasz Ñandú 李小龍", lastName: "Peña" }],
    [
      "attachments and an invitation",
      {
        attachments: [{ name: "Vereinbarung — Peña.pdf", type: "application/pdf", bytes: Buffer.alloc(300_000, 7) }],
        calendar: { method: "REQUEST", content: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n" },
      },
      {},
    ],
    [
      "lines that begin with a dot",
      { template: { name: "L", variant: { subject: "Dots", body: [{ type: "text", text: "x\n.\n..\n.y" }] } } },
      {},
    ],
  ])("verifies with %s", async (_what, change, contact) => {
    const { scope, server } = await signingFirm();
    expect(await deliverMail(scope, letter(change, contact))).toMatchObject({ status: "sent" });
    expect(await verified(server.received[0]?.raw ?? "")).toMatchObject({ result: "pass" });
  });

  it("goes unsigned again when the record is lost, and as before while the name servers are silent", async () => {
    const { scope, server } = await signingFirm();
    dns.state.down = true;
    expect(await checkMailDomain(scope)).toMatchObject({ signs: true });
    dns.state.down = false;
    dns.state.records = {};
    expect(await checkMailDomain(scope)).toMatchObject({ signs: false });
    await deliverMail(scope, letter());
    expect(server.received[0]?.raw).not.toContain("DKIM-Signature");
  });

  it("is signed with the earlier key until the record of a new one is seen", async () => {
    const { scope, server } = await signingFirm();
    const before = { ...dns.state.records };
    const made = await makeMailKey(scope);
    await deliverMail(scope, letter());
    expect(server.received[0]?.raw).toContain("s=firmflow1");
    const record = made.findings.find((one) => one.what === "dkim")?.publish;
    dns.state.records = { ...before, [record?.host ?? ""]: [record?.value ?? ""] };
    await checkMailDomain(scope);
    await deliverMail(scope, letter());
    expect(server.received[1]?.raw).toContain("s=firmflow2");
    expect(await verified(server.received[1]?.raw ?? "")).toMatchObject({ result: "pass" });
  });
});
