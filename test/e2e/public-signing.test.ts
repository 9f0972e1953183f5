import { mkdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createContact } from "../../domain/contacts/index.ts";
import { makeDocument, saveDocumentTemplate } from "../../domain/documents/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { askToSign } from "../../domain/signing/index.ts";
import { launchBrowser } from "../../tools/browser/chromium.ts";
import { newFirm, type TestApi, testApi } from "../support/api.ts";
import { axeFinds } from "../support/axe.ts";
import { builtScreens } from "../support/browser.ts";

vi.setConfig({ testTimeout: 120_000 });
/** Signing as clients meet it: a real browser, the built page, the real API and database; pictures of each state are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/public-signing");

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
let browser: Browser;
let server: Server;
let home: string;

beforeAll(async () => {
  process.env["FIRMFLOW_SECRET"] ??= "a secret of the tests, long enough to be one";
  await mkdir(pictures, { recursive: true });
  api = await testApi([], await builtScreens());
  firm = await newFirm();
  await changeFirm(firm.scope, { phone: "(518) 555-0100", brand: { colour: "#1B4636", deep: "#123326" } });
  await saveDocumentTemplate(firm.scope, { key: "agreement", content: agreement });
  server = createServer(api.app);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
  await api?.stop();
});

const clause = (title: string) => ({
  type: "clause" as const,
  title,
  items: ["We advise you on your estate plan and prepare the documents it needs.", "We answer within one business day."],
});
const agreement = {
  name: "Engagement agreement",
  variants: {
    en: {
      title: "Engagement Agreement",
      body: [
        ...["What we do for you", "Acting for both of you", "Our fee", "Who works for you", "What we need from you", "Ending it"].map(
          clause,
        ),
        ...["Privacy", "Your papers", "Questions", "If we disagree", "When it begins"].map(clause),
        { type: "signatures" as const, people: [{ name: "Chidi Okafor" }, { name: "Ngozi Okafor" }] },
      ],
    },
  },
};

/** A link for Chidi to an agreement that Ngozi signs too. */
async function aLink(): Promise<string> {
  const [chidi, ngozi] = await Promise.all(
    ["Chidi", "Ngozi"].map((firstName) => createContact(firm.scope, { firstName, lastName: "Okafor" })),
  );
  const contactId = chidi?.id ?? "";
  const facts = { contact: { id: contactId, firstName: "Chidi", lastName: "Okafor" } };
  const { documentId } = await makeDocument(firm.scope, { template: "agreement", as: "pdf", contactId, facts });
  const { url } = await askToSign(firm.scope, { documentId, contactId, signers: [contactId, ngozi?.id ?? ""] });
  return `${home}${new URL(url).pathname}`;
}

/** Opens the link; what `act` is told of the page's scripts is their size as a server sends them. */
async function visiting(
  address: string,
  options: BrowserContextOptions,
  act: (page: Page, scriptKb: () => Promise<number>) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: "reduce", locale: "en-US", ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const scripts: Promise<number>[] = [];
  page.on("response", (answer) => {
    // What is sent on to another address has no content of its own.
    if (answer.request().resourceType() === "script" && answer.ok()) scripts.push(answer.body().then((body) => gzipSync(body).length));
  });
  const scriptKb = async () => (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0) / 1024;
  try {
    await page.goto(address, { waitUntil: "networkidle" });
    await act(page, scriptKb);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

async function looked(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  expect(await axeFinds(page, { tags: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] })).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desk = { viewport: { width: 1440, height: 1000 } };

describe("signing", () => {
  it("at a desk is read page by page and signed by keyboard alone, after agreeing, which is never ticked beforehand", async () => {
    await visiting(await aLink(), desk, async (page) => {
      expect(await page.getByRole("checkbox").isChecked()).toBe(false);
      await looked(page, "sign-1440");
      await page.getByRole("button", { name: "Next page" }).first().press("Enter");
      await page.getByText("Page 2 of").first().waitFor();
      await page.getByRole("button", { name: "Sign the document" }).press("Enter");
      await page.getByRole("link", { name: "Tick the box if you agree" }).waitFor();
      await looked(page, "sign-errors-1440");
      await page.getByRole("checkbox").press("Space");
      await page.getByRole("button", { name: "Sign the document" }).press("Enter");
      await page.getByRole("heading", { name: "Thank you, you have signed" }).waitFor();
      await looked(page, "signed-1440");
    });
  });

  it("on a phone is drawn with a finger, and the link afterwards says that it is signed", async () => {
    const address = await aLink();
    await visiting(address, phone, async (page, scriptKb) => {
      // DESIGN §8: what the public sees is under 200 KB of script.
      const kb = await scriptKb();
      expect(kb).toBeGreaterThan(20);
      expect(kb).toBeLessThan(200);
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: "Sign the document" }).click();
      await page.getByRole("link", { name: "Draw your signature in the field" }).waitFor();
      await looked(page, "sign-undrawn-390");
      const pad = page.locator("#sign-drawing");
      await pad.scrollIntoViewIfNeeded();
      const box = (await pad.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      await page.mouse.move(box.x + 40, box.y + 60);
      await page.mouse.down();
      for (let step = 1; step <= 8; step++) await page.mouse.move(box.x + 40 + step * 22, box.y + 60 + (step % 2) * 30);
      await page.mouse.up();
      await looked(page, "sign-390");
      const sent = page.waitForRequest((request) => request.url().endsWith("/sign"));
      await page.getByRole("button", { name: "Sign the document" }).click();
      expect(((await sent).postDataJSON() as { drawing?: string }).drawing?.length).toBeGreaterThan(500);
      await page.getByRole("heading", { name: "Thank you, you have signed" }).waitFor();
      await page.reload({ waitUntil: "networkidle" });
      await page.getByRole("heading", { name: "Thank you, you have signed" }).waitFor();
      await looked(page, "signed-390");
    });
  });

  it("is declined with a reason, in Spanish", async () => {
    await visiting(`${await aLink()}?lang=es`, phone, async (page) => {
      await page.getByRole("button", { name: "No quiero firmar" }).click();
      await page.getByLabel("¿Por qué no?").fill("El honorario no es el acordado.");
      await looked(page, "decline-es-390");
      await page.getByRole("button", { name: "No firmar" }).click();
      await page.getByRole("heading", { name: "Ha dicho que no" }).waitFor();
    });
  });
});
