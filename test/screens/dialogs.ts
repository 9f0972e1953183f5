import { glob, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Locator, Page } from "playwright-core";
import { axeFinds } from "../support/axe.ts";
import { keepPicture } from "../support/browser.ts";

type Opener = (page: Page) => Locator;
export interface Dialog {
  /** The file under `builder/` that draws it. */
  drawnBy: string;
  /** The page it opens on, as `aFilledOffice` names it. */
  on: string;
  /** What opens it by keys, one after the other: the next is there when the one before was pressed. */
  by: [Opener, ...Opener[]];
}

const button =
  (name: string | RegExp): Opener =>
  (page) =>
    page.getByRole("button", { name, exact: true }).first();
const item =
  (name: string | RegExp): Opener =>
  (page) =>
    page.getByRole("menuitem", { name }).first();
const tick =
  (name: string): Opener =>
  (page) =>
    page.getByRole("checkbox", { name });
const firstRow: Opener = (page) => page.getByRole("grid").getByRole("row").nth(1);
const firstDate: Opener = (page) => page.getByRole("main").locator("section button").first();
/** Every dialog of the staff's pages, and how it is opened in an office that has one of everything. */
export const dialogs: Dialog[] = [
  { drawnBy: "frame/SearchDialog.tsx", on: "today", by: [button(/^Search everything/)] },
  { drawnBy: "pages/today/AddLead.tsx", on: "today", by: [button("Add a lead")] },
  { drawnBy: "pages/today/AnswerDialog.tsx", on: "today", by: [button(/^Answer: /)] },
  { drawnBy: "pages/shared/LogCall.tsx", on: "today", by: [button(/^Call /)] },
  { drawnBy: "pages/shared/ContactForm.tsx", on: "contacts", by: [button("Add a contact")] },
  { drawnBy: "pages/shared/AddToFlow.tsx", on: "contacts", by: [button("Add to a flow")] },
  { drawnBy: "pages/shared/MatterForm.tsx", on: "matters", by: [button("Add a matter")] },
  { drawnBy: "pages/contact/Sharing.tsx", on: "contact", by: [button("Merge N. Okafor into Ngozi Okafor")] },
  { drawnBy: "pages/shared/WriteDialog.tsx", on: "contact", by: [button("Write")] },
  { drawnBy: "pages/shared/HoldAll.tsx", on: "matter", by: [button("Hold all messages")] },
  { drawnBy: "pages/shared/NoteForm.tsx", on: "matter", by: [button("Add a note")] },
  { drawnBy: "pages/shared/PlanDate.tsx", on: "matter", by: [button("Plan a date")] },
  { drawnBy: "pages/shared/PeopleForm.tsx", on: "matter", by: [button("Change people")] },
  { drawnBy: "pages/shared/InvoiceForm.tsx", on: "matter", by: [button("Add an invoice")] },
  { drawnBy: "pages/shared/MakeDocument.tsx", on: "matter", by: [button("Make a document")] },
  { drawnBy: "pages/matter/SendToSign.tsx", on: "matter", by: [button("Send to sign: Waiver.pdf")] },
  { drawnBy: "pages/matter/Documents.tsx", on: "matter", by: [button(/^Take back: /)] },
  {
    drawnBy: "pages/shared/AnsweredAnotherWay.tsx",
    on: "matter",
    by: [button("Client answered another way"), item(/^Told us by phone/)],
  },
  { drawnBy: "pages/calendar/DateDialog.tsx", on: "calendar", by: [firstDate] },
  { drawnBy: "pages/calendar/BookSlot.tsx", on: "calendar", by: [button("Book an appointment")] },
  { drawnBy: "pages/shared/TaskForm.tsx", on: "tasks", by: [button("Add a task")] },
  { drawnBy: "pages/outbox/MessageDialog.tsx", on: "outbox", by: [firstRow] },
  {
    drawnBy: "pages/shared/RunActs.tsx",
    on: "attention",
    by: [tick("Select all runs that need attention shown"), button("Take out of the flow")],
  },
  { drawnBy: "pages/approval/Reject.tsx", on: "approval", by: [button("Reject")] },
  { drawnBy: "pages/run/CommandDialog.tsx", on: "run", by: [button("Put on hold")] },
  { drawnBy: "pages/forms/Forms.tsx", on: "forms", by: [button("New form")] },
  { drawnBy: "pages/new-flow/EmptyFlow.tsx", on: "new-flow", by: [button("From empty")] },
  { drawnBy: "pages/templates/Templates.tsx", on: "templates", by: [button("New message")] },
  { drawnBy: "pages/templates/SavedAnswers.tsx", on: "saved-answers", by: [button("New saved answer")] },
  { drawnBy: "pages/templates/writing/Versions.tsx", on: "message-template", by: [button("Versions")] },
  { drawnBy: "pages/settings/StaffSection.tsx", on: "settings-staff", by: [button("Invite somebody")] },
  { drawnBy: "pages/settings/AwayDialog.tsx", on: "settings-staff", by: [button(/^Away: /)] },
  { drawnBy: "pages/settings/PipelineForm.tsx", on: "settings-pipelines", by: [button("Add a pipeline")] },
  { drawnBy: "pages/settings/FieldForm.tsx", on: "settings-pipelines", by: [button("Add a field")] },
  { drawnBy: "pages/settings/AppointmentTypeForm.tsx", on: "settings-appointments", by: [button("Add a type")] },
  { drawnBy: "editor/checks/KeepCheck.tsx", on: "preview", by: [button("Keep as a check")] },
];

