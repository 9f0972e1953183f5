import { mkdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { ContactModel, createContact } from "../../domain/contacts/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { SubmissionModel, saveForm } from "../../domain/forms/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { openRequest, renewLink } from "../../domain/requests/index.ts";
import { launchBrowser } from "../../tools/browser/chromium.ts";
import { newFirm, type TestApi, testApi } from "../support/api.ts";
import { aPage, builtScreens, complaints, goTo } from "../support/browser.ts";
import { assetForm, intakeForm } from "./forms.ts";

/** Public pages as clients meet them: a real browser, the built pages, the real API and database; pictures of each are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/public-forms");

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
let browser: Browser;
let home: string;
let site: string;
const servers: Server[] = [];

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  api = await testApi([], await builtScreens());
  firm = await newFirm();
  const asOwner = { ...firm.scope };
  await changeFirm(asOwner, {
    tagline: "Attorneys at law · Albany, New York",
    phone: "(518) 555-0100",
    postalAddress: "41 Chapel Street, Suite 300\nAlbany, NY 12207",
    brand: { colour: "#1B4636", deep: "#123326" },
  });
  const stages = [{ id: "new", name: "New", state: "open" as const }];
  await createPipeline(firm.scope, { caseType: "estate-planning", name: "Estate planning", prefix: "EP", stages });
  await saveForm(firm.scope, { key: "intake", form: intakeForm });
  await saveForm(firm.scope, { key: "assets", form: assetForm });
  home = await listening(createServer(api.app));
  // Another origin, as the firm's own website is.
  const page = (await readFile(join(import.meta.dirname, "embedding-page", "index.html"), "utf8")).replace("FIRMFLOW", home);
  site = await listening(
    createServer((_req, res) => void res.setHeader("Content-Type", "text/html").end(page.replace("hartwell-ruiz", firm.firm.slug))),
  );
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
  await api?.stop();
});

async function visiting<T>(address: string, act: (page: Page) => Promise<T>, width = 390, extraHTTPHeaders = {}): Promise<T> {
  const viewport = { width, height: width > 1000 ? 1400 : 844 };
  const page = await aPage(browser, { viewport, extraHTTPHeaders });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  try {
    await goTo(page, address);
    const answer = await act(page);
    expect(errors).toEqual([]);
    return answer;
  } finally {
    await page.context().close();
  }
}

/** Keeps a picture and says what axe, and the width of the page, have against it. */
async function looked(page: Page, name: string): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
  expect(await complaints(page, join(pictures, `${name}.png`), { fullPage: true, tags })).toEqual([]);
}

