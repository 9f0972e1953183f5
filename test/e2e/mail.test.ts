import { mkdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, type Scope, withScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { ReceivedMailModel } from "../../domain/incoming/model.ts";
import { enrol } from "../../domain/runs/index.ts";
import { countDue } from "../../domain/watching/index.ts";
import { launchBrowser } from "../../tools/browser/chromium.ts";
import { newFirm, type TestApi, testApi } from "../support/api.ts";
import { aPage, builtScreens, complaints, goTo } from "../support/browser.ts";
import { nameServer } from "../support/dns.ts";
import { aFlow, done } from "../support/flows.ts";
import { aSentMail } from "../support/sentMail.ts";

/** The outbox and "Does mail arrive?": a real browser, the built pages, the real API, database and name server; pictures are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/mail");

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
let browser: Browser;
let server: Server;
let home: string;
let dns: Awaited<ReturnType<typeof nameServer>>;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  dns = await nameServer({
    "hartwellruiz.example": ["v=spf1 include:_spf.relay.example +all"],
    "_dmarc.hartwellruiz.example": ["v=DMARC1; p=none"],
  });
  process.env.FIRMFLOW_DNS = dns.address;
  api = await testApi([], await builtScreens());
  firm = await newFirm();
  await someMail();
  server = createServer(api.app);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  delete process.env.FIRMFLOW_DNS;
  await browser?.close();
  server?.close();
  await api?.stop();
  await dns?.stop();
});

async function someMail() {
  const { scope } = firm;
  const at = new Date();
  const html =
    "<html><body style='font-family:sans-serif;padding:24px'><h1>Hartwell &amp; Ruiz</h1><p>Dear Ngozi,</p><p>we meet on Thursday.</p></body></html>";
  const facts = { html, text: "Dear Ngozi", values: { "contact/firstName": "Ngozi", "occasion/at": null } };
  const news = { purpose: "marketing" as const, flowKey: "nurture", template: { key: "nurture-3", version: 1 }, html };
  for (let one = 0; one < 26; one += 1)
    await aSentMail(scope, { ...news, subject: "Five questions about wills", address: `lead${one}@gmail.example` });
  await aSentMail(scope, { ...news, subject: "Five questions about wills", clickedAt: at, clicks: [{ link: "x", at }] });
  const asked = await aSentMail(scope, { ...facts, subject: "Your asset form", repliedAt: at, reason: "250 2.0.0 Ok: queued as 4F1" });
  await withScope(scope, () =>
    ReceivedMailModel.create([
      {
        ...{ _id: newId("received"), fingerprint: "1", kind: "reply", at, messageId: asked.id, contactId: asked.contactId, answer: true },
        ...{ from: { name: "Ngozi Okafor", address: asked.address }, subject: "Re: Your asset form", attached: ["House deed.pdf"] },
        text: "I have filled in most of it. The house in Troy still runs in my mother’s name; does that matter?\n\nThe deed is attached.",
      },
    ]),
  );
  for (const address of ["gone@okafor.example", "old@okafor.example"])
    await aSentMail(scope, {
      ...news,
      subject: "News",
      address,
      bounce: { kind: "hard", at, status: "5.1.1", said: "550 5.1.1 No such user here" },
    });
  await aSentMail(scope, {
    ...facts,
    subject: "A reminder: your asset form",
    state: "failed",
    reason: "The message needs occasion.at, which is empty.",
  });
  await aSentMail(scope, {
    ...facts,
    subject: "We wait for you",
    state: "held",
    ownHold: { reason: "Elena calls first", by: "Dana" },
    reason: "Held by Dana: Elena calls first",
    runId: "run_1",
    step: "hello",
  });
  await aSentMail(scope, {
    ...facts,
    subject: "Thursday at ten",
    state: "planned",
    reason: "Outside of the hours for sending.",
    plannedFor: new Date(at.getTime() + 5 * 3_600_000),
    runId: "run_2",
    step: "hello",
  });
  while ((await countDue()) > 0);
}

/** A text of a flow that is held back. Nobody carries its run out here. */
async function aWaitingText(scope: Scope): Promise<string> {
  const step = { kind: "sendText", text: "We meet at ten.", purpose: "transactional", next: "done" } as const;
  await publishDefinition(scope, { definition: aFlow({ step, done }, { key: "texting", subject: "contact" }) });
  await changeFirm(scope, { textNumber: "(518) 555-0100" });
  const { id: contactId } = await createContact(scope, { firstName: "Luis", lastName: "Peña", phone: "(518) 555-0142" });
  const enrolled = await enrol(scope, { flowKey: "texting", subject: { kind: "contact", contactId } });
  const runId = enrolled.became === "run" ? enrolled.runId : expect.unreachable();
  const to = { name: "Luis Peña", address: "+15185550142" };
  const text = "Hartwell & Ruiz: We meet at ten.";
  const { id } = await aSentMail(scope, { channel: "text", state: "planned", contactId, runId, step: "step", to, subject: text, text });
  return id;
}

async function opened<T>(path: string, act: (page: Page) => Promise<T>, width = 1440, dark = false, height = 900): Promise<T> {
  const page = await aPage(browser, {
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    extraHTTPHeaders: firm.as("owner"),
  });
  try {
    await goTo(page, `${home}${path}`);
    return await act(page);
  } finally {
    await page.context().close();
  }
}

const looks: [string, number, boolean][] = [
  ["desktop", 1440, false],
  ["phone", 390, false],
  ["dark", 1440, true],
];

describe("the outbox", () => {
  it.each(looks)("shows every message on a %s, and accessibly", async (look, width, dark) => {
    const found = await opened(
      "/outbox",
      async (page) => {
        await page.getByText("Thursday at ten").first().waitFor();
        return await complaints(page, join(pictures, `outbox-${look}.png`));
      },
      width,
      dark,
    );
    expect(found).toEqual([]);
  });

  it.each(looks)("shows one with what it says, the facts in it and what can be done, on a %s", async (look, width, dark) => {
    const found = await opened(
      "/outbox?show=planned",
      async (page) => {
        await page.getByText("Thursday at ten").first().click();
        await page.getByRole("button", { name: "Send now to Ngozi Okafor" }).waitFor();
        await page.getByText("The 2 facts in it").click();
        return await complaints(page, join(pictures, `message-${look}.png`));
      },
      width,
      dark,
    );
    expect(found).toEqual([]);
  });

  it("shows what became of one: which server took it, and what they answered", async () => {
    const found = await opened(
      "/outbox?show=answered",
      async (page) => {
        await page.getByText("Your asset form").first().click();
        const dialog = page.getByRole("dialog");
        await dialog.getByText("Ngozi Okafor answered").waitFor();
        await dialog.getByText("The server took it: “250 2.0.0 Ok: queued as 4F1”").waitFor();
        await dialog.getByRole("button", { name: "As plain text" }).click();
        await dialog.getByText("Dear Ngozi", { exact: true }).waitFor();
        return await complaints(page, join(pictures, "message-answered.png"));
      },
      390,
    );
    expect(found).toEqual([]);
  });

  it("is searched and narrowed, and opens and closes by the keyboard", async () => {
    await opened("/outbox", async (page) => {
      await page.getByRole("button", { name: "Came back" }).click();
      await page.getByText("gone@okafor.example").waitFor();
      await page.getByLabel("Search messages").fill("old@");
      await expect.poll(() => page.getByText("gone@okafor.example").count()).toBe(0);
      await page.getByText("old@okafor.example").waitFor();
      await page.getByRole("row").nth(1).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").getByText("550 5.1.1 No such user here").first().waitFor();
      expect(await complaints(page, join(pictures, "message-back.png"))).toEqual([]);
      await page.keyboard.press("Escape");
      await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    });
  });
});

describe("a text that waits", () => {
  it("is written differently where it stands, and says as how many it leaves", async () => {
    const message = await aWaitingText(firm.scope);
    await opened(`/outbox?message=${message}`, async (page) => {
      await page.getByRole("button", { name: "Write it differently" }).click();
      const text = page.getByRole("textbox", { name: "Text" });
      await text.fill("We meet at eleven, on the second floor.");
      await page.getByText("39 characters, sent as one text").waitFor();
      expect(await complaints(page, join(pictures, "change-text.png"))).toEqual([]);
      await page.getByRole("button", { name: "Keep these words" }).click();
      await page.getByRole("dialog").getByText("Hartwell & Ruiz: We meet at eleven, on the second floor.").last().waitFor();
    });
  });
});

describe("does mail arrive?", () => {
  it("looks the domain up, makes keys and says what to publish", async () => {
    await opened("/settings/deliverability", async (page) => {
      await page.getByRole("button", { name: "Look it up" }).click();
      await page.getByText("lets anybody in the world send").waitFor();
      await page.getByRole("button", { name: "Make keys" }).click();
      await page.getByText("firmflow1._domainkey.hartwellruiz.example").waitFor();
      await page.getByText("The record is there and only watches").waitFor();
    });
  });

  it.each(looks)("shows records and figures on a %s, and accessibly", async (look, width, dark) => {
    const found = await opened(
      "/settings/deliverability",
      async (page) => {
        await page.getByText("firmflow1._domainkey").waitFor();
        await page.locator(".recharts-bar-rectangle path").first().waitFor();
        await page.getByText("At Microsoft 365").click();
        await page.getByText("What is done once at Microsoft").click();
        return await complaints(page, join(pictures, `deliverability-${look}.png`));
      },
      width,
      dark,
      3_000,
    );
    expect(found).toEqual([]);
  });

  it("narrows the figures to one receiving domain, and says in numbers what the drawing shows", async () => {
    await opened("/settings/deliverability", async (page) => {
      await page.getByRole("combobox", { name: "Receiving domain" }).click();
      await page.getByRole("option", { name: "okafor.example" }).click();
      const table = page.getByRole("region", { name: "Figures of email" });
      await table.getByRole("row", { name: "All 2 – 2 (100%) – – –" }).waitFor();
      expect(await table.getByRole("row").count()).toBe(6);
      await page.getByRole("button", { name: "By message" }).click();
      await table.getByRole("row", { name: "nurture-3 2" }).waitFor();
    });
  });
});
