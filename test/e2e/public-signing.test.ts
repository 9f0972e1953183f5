import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createContact } from "../../domain/contacts/index.ts";
import { makeDocument, saveDocumentTemplate } from "../../domain/documents/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { askToSign } from "../../domain/signing/index.ts";
import { launchBrowser } from "../../tools/browser/chromium.ts";
import { newFirm, type TestApi, testApi } from "../support/api.ts";

vi.setConfig({ testTimeout: 120_000 });
/** Signing as clients meet it: a real browser, the built page, the real API and database; pictures of each state are kept. */
const root = resolve(import.meta.dirname, "../../builder");
const pictures = resolve(import.meta.dirname, "../../test-output/public-signing");

let dist: string;
let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
let browser: Browser;
let server: Server;
let home: string;

beforeAll(async () => {
  process.env["FIRMFLOW_SECRET"] ??= "a secret of the tests, long enough to be one";
  dist = await mkdtemp(join(tmpdir(), "firmflow-signing-"));
  await mkdir(pictures, { recursive: true });
  await build({ root, configFile: join(root, "vite.config.ts"), logLevel: "error", build: { outDir: dist, emptyOutDir: true } });
  api = await testApi([], dist);
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
  await rm(dist, { recursive: true, force: true });
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

async function visiting(address: string, options: BrowserContextOptions, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ reducedMotion: "reduce", locale: "en-US", ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  try {
    await page.goto(address, { waitUntil: "networkidle" });
    await act(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

async function looked(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desk = { viewport: { width: 1440, height: 1000 } };

describe("signing", () => {
  it("at a desk is read page by page and signed by keyboard alone, after agreeing, which is never ticked beforehand", async () => {
    await visiting(await aLink(), desk, async (page) => {
      const bytes = await page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .filter((one) => one.name.endsWith(".js"))
          .reduce((sum, one) => sum + ((one as PerformanceResourceTiming).encodedBodySize ?? 0), 0),
      );
      expect(bytes / 1024).toBeLessThan(700);
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