async function aLink(asked: Parameters<typeof openRequest>[1]["asked"]) {
  const { id: contactId } = await createContact(firm.scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@okafor.example" });
  const { requestId, url } = await openRequest(firm.scope, { kind: asked.files ? "files" : "form", contactId, asked });
  return { contactId, requestId, address: `${home}${new URL(url).pathname}` };
}

describe("the website's form", () => {
  it("embedded by one script tag on a page of another origin makes a lead, and its frame is as high as the form", async () => {
    await visiting(
      `${site}/?utm_source=google&utm_campaign=fall`,
      async (page) => {
        const form = page.frameLocator("iframe");
        await form.getByLabel("First name").waitFor();
        const heightOf = () => page.locator("iframe").evaluate((frame) => frame.clientHeight);
        await expect.poll(heightOf).toBeGreaterThan(900);
        const hidden = () => form.locator("html").evaluate((html) => html.scrollHeight - html.clientHeight);
        await expect.poll(hidden).toBe(0);
        await looked(page, "embedded-1440");
        await form.getByRole("button", { name: "Send" }).click();
        await form.getByRole("link", { name: "Choose an answer for “What is it about?”" }).waitFor();
        await form.getByLabel("Wills, trusts, planning ahead").check();
        await form.getByLabel("First name").fill("Patricia");
        await form.getByLabel("Last name").fill("Nolan");
        await form.getByLabel("Email").fill("p.nolan@client.example");
        await form.getByLabel("You may text me").check();
        await form.getByRole("button", { name: "Send" }).click();
        await form.getByText("Thank you. We have your request.").waitFor();
        await expect.poll(heightOf).toBeLessThan(500);
      },
      1440,
    );
    const made = await withScope(firm.scope, () => ContactModel.findOne({ email: "p.nolan@client.example" }).lean());
    expect(made).toMatchObject({ firstName: "Patricia", source: "google", consent: { text: { given: true } } });
  });

  it("stands on a phone and a desktop, also in Spanish, and a draft survives a reload", async () => {
    const address = `${home}/p/f/${firm.firm.slug}/intake`;
    await visiting(address, async (page) => {
      await looked(page, "intake-390");
      await page.getByLabel("First name").fill("Luis");
      await page.reload({ waitUntil: "networkidle" });
      await expect.poll(() => page.getByLabel("First name").inputValue()).toBe("Luis");
      await page.getByRole("button", { name: "Español" }).click();
      await page.getByText("¿De qué se trata?").waitFor();
      await looked(page, "intake-es-390");
      expect(await page.getByLabel("Nombre").inputValue()).toBe("Luis");
      await page.getByRole("button", { name: "Enviar" }).click();
      await page.getByRole("heading", { name: "Revise 3 respuestas" }).waitFor();
      await looked(page, "intake-es-errors-390");
    });
    await visiting(address, (page) => looked(page, "intake-1440"), 1440);
  });
});

describe("a form somebody was asked to fill in", () => {
  it("is saved while written, gone on with on another device, corrected where wrong, and sent once", async () => {
    const { address, requestId } = await aLink({ form: "assets" });
    await visiting(address, async (page) => {
      await looked(page, "assets-start-390");
      await page.getByLabel("Month").selectOption({ label: "September" });
      await page.getByLabel("Day").fill("2");
      await page.getByLabel("Year").fill("198");
      await page.getByRole("group", { name: "Are you married?" }).getByLabel("No").check();
      await page.getByRole("group", { name: "Do you have children?" }).getByLabel("Yes").check();
      await page.getByRole("button", { name: "Save and continue" }).click();
      await page.getByRole("link", { name: "Write the year with four digits, like 2019" }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("q-born");
      await looked(page, "assets-error-390");
      await page.getByLabel("Year").fill("1984");
      await page.getByRole("button", { name: "Save and continue" }).click();
      await page.getByRole("heading", { name: "Your children", level: 1 }).waitFor();
      await page.getByRole("button", { name: "Add another child" }).click();
      await page.getByText("Saved just now").waitFor();
      const { promise: answering, resolve: answer } = Promise.withResolvers<void>();
      await page.route("**/progress", (route) => answering.then(() => route.continue()));
      await page.getByLabel("Full name").fill("Ada Okafor");
      await page.getByText("Saving").waitFor();
      expect(await page.getByText("Saved just now").count()).toBe(0);
      answer();
      await page.getByText("Saved just now").waitFor();
    });
    await visiting(address, async (page) => {
      await page.getByRole("heading", { name: "Your children", level: 1 }).waitFor();
      await page.getByRole("button", { name: "Change Ada Okafor" }).click();
      await page.getByLabel("Month").selectOption({ label: "March" });
      await page.getByLabel("Day").fill("14");
      await page.getByLabel("Year").fill("2015");
      await page.getByText("Whose child is Ada Okafor?").waitFor();
      await page.getByLabel("Both of ours").check();
      await looked(page, "assets-child-open-390");
      await page.getByRole("button", { name: "Done with this one" }).click();
      await looked(page, "assets-children-390");
      await page.getByRole("button", { name: "Save and continue" }).click();
      await page.getByRole("button", { name: "Add something you own" }).click();
      await page.getByLabel("What is it?").fill("Home");
      await page.getByLabel("Worth about").fill("410,000");
      const statement = { name: "statement.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nbank statement\n") };
      await page.locator("input[type=file]").first().setInputFiles(statement);
      // Going on while it is still being sent loses neither the file nor what is written meanwhile.
      await page.getByRole("button", { name: "Done with this one" }).click();
      await page.getByRole("button", { name: "Add something you own" }).click();
      await page.getByLabel("What is it?").fill("Life insurance");
      await page.getByRole("button", { name: "Not sure" }).click();
      await page.getByRole("button", { name: "Done with this one" }).click();
      await page.getByText("about $410,000").waitFor();
      await looked(page, "assets-own-390");
      await page.setViewportSize({ width: 1440, height: 900 });
      await looked(page, "assets-own-1440");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByRole("heading", { name: /Thank you/ }).waitFor();
      await looked(page, "assets-done-1440");
    });
    const kept = await withScope(firm.scope, () => SubmissionModel.findOne({ requestId }).lean());
    expect(kept?.answers).toMatchObject({
      born: "1984-09-02",
      kids: [{ name: "Ada Okafor", born: "2015-03-14", whose: "both" }],
      assets: [
        { what: "Home", worth: 410_000 },
        { what: "Life insurance", worth: { notSure: true } },
      ],
    });
    expect(await withScope(firm.scope, () => EventModel.countDocuments({ requestId, type: "form.submitted" }))).toBe(1);
  });

  it("can be filled in by keyboard alone", async () => {
    const { address } = await aLink({ form: "assets" });
    await visiting(address, async (page) => {
      await page.getByLabel("Month").focus();
      await page.keyboard.type("Sep");
      await page.keyboard.press("Tab");
      await page.keyboard.type("2");
      await page.keyboard.press("Tab");
      await page.keyboard.type("1984");
      for (let times = 0; times < 6; times += 1) await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "What you own", level: 1 }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    });
  });
});