/** Looked at elsewhere: with those that use it, on a phone, and where flows are drawn. */
const elsewhere = ["components/ConfirmReach.tsx", "frame/MenuDrawer.tsx", "editor/palette/AddMenu.tsx", "editor/fields/MakeNew.tsx"];

/** Files that draw a dialog which nobody says how to open. */
export async function dialogsForgotten(): Promise<string[]> {
  const builder = resolve(import.meta.dirname, "../../builder");
  const known = new Set([...elsewhere, ...dialogs.map((one) => one.drawnBy)]);
  const forgotten: string[] = [];
  for await (const path of glob("{components,editor,frame,message,pages,staff}/**/*.tsx", { cwd: builder }))
    if (!known.has(path) && /<(Modal|Drawer|ConfirmReach|Spotlight\.Root|Popover)\b/.test(await readFile(resolve(builder, path), "utf8")))
      forgotten.push(path);
  return forgotten.sort();
}

/** Opens a dialog of the page that is there, by keys, goes round in it and leaves it: what is wrong on the way. Its picture is kept. */
export async function throughDialog(page: Page, { drawnBy, by: [opener, ...more] }: Dialog, pictures: string): Promise<string[]> {
  await pressOn(opener(page));
  for (const next of more) await pressOn(next(page));
  const dialog = page.getByRole("dialog").last();
  await dialog.waitFor();
  const wrong: string[] = [];
  const isWithin = await page.waitForFunction(hasFocus).catch(() => null);
  await page.waitForFunction(() => !document.querySelector("#layers [aria-busy=true]"));
  if (isWithin) {
    // Once round and a little further: what is let out is let out by then.
    const stops = await dialog.evaluate(keepWatch);
    await Promise.all(Array.from({ length: stops + 2 }, () => page.keyboard.press("Tab")));
    wrong.push(...(await page.evaluate(() => window.letOut ?? [])));
  } else wrong.push("does not take the focus");
  // Whoever reads a letter leaves by Escape as well.
  const letter = dialog.locator("iframe");
  if ((await letter.count()) > 0)
    await letter
      .first()
      .contentFrame()
      .locator("body")
      .click({ position: { x: 3, y: 3 } });
  // A list that was opened within it is closed before it is.
  if ((await page.getByRole("listbox").filter({ visible: true }).count()) > 0) await page.keyboard.press("Escape");
  await keepPicture(page, join(pictures, `dialog-${drawnBy.replace(/^.*\/|\.tsx$/g, "")}.png`));
  wrong.push(...(await axeFinds(page, { include: ["#layers"] })));
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  // Of a menu whose line opened it, the button has the focus again; else what was pressed last.
  const back = [opener, ...more].map((one) => one(page).and(page.locator(":focus"))).reduce((either, one) => either.or(one));
  const isBack = await back.waitFor().then(
    () => true,
    () => false,
  );
  if (!isBack) wrong.push(`leaves the focus at ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))}`);
  return wrong;
}

async function pressOn(opener: Locator): Promise<void> {
  await opener.focus();
  await opener.press((await opener.getAttribute("type")) === "checkbox" ? "Space" : "Enter");
}

declare global {
  interface Window {
    letOut?: string[];
  }
}

/** In the page. */
const hasFocus = () => [...document.querySelectorAll("[role=dialog]")].at(-1)?.contains(document.activeElement) ?? false;

/** In the page: notes what gets the focus outside of the dialog from now on. Gives how often Tab goes round. */
function keepWatch(dialog: Element): number {
  const letOut: string[] = [];
  window.letOut = letOut;
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && dialog.isConnected && !dialog.contains(target))
      letOut.push(`lets the focus out to ${target.outerHTML.slice(0, 120)}`);
  });
  return dialog.querySelectorAll("a[href], button, input, select, textarea, iframe").length;
}
