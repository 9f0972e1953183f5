import { mkdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicScope, withScope } from "../../domain/base/index.ts";
import { logCall } from "../../domain/calls/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { makeByHand, saveDocumentTemplate } from "../../domain/documents/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { receiveIntake } from "../../domain/intakes/index.ts";
import { InvoiceModel } from "../../domain/invoices/index.ts";
import { changeMatter, createMatter, MatterModel, moveStage } from "../../domain/matters/index.ts";
import { closeMailConnections } from "../../domain/messages/index.ts";
import { addNote } from "../../domain/notes/index.ts";
import { OccasionModel, planOccasion } from "../../domain/occasions/index.ts";
import { addField, createPipeline } from "../../domain/pipelines/index.ts";
import { createTask, TaskModel } from "../../domain/tasks/index.ts";
import { launchBrowser } from "../../tools/browser/chromium.ts";
import { newFirm, type TestApi, testApi } from "../support/api.ts";
import { aPage, builtScreens, complaints, goTo } from "../support/browser.ts";
import { estatePlanning } from "../support/firm.ts";
import { smtpServer } from "../support/mailServers.ts";

/** The staff's pages of contacts and matters: a real browser, the built pages, the real API and database; pictures of each are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/people");

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
let browser: Browser;
let server: Server;
let home: string;
let okafors: { contactId: string; matterId: string };

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  api = await testApi([], await builtScreens());
  firm = await newFirm();
  okafors = await theOkafors();
  server = createServer(api.app);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  await api?.stop();
});

async function theOkafors() {
  const scope = { ...firm.scope, actor: { kind: "staff" as const, id: firm.staff.owner, name: "Dana Whitfield", role: "owner" as const } };
  await createPipeline(scope, estatePlanning);
  await addField(scope, { on: "matter", key: "children", label: "Children", type: "text" });
  const ngozi = await createContact(scope, {
    firstName: "Ngozi",
    lastName: "Okafor",
    email: "ngozi.okafor@mail.example",
    phone: "(518) 555-0142",
    preferredChannel: "email",
    zone: "America/New_York",
    consent: { text: { given: true, source: "Intake form" }, email: { given: false, source: "Intake form" } },
    tags: ["two children"],
  });
  const chidi = await createContact(scope, {
    firstName: "Chidi",
    lastName: "Okafor",
    email: "c.okafor@work.example",
    phone: "(518) 555-0177",
  });
  const matter = await createMatter(scope, {
    caseType: "estate-planning",
    mainContactId: ngozi.id,
    title: "The Okafors: estate plan",
    source: "Referral, Grace Adeyemi",
    value: 3200,
    assignee: firm.staff.owner,
    fields: { children: "Ada, 11 · Emeka, 7" },
  });
  const people = [
    { contactId: ngozi.id, role: "client" },
    { contactId: chidi.id, role: "spouse" },
  ];
  await changeMatter(scope, { matterId: matter.id, change: { people } });
  await moveStage(scope, { matterId: matter.id, stage: "consultation" });
  await logCall(scope, {
    matterId: matter.id,
    direction: "out",
    outcome: "reached",
    minutes: 6,
    note: "Chidi is on nights until Friday, he will do his half then.",
  });
  await addNote(scope, { matterId: matter.id, text: "<b>Not bold</b>: the deed is with the bank." });
  await createTask(scope, {
    matterId: matter.id,
    title: "Conflict check, both spouses",
    due: new Date(Date.now() + 86_400_000).toISOString(),
  });
  await planOccasion(scope, {
    matterId: matter.id,
    kind: "signing",
    title: "Signing",
    place: "41 Chapel Street",
    at: new Date(Date.now() + 9 * 86_400_000).toISOString(),
  });
  for (const [index, name] of ["Walter Brandt", "Helen Brandt", "Patricia Nolan"].entries()) {
    const [firstName, lastName] = name.split(" ");
    const { id } = await createContact(scope, { firstName, lastName, email: `lead${index}@mail.example`, source: "Google Ads" });
    await createMatter(scope, { caseType: "estate-planning", mainContactId: id, source: "Google Ads", value: 2400 });
  }
  await receiveIntake(publicScope(firm.firm._id, "form"), {
    form: "ep-intake",
    contact: { firstName: "N.", lastName: "Okafor", email: "ngozi.okafor@mail.example" },
    matter: { caseType: "estate-planning" },
  });
  return { contactId: ngozi.id, matterId: matter.id };
}

async function opened<T>(
  path: string,
  act: (page: Page) => Promise<T>,
  width = 1440,
  dark = false,
  timezoneId = "America/New_York",
): Promise<T> {
  const page = await aPage(browser, {
    timezoneId,
    viewport: { width, height: 900 },
    colorScheme: dark ? "dark" : "light",
    extraHTTPHeaders: firm.as("owner"),
  });
  try {
    await goTo(page, home + path);
    return await act(page);
  } finally {
    await page.context().close();
  }
}
const wrongWith = (page: Page, name: string) => complaints(page, join(pictures, `${name}.png`));

const stageOf = () => withScope(firm.scope, async () => (await MatterModel.findById(okafors.matterId).lean())?.stage);

describe("the pages of contacts and matters", () => {
  it("show a matter's people, story, tasks and dates, and HTML as the text it is", async () => {
    await opened(`/matters/${okafors.matterId}`, async (page) => {
      for (const words of [
        "Ngozi Okafor",
        "Chidi Okafor",
        "(518) 555-0142",
        "Dana Whitfield called Ngozi Okafor",
        "Conflict check, both spouses",
        "Ada, 11 · Emeka, 7",
      ])
        await page.getByText(words).first().waitFor();
      await page.getByText("<b>Not bold</b>: the deed is with the bank.").waitFor();
    });
  });

  it("are worked by keyboard: from the list to a contact, and a call logged and taken back", async () => {
    await opened("/contacts?q=walter", async (page) => {
      const row = page.getByRole("row", { name: /Walter Brandt/ });
      await row.waitFor();
      await row.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Walter Brandt" }).waitFor();
      const logACall = page.getByRole("button", { name: "Log a call" });
      await logACall.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await logACall.and(page.locator(":focus")).waitFor();
      await page.keyboard.press("Enter");
      await page.getByLabel("What was said").fill("Wants a will.");
      await page.getByRole("button", { name: "Log the call" }).focus();
      await page.keyboard.press("Enter");
      await page.getByText("“Wants a will.”").waitFor();
      await page.getByRole("button", { name: /^Undo/ }).click();
      await page.getByText("“Wants a will.”").waitFor({ state: "detached" });
    });
  });

  it("move a matter to another stage, and back within ten seconds", async () => {
    await opened(`/matters/${okafors.matterId}`, async (page) => {
      await page.getByRole("button", { name: "Hired" }).click();
      const undo = page.getByRole("button", { name: /^Undo: Moved The Okafors/ });
      await undo.waitFor();
      await expect.poll(stageOf).toBe("hired");
      await undo.click();
      await page.getByText("from Hired").first().waitFor();
      await expect.poll(stageOf).toBe("consultation");
    });
  });

  it("hold all messages about a matter and let them leave again", async () => {
    await opened(`/matters/${okafors.matterId}`, async (page) => {
      await page.getByRole("button", { name: "Hold all messages" }).click();
      await page.getByRole("dialog").getByLabel("Why").fill("In mourning");
      await page.getByRole("dialog").getByRole("button", { name: "Hold all messages" }).click();
      await page.getByText("Messages held: In mourning").waitFor();
      await page.getByRole("button", { name: "Let messages leave again" }).click();
      await page.getByText("Messages held: In mourning").waitFor({ state: "detached" });
    });
  });

  it("plan a matter's date by the firm's clocks, wherever the reader sits", async () => {
    await opened(
      `/matters/${okafors.matterId}`,
      async (page) => {
        await page.getByRole("button", { name: "Plan a date" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel(/^Day and time \(E[SD]T, the firm's time\)/).fill("2031-03-03T09:30");
        await dialog.getByLabel("Title").fill("Court in Tokyo's night");
        expect(await wrongWith(page, "plan-date")).toEqual([]);
        await dialog.getByRole("button", { name: "Plan it" }).click();
        await dialog.waitFor({ state: "detached" });
      },
      390,
      false,
      "Asia/Tokyo",
    );
    const planned = await withScope(firm.scope, () => OccasionModel.findOne({ title: "Court in Tokyo's night" }).lean());
    expect(planned?.at.toISOString()).toBe("2031-03-03T14:30:00.000Z");
    expect(planned?.matterId).toBe(okafors.matterId);
  });

  it("add a task in one form, from the list and from a matter", async () => {
    for (const [path, button] of [
      ["/tasks", "Add a task"],
      [`/matters/${okafors.matterId}`, "Add a task"],
    ] as const)
      await opened(path, async (page) => {
        await page.getByRole("button", { name: button }).first().click();
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("combobox", { name: "For" }).click();
        await page.getByRole("option", { name: "A owner" }).click();
        await dialog.getByLabel("What is to be done").fill(`Find the deed, from ${path}`);
        expect(await wrongWith(page, `task-form${path.replaceAll("/", "-")}`)).toEqual([]);
        await dialog.getByRole("button", { name: "Add the task" }).click();
        await page.getByText("Task added").waitFor();
      });
    const titles = await withScope(firm.scope, async () =>
      (await TaskModel.find({ title: /^Find the deed/ }).lean()).map((one) => one.matterId),
    );
    expect(titles.toSorted()).toEqual([okafors.matterId, undefined]);
  });

  it("name the field that is wrong", async () => {
    await opened("/contacts", async (page) => {
      await page.getByRole("button", { name: "Add a contact" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Last name").fill("Ortiz");
      await dialog.getByLabel("Email").fill("samuel@nowhere");
      await dialog.getByRole("button", { name: "Add the contact" }).click();
      await dialog.getByText("Email is not a complete address. Write it like name@example.com.").first().waitFor();
      expect(await wrongWith(page, "contact-form-wrong")).toEqual([]);
    });
  });

  it("ask about somebody who may be known, and put them to the matter they have", async () => {
    await opened("/contacts", async (page) => {
      await page.getByText("same email").waitFor();
      await page.getByRole("button", { name: "They are known" }).click();
      await page.getByRole("menuitem", { name: /About The Okafors/ }).click();
      await page.getByRole("heading", { level: 1, name: "The Okafors: estate plan" }).waitFor();
      await page.getByText("Ngozi Okafor answered").first().waitFor();
    });
  });

  it("an invoice is noted by hand, stands overdue and is told to be paid; a document is made of what is known", async () => {
    const blocks = [{ type: "clause" as const, title: "What we do", items: ["We plan the estate of {{ contact.name }}."] }];
    const content = { name: "Engagement Agreement", variants: { en: { title: "Engagement Agreement", body: blocks } } };
    await saveDocumentTemplate(firm.scope, { key: "engagement", content });
    await opened(`/matters/${okafors.matterId}`, async (page) => {
      const dialog = page.getByRole("dialog");
      const invoices = page.getByRole("region", { name: "Invoices" });
      await invoices.getByText("Nothing billed here yet.").waitFor();
      await page.getByRole("button", { name: "Add an invoice" }).click();
      await dialog.getByLabel("Number").fill("2026-117");
      await dialog.getByLabel("Amount in dollars").fill("a lot");
      await dialog.getByLabel("Due").fill("2026-01-15");
      await dialog.getByRole("button", { name: "Add the invoice" }).click();
      await dialog.getByText("Like 3200 or 1,850.50.").waitFor();
      expect(await wrongWith(page, "invoice")).toEqual([]);
      await dialog.getByLabel("Amount in dollars").fill("1,600.50");
      await dialog.getByRole("button", { name: "Add the invoice" }).click();
      await invoices.getByText("Overdue").waitFor();
      await page.getByRole("button", { name: "Change invoice 2026-117" }).click();
      await dialog.getByRole("combobox", { name: "It is" }).click();
      await page.getByRole("option", { name: "Paid" }).click();
      await dialog.getByRole("button", { name: "Save" }).click();
      await invoices.getByText("Paid", { exact: true }).waitFor();

      const documents = page.getByRole("region", { name: "Documents" });
      await page.getByRole("button", { name: "Make a document" }).click();
      await dialog.getByRole("combobox", { name: "Document" }).click();
      await page.getByRole("option", { name: "Engagement Agreement" }).click();
      expect(await wrongWith(page, "make-document")).toEqual([]);
      await dialog.getByRole("button", { name: "Make it" }).click();
      await documents.getByRole("link", { name: "Engagement Agreement, Ngozi Okafor.pdf" }).waitFor();
      expect(await wrongWith(page, "matter-billed")).toEqual([]);
    });
    const kept = await withScope(firm.scope, () => InvoiceModel.find().lean());
    expect(kept).toMatchObject([{ number: "2026-117", amountCents: 160_050, state: "paid", ...okafors }]);
    const told = await withScope(firm.scope, () => EventModel.find({ type: { $in: ["invoice.paid", "document.made"] } }).lean());
    expect(told.map((one) => one.type).sort()).toEqual(["document.made", "invoice.paid"]);
  });

  it("send a document that was made by hand to be signed: who, in which order, the letter they get, how far they are, and taken back", async () => {
    const mail = await smtpServer();
    process.env.SMTP_URL = mail.url;
    const body = [{ type: "text" as const, text: "We act for {{ contact.firstName }}." }];
    const content = { name: "Waiver", fileAs: "Waiver", variants: { en: { title: "Waiver", body } } };
    await saveDocumentTemplate(firm.scope, { key: "waiver", content });
    await makeByHand(firm.scope, { template: "waiver", as: "pdf", matterId: okafors.matterId });
    await opened(`/matters/${okafors.matterId}`, async (page) => {
      const documents = page.getByRole("region", { name: "Documents" });
      const dialog = page.getByRole("dialog");
      await page.getByRole("button", { name: "Send to sign: Waiver.pdf" }).click();
      await dialog.getByRole("checkbox", { name: /Chidi Okafor/ }).check();
      await dialog.getByRole("checkbox", { name: "One after the other" }).check();
      await dialog.getByRole("button", { name: "Chidi Okafor signs earlier" }).click();
      await dialog.frameLocator("iframe").getByText("Read and sign").waitFor();
      expect(await wrongWith(page, "send-to-sign")).toEqual([]);
      await dialog.getByRole("button", { name: "Send to Chidi Okafor first" }).click();
      await documents.getByText("To be signed, 0 of 2 have").waitFor();
      await documents.getByText("Chidi Okafor: sent").waitFor();
      await documents.getByText("Ngozi Okafor: is asked once Chidi Okafor has signed").waitFor();
      expect(mail.received.flatMap((one) => one.to)).toEqual(["c.okafor@work.example"]);
      expect(await wrongWith(page, "matter-signing")).toEqual([]);
      await documents.getByRole("button", { name: "Take back: Waiver" }).click();
      await dialog.getByRole("button", { name: "Take it back" }).click();
      await documents.getByText("Taken back", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Send to sign: Waiver.pdf" }).waitFor();
    });
    // One that is kept open for the next email would be waited for.
    closeMailConnections();
    await mail.stop();
  });
});