describe("papers asked for", () => {
  const files = [
    { name: "Deed, or owner’s policy", hint: "All pages, also the back.", required: true },
    { name: "Survey", required: true },
    { name: "Mortgage statement", hint: "The newest one.", required: false },
  ];
  const photo = {
    name: "IMG_0001.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.concat([Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"), Buffer.alloc(500)]),
  };

  it("are photographed, taken back, said to be missing and sent, with what was sent before still there on coming back", async () => {
    const { address, requestId } = await aLink({ title: "Photos of your title papers", files });
    await visiting(address, async (page) => {
      const deed = page.getByRole("region", { name: "Deed, or owner’s policy" });
      expect(await deed.locator("input[capture]").getAttribute("capture")).toBe("environment");
      await deed.locator("input[type=file]").first().setInputFiles(photo);
      await deed.getByText("IMG_0001.jpg").waitFor();
      await deed
        .locator("input[type=file]")
        .first()
        .setInputFiles({ ...photo, name: "IMG_0002.jpg" });
      await deed.getByRole("button", { name: "Remove IMG_0002.jpg" }).click();
      await deed.getByText("IMG_0002.jpg").waitFor({ state: "detached" });
      await deed
        .locator("input[type=file]")
        .first()
        .setInputFiles({ name: "virus.jpg", mimeType: "image/jpeg", buffer: Buffer.from("MZ a program") });
      await deed.getByText(/This kind of file can't be taken/).waitFor();
      await page.reload({ waitUntil: "networkidle" });
      await page.getByText("IMG_0001.jpg").waitFor();
      await page.getByRole("button", { name: "Send to Hartwell & Ruiz" }).click();
      await page.getByText("Add “Survey”, or say that you don't have it.").waitFor();
      await looked(page, "files-390");
      await page.getByRole("region", { name: "Survey" }).getByRole("button", { name: "I don’t have this" }).click();
      await page.setViewportSize({ width: 1440, height: 900 });
      await looked(page, "files-1440");
      await page.getByRole("button", { name: "Send to Hartwell & Ruiz" }).click();
      await page.getByRole("heading", { name: "Thank you, we have it" }).waitFor();
      await looked(page, "files-done-1440");
    });
    const event = await withScope(firm.scope, () => EventModel.findOne({ requestId }).lean());
    expect(event).toMatchObject({ type: "files.received", data: { names: ["Deed, or owner’s policy"], missing: ["Survey"] } });
  });
});

describe("staff", () => {
  it("change a form: a question more, shown only after an answer, is what the next visitor finds", async () => {
    await visiting(
      `${home}/forms`,
      async (page) => {
        await page.getByRole("link", { name: /Your family and what you own/ }).waitFor();
        await looked(page, "staff-forms-1440");
        await page.getByRole("link", { name: /How can we help/ }).click();
        await page.getByLabel("Put this on a page of your website").waitFor();
        await page.getByRole("button", { name: "Add a question" }).click();
        await page.getByLabel("Question", { exact: true }).fill("Which county is the home in?");
        await page.getByRole("combobox", { name: "Show it only after this answer" }).click();
        await page.getByRole("option", { name: "What is it about?: Buying or selling a home" }).click();
        await looked(page, "staff-form-1440");
        await page.getByRole("button", { name: "Save", exact: true }).click();
        await page.getByText("Version 2", { exact: true }).waitFor();
      },
      1440,
      firm.as("builder"),
    );
    await visiting(`${home}/p/f/${firm.firm.slug}/intake`, async (page) => {
      const county = page.getByLabel("Which county is the home in?");
      expect(await county.count()).toBe(0);
      await page.getByLabel("Buying or selling a home").check();
      await county.waitFor();
    });
  });
});

describe("a link that no longer works", () => {
  it("says so, and how to reach the firm", async () => {
    const { address, requestId } = await aLink({ form: "assets" });
    await renewLink(firm.scope, { requestId });
    await visiting(address, async (page) => {
      await page.getByRole("heading", { name: "There is a newer link" }).waitFor();
      expect(await page.getByRole("link", { name: "(518) 555-0100", exact: true }).getAttribute("href")).toBe("tel:+15185550100");
      await looked(page, "link-replaced-390");
    });
    await visiting(`${home}/p/${"x".repeat(43)}`, async (page) => {
      await page.getByRole("heading", { name: "This link doesn't open anything" }).waitFor();
      await looked(page, "link-unknown-390");
    });
  });
});
