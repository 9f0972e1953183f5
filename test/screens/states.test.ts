import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complaints, goTo, rested } from "../support/browser.ts";
import { manyOfEverything } from "../support/many.ts";
import { type Screens, startScreens } from "../support/screens.ts";
import { dialogs, dialogsForgotten, throughDialog } from "./dialogs.ts";
import { aFilledOffice } from "./office.ts";
import { addressesOfPages, tablesOfPages } from "./pages.ts";

/** The staff's pages in a firm that has nothing yet, with each dialog opened, and with many hundreds of everything. Pictures are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/states");

let screens: Screens;
let page: Page;
let filled: ReturnType<typeof aFilledOffice> | undefined;
const office = () => {
  filled ??= aFilledOffice(screens.scope);
  return filled;
};

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  screens = await startScreens();
  page = await screens.windowOf("Elena Ruiz", { role: "owner" });
});
afterAll(() => screens?.stop());

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** What a page says in a firm without anything, and the button or link that leads on: none where there is nothing to do but wait. */
interface Teaching {
  says: string;
  next?: string;
  /** Where it is not the page's own. */
  at?: string;
}
const teachings: Record<string, Teaching> = {
  today: { says: "Nothing waits for you", next: "Add a lead" },
  contacts: { says: "No contacts yet", next: "Add a contact" },
  matters: { says: "No matters yet", next: "Add a matter" },
  pipeline: { says: "No case type yet", next: "Settings" },
  flows: { says: "No flows yet", next: "New flow" },
  "new-flow": { says: "Choose one that is close to what you do", next: "From empty" },
  forms: { says: "No forms yet", next: "New form" },
  attention: { says: "Everything goes on by itself" },
  calendar: { says: "Nothing planned", next: "Plan a date" },
  tasks: { says: "Nothing to do", next: "Add a task" },
  outbox: { says: "Nothing has been sent yet" },
  reports: { says: "No leads in this stretch of time", next: "Today" },
  templates: { says: "No messages yet", next: "New message" },
  documents: { says: "No documents yet", next: "New document", at: "/templates?what=documents" },
  "saved-answers": { says: "No saved answer yet", next: "New saved answer", at: "/templates?what=answers" },
  "settings-start": { says: "things are still missing", next: "Logo" },
  "settings-firm": { says: "No logo yet", next: "Choose a logo" },
  "settings-staff": { says: "A owner", next: "Invite somebody" },
  "settings-hours": { says: "Holidays: the office is closed", next: "Add hours on Monday" },
  "settings-pipelines": { says: "A pipeline is one kind of case with its stages", next: "Add a pipeline" },
  "settings-sender": { says: "Sender" },
  "settings-deliverability": { says: "Mail providers look at three records of your domain" },
  "settings-texts": { says: "The firm's number for texts" },
  "settings-appointments": { says: "What clients can book", next: "Add a type" },
  "settings-import": { says: "A CSV file with a first line naming its columns", next: "Choose a CSV file" },
  "settings-keys": { says: "Other programs use Firmflow with a key", next: "Make the key" },
  "settings-systems": { says: "None yet", next: "Make the address" },
  "settings-holds": { says: "Nothing is held", next: "Hold all messages" },
};

