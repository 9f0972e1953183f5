import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signatureOf } from "../../domain/texts/index.ts";
import { type Inbox, startInbox } from "./inbox.ts";
import type { Text } from "./textStore.ts";

let folder: string;
let inbox: Inbox;
let program: Awaited<ReturnType<typeof startProgram>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "firmflow-phone-"));
  program = await startProgram();
  inbox = await start();
});
afterEach(async () => {
  await inbox.stop();
  program.server.close();
  rmSync(folder, { recursive: true, force: true });
});
const start = () =>
  startInbox({ folder, smtpPort: 0, webPort: 0, phone: { sid: "ACtest", token: "secret", answersTo: `${program.url}/received` } });

/** What the phone tells: as Firmflow would hear it. */
async function startProgram() {
  const heard: { path: string; form: Record<string, string>; signature: string }[] = [];
  const server = createServer(async (req, res) => {
    let body = "";
    for await (const chunk of req) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    heard.push({ path: req.url ?? "", form, signature: String(req.headers["x-twilio-signature"]) });
    res.end(req.url === "/received" ? "<Response><Message>Bob &amp; Co: no more texts.</Message></Response>" : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const post = (form: Record<string, string>, token = "secret") =>
  fetch(`${inbox.webUrl}/2010-04-01/Accounts/ACtest/Messages.json`, {
    method: "POST",
    headers: { Authorization: `Basic ${Buffer.from(`ACtest:${token}`).toString("base64")}` },
    body: new URLSearchParams(form),
  });
const hello = { To: "+15185550142", From: "+15185550100", Body: "Hello" };
const list = async () => ((await (await fetch(`${inbox.webUrl}/api/texts`)).json()) as { texts: Text[] }).texts;

describe("the local phone", () => {
  it("takes a text as Twilio does, tells what becomes of it, and keeps it over a restart", async () => {
    const answer = await post({ ...hello, StatusCallback: `${program.url}/status` });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ status: "queued", body: "Hello", account_sid: "ACtest" });
    await expect.poll(() => program.heard.map(({ form }) => form.MessageStatus)).toEqual(["sent", "delivered"]);
    await inbox.stop();
    inbox = await start();
    expect(await list()).toMatchObject([{ to: "+15185550142", from: "+15185550100", text: "Hello", direction: "out" }]);
  });

  it("refuses a stranger, and the numbers that play a refusal, with Twilio's codes", async () => {
    expect((await post(hello, "wrong")).status).toBe(401);
    expect(await (await post({ ...hello, To: "+15005550004" })).json()).toMatchObject({ code: 21610 });
    expect(await (await post({ ...hello, Body: "" })).json()).toMatchObject({ code: 21602 });
    expect(await list()).toEqual([]);
  });

  it("hands an answer on as the provider would, signed, and shows what comes back", async () => {
    await post(hello);
    const body = JSON.stringify({ from: hello.To, to: hello.From, text: "STOP" });
    const headers = { "Content-Type": "application/json" };
    expect(await (await fetch(`${inbox.webUrl}/api/texts`, { method: "POST", headers, body })).json()).toMatchObject({ delivered: true });
    const { form = {}, signature } = program.heard[0] ?? {};
    expect(form).toMatchObject({ From: hello.To, To: hello.From, Body: "STOP" });
    expect(signature).toBe(signatureOf("secret", `${program.url}/received`, form));
    expect((await list())[0]).toMatchObject({ text: "Bob & Co: no more texts.", to: hello.To });
  });
});