describe("a firm that has nothing yet", () => {
  it("is told on every page, at a desk and on a phone, what will stand there and how the first comes about", {
    timeout: 290_000,
  }, async () => {
    const { staff, settings } = await tablesOfPages();
    const { addresses } = addressesOfPages({ staff, settings, client: { routes: [] } }, {});
    const { "sign-in": _in, "set-up": _up, settings: _start, ...inside } = addresses;
    expect(Object.keys(inside).filter((name) => !(name in teachings))).toEqual([]);
    const wrong: Record<string, string[]> = {};
    for (const [name, { says, next, at = inside[name] }] of Object.entries(teachings)) {
      await goTo(page, `${screens.home}${at}`);
      const found: string[] = [];
      for (const viewport of sizes) {
        await page.setViewportSize(viewport);
        await rested(page);
        if (!(await isSaid(says))) found.push(`does not say “${says}” at ${viewport.width}`);
        if (next && !(await leadsTo(next))) found.push(`does not offer “${next}” at ${viewport.width}`);
        // A form for settings is the same with and without what was set.
        if (!name.startsWith("settings")) found.push(...(await complaints(page, join(pictures, `empty-${name}-${viewport.width}.png`))));
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      if (found.length) wrong[name] = found;
    }
    expect(wrong).toEqual({});
  });
});

const main = () => page.getByRole("main");
const isThere = async (what: Locator) => (await what.filter({ visible: true }).count()) > 0;
const isSaid = (words: string) => isThere(main().getByText(words));
const leadsTo = (name: string) =>
  isThere(
    main()
      .getByRole("button", { name })
      .or(main().getByRole("link", { name, exact: true })),
  );

describe("the dialogs of the staff's pages", () => {
  it("are all named in test/screens/dialogs.ts, with what opens them", async () => {
    expect(await dialogsForgotten()).toEqual([]);
  });

  it("open by keys, keep the focus while they are open, and give it back with Escape", { timeout: 290_000 }, async () => {
    const addresses = await office();
    const wrong: Record<string, string[]> = {};
    for (const [on, here] of Map.groupBy(dialogs, (one) => one.on)) {
      await goTo(page, `${screens.home}${addresses[on]}`);
      for (const dialog of here) {
        const found = await throughDialog(page, dialog, pictures);
        if (found.length) wrong[dialog.drawnBy] = found;
      }
    }
    expect(wrong).toEqual({});
  });

  it("and the menu of a phone does so too", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await goTo(page, `${screens.home}/tasks`);
    const menu = (at: Page) => at.getByRole("button", { name: "Menu", exact: true });
    expect(await throughDialog(page, { drawnBy: "frame/MenuDrawer.tsx", on: "tasks", by: [menu] }, pictures)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});

/** Several pages of each: what holds for these holds for ten thousand, of which a page asks for no more either. */
describe("many hundreds of contacts, matters, tasks and messages", () => {
  beforeAll(async () => {
    await office();
    await manyOfEverything(screens.scope, { first: 3, count: 600 });
  });

  it("are lists gone through with keys to their end and searched, of which the page holds few rows", async () => {
    for (const [path, what] of [
      ["contacts", "contacts"],
      ["matters", "matters"],
      ["outbox", "messages"],
    ]) {
      await goTo(page, `${screens.home}/${path}`);
      const rows = page.getByRole("grid").getByRole("row");
      await rows.nth(1).focus();
      for (const last of [99, 199, 299]) {
        await page.keyboard.press("End");
        await page.locator(`[data-index="${last}"]:focus`).waitFor();
        await rested(page);
      }
      expect(await rows.count(), what).toBeLessThan(60);
      await page.getByRole("textbox", { name: `Search ${what}` }).fill("598");
      await expect.poll(() => rows.count()).toBe(2);
    }
  });

  it("are a board whose columns say how many there are, and show the first", async () => {
    await goTo(page, `${screens.home}/pipeline/estate-planning`);
    const column = page.getByRole("region", { name: "Consultation, 201" });
    await column.getByRole("button", { name: "Show more of Consultation: 176 are not shown" }).click();
    await column.getByRole("listitem").nth(100).waitFor();
    expect(await page.getByRole("main").getByRole("listitem").count()).toBeLessThan(250);
  });

  it("leave Today readable: the first of each, no number that is too small, and the way to all of them", async () => {
    await goTo(page, `${screens.home}/?show=everyone`);
    await page.getByRole("region", { name: "Calls due" }).getByText("500+", { exact: true }).waitFor();
    await page.getByRole("link", { name: "All tasks" }).first().waitFor();
    expect(await page.getByRole("main").getByRole("listitem").count()).toBeLessThan(250);
  });

  it("leave the tasks readable: a hundred at once, and as many more when asked for", async () => {
    await goTo(page, `${screens.home}/tasks`);
    await page.getByRole("button", { name: "Everyone" }).click();
    await page.getByRole("listitem").nth(99).waitFor();
    await page.getByRole("button", { name: "Show more" }).click();
    await page.getByRole("listitem").nth(199).waitFor();
    expect(await page.getByRole("listitem").count()).toBe(200);
  });
});
