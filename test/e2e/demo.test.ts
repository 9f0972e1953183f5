import { mkdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import ical from "node-ical";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../tools/browser/chromium.ts";
import { demonstrationSignIn } from "../../tools/seed/signIn.ts";
import { aPage } from "../support/browser.ts";
import { walkToTheFirstFlow } from "./firstFlow.ts";
import { inboxAt, linkIn } from "./inbox.ts";
import { startFirmflow } from "./stack.ts";

/** `docs/demo.md`, performed: the same names, the same order, through the real servers and a real browser. Pictures are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/demo");
const firmflow = { ...desktop(1440), timezoneId: "America/New_York" };
const wife = "maria@fontaine.example";
const husband = "jean@fontaine.example";

let stack: Awaited<ReturnType<typeof startFirmflow>>;
let inbox: ReturnType<typeof inboxAt>;
let browser: Browser;
let office: Page;
let site: Server;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  [stack, browser] = await Promise.all([startFirmflow({ FIRMFLOW_OPEN_SIGN_UP: "1" }), launchBrowser()]);
  inbox = inboxAt(stack.inbox);
  const page = (await readFile(join(import.meta.dirname, "embedding-page", "index.html"), "utf8")).replace("FIRMFLOW", stack.home);
  site = createServer((_req, res) => void res.setHeader("Content-Type", "text/html").end(page));
  await new Promise<void>((ready) => site.listen(0, "127.0.0.1", ready));
});
afterAll(async () => {
  await browser?.close();
  site?.close();
  await stack?.stop();
});

it("shows a lead becoming a client, from the website's form to a hearing that moves", async () => {
  office = await open(`${stack.home}/sign-in`);
  await signIn();

  await websiteForm();
  await todayShowsTheLead();
  await previewOfTheFlow();
  await linkToTheFirstTalk();
  await hired();
  await agreements();
  await clientFillsInTheForm();
  await husbandToldUsByPhone();
  await designMeetingBooked();
  await hearingMoves();
  await wrongEnrolmentUndone();
  for (const [name, path] of Object.entries(otherPages)) {
    await office.goto(stack.home + path, { waitUntil: "networkidle" });
    await picture(office, name);
  }
});

it("from sign-in to a published, running flow are under 25 clicks and three minutes", async () => {
  const { clicks, seconds } = await walkToTheFirstFlow(browser, stack.home, "amy@stone.example");
  expect(clicks).toBeLessThan(25);
  expect(clicks).toBeGreaterThan(5);
  expect(seconds).toBeLessThan(180);
  await inbox.mail("amy@stone.example", /^Thank you for writing to us, Amy$/);
});

const otherPages = {
  contacts: "/contacts",
  matters: "/matters",
  pipeline: "/pipeline/estate-planning",
  flows: "/flows",
  calendar: "/calendar",
  tasks: "/tasks",
  reports: "/reports",
  settings: "/settings",
};

async function signIn(): Promise<void> {
  await office.getByLabel("Email").fill(demonstrationSignIn.email);
  await office.getByLabel("Password", { exact: true }).fill(demonstrationSignIn.password);
  await office.getByRole("button", { name: "Sign in" }).click();
  await office.getByRole("heading", { name: "Today", level: 1 }).waitFor();
}

/** 1. A visitor of the firm's own website, on another address, asks for help. */
async function websiteForm(): Promise<void> {
  const page = await open(`http://127.0.0.1:${(site.address() as AddressInfo).port}/?utm_source=google`);
  const form = page.frameLocator("iframe");
  await form.getByLabel("Wills, trusts, planning ahead").check();
  await form.getByLabel("First name", { exact: true }).fill("Maria");
  await form.getByLabel("Last name", { exact: true }).fill("Fontaine");
  await form.getByLabel("Email", { exact: true }).fill(wife);
  await form.getByLabel("Phone").fill("(518) 555-0188");
  await form.getByLabel("For both of us").check();
  await form.getByLabel("Your spouse’s first name").fill("Jean");
  await form.getByLabel("Your spouse’s last name").fill("Fontaine");
  await form.getByLabel("Your spouse’s email").fill(husband);
  await picture(page, "website-form");
  await form.getByRole("button", { name: "Send" }).click();
  await form.getByText("Thank you. We have your request.").waitFor();
  await picture(page, "website-form-sent");
  await page.context().close();
}

/** 2. Today, which nobody reloads, shows the lead within seconds. */
async function todayShowsTheLead(): Promise<void> {
  const lead = office.getByRole("link", { name: /Maria Fontaine/ }).first();
  await lead.waitFor();
  await picture(office, "today");
  await lead.click();
  await office.getByRole("navigation", { name: "Stages" }).waitFor();
  await office.getByRole("link", { name: "Estate planning: inquiry" }).waitFor();
  await picture(office, "matter-new");
}
const matterPage = () => office.url();

/** 3. What she would receive, before anybody receives it. */
async function previewOfTheFlow(): Promise<void> {
  const matter = matterPage();
  await office.goto(`${stack.home}/flows/estate-planning-onboarding`);
  await office.getByRole("button", { name: "Preview" }).click();
  const preview = office.getByRole("region", { name: "Preview" });
  await preview
    .getByRole("button", { name: /asset and family form/i })
    .first()
    .waitFor();
  await preview.getByText("Nothing is sent").waitFor();
  await picture(office, "preview");
  await office.goto(matter);
}

/** 4. The reply, in her inbox within a minute, leads to open times. */
async function linkToTheFirstTalk(): Promise<void> {
  const page = await open(linkIn(await inbox.mail(wife, /^Thank you for writing to us, Maria$/)), phone());
  await page
    .getByRole("button", { name: /^\d+:\d\d [ap]m$/ })
    .first()
    .waitFor();
  await picture(page, "first-talk");
  await page.context().close();
}

/** 5. They hire the firm: the stage is moved, and the onboarding flow begins with the conflict check. */
async function hired(): Promise<void> {
  await office.getByRole("navigation", { name: "Stages" }).getByRole("button", { name: "Hired" }).click();
  await office.getByRole("link", { name: "Estate planning: onboarding" }).waitFor();
  await tickOff(/Conflict check, both spouses/);
}

/** 6. Each has an agreement of their own: she signs it on screen, he on paper, whose scan is put in. */
async function agreements(): Promise<void> {
  const page = await open(linkIn(await inbox.mail(wife, /^Your agreement with us/)));
  await page.getByRole("checkbox").check();
  await picture(page, "agreement");
  await page.getByRole("button", { name: "Sign the document" }).click();
  await page.getByRole("heading", { name: "Thank you, you have signed" }).waitFor();
  await page.context().close();
  await inbox.mail(husband, /^Your agreement with us/);
  await office.reload();
  await office.getByRole("button", { name: "Client answered another way" }).first().click();
  await office.getByRole("menuitem", { name: /^Signed on paper: .*Jean Fontaine/ }).click();
  const scan = { name: "Agreement, signed.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") };
  await office.locator("input[type=file]").setInputFiles(scan);
  await picture(office, "signed-on-paper");
  await office.getByRole("button", { name: "Note it" }).click();
  await office.getByText(/Reminders to Jean Fontaine stop/).waitFor();
  const copy = await inbox.attachment(await inbox.mail(wife, /^Your signed copy/), /pdf/i);
  expect(copy.subarray(0, 5).toString()).toBe("%PDF-");
}

/** 7. She fills in the asset and family form on her phone, screen by screen. */
async function clientFillsInTheForm(): Promise<void> {
  const page = await open(linkIn(await inbox.mail(wife, /^Welcome, Maria/)), phone());
  await page.getByLabel("Month").selectOption({ label: "September" });
  await page.getByLabel("Day").fill("2");
  await page.getByLabel("Year").fill("1984");
  await page.getByRole("group", { name: "Are you married?" }).getByLabel("Yes").check();
  await page.getByLabel("Your spouse’s full name").fill("Jean Fontaine");
  await picture(page, "asset-form");
  await nextScreen(page);
  await page.getByRole("group", { name: "Do you have children?" }).getByLabel("No").check();
  await nextScreen(page);
  await picture(page, "asset-form-owned");
  while (!(await page.getByRole("button", { name: "Send", exact: true }).isVisible())) await nextScreen(page);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("heading", { name: /Thank you/ }).waitFor();
  await picture(page, "asset-form-sent");
  await page.context().close();
}

async function nextScreen(page: Page): Promise<void> {
  const title = () => page.getByRole("heading", { level: 1 }).textContent();
  const before = await title();
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect.poll(title).not.toBe(before);
}

/** 8. He tells us by phone instead: nobody chases him any more, the story says who noted it, and the flow goes on. */
async function husbandToldUsByPhone(): Promise<void> {
  const link = linkIn(await inbox.mail(husband, /^Welcome, Jean/));
  await office.reload();
  await office.getByRole("button", { name: "Client answered another way" }).first().click();
  await picture(office, "answered-another-way");
  await office.getByRole("menuitem", { name: /^Told us by phone: .*Jean Fontaine/ }).click();
  await office.getByLabel("What they answered, or where it is kept").fill("Nothing to add to what Maria wrote.");
  await office.getByRole("button", { name: "Note it" }).click();
  await office.getByText(/Reminders to Jean Fontaine stop/).waitFor();
  const page = await open(link, phone());
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.getByRole("button", { name: "Save and continue" }).count()).toBe(0);
  await picture(page, "no-longer-needed");
  await page.context().close();
}

/** 9. She chooses a time for the design meeting; the confirmation brings it into her calendar. */
async function designMeetingBooked(): Promise<void> {
  const page = await open(linkIn(await inbox.mail(wife, /^Your design meeting: choose a day$/)), phone());
  await page.getByRole("button", { name: clockTime }).first().click();
  await picture(page, "booking");
  await page.locator("button[type=submit]").click();
  await page.locator(".booked").waitFor();
  await picture(page, "booked");
  await page.context().close();
  const confirmation = await inbox.mail(wife, /^(Booked|Confirmed|Your appointment|You’re booked)/i);
  const calendar = ical.sync.parseICS((await inbox.attachment(confirmation, /calendar|ics/)).toString("utf8"));
  expect(Object.values(calendar).filter((one) => one?.type === "VEVENT")).toHaveLength(1);
  await office.reload();
  await office.getByRole("heading", { name: "Dates" }).waitFor();
  await office.getByText("Design meeting").first().waitFor();
  await picture(office, "matter-story");
}
const clockTime = /^\d+:\d\d [ap]m$/;

/** 10. Luis Peña's hearing moves by a week: his next reminder moves with it, and he is told the new date. */
async function hearingMoves(): Promise<void> {
  const { matters } = await ask<{ matters: { id: string }[] }>("/api/matters?q=Pe%C3%B1a");
  const { occasions } = await ask<{ occasions: { id: string; at: string }[] }>(`/api/occasions?matterId=${matters[0]?.id}`);
  const [hearing] = occasions;
  if (!matters[0] || !hearing) throw new Error("The demonstration firm has no hearing of Luis Peña.");
  await office.goto(`${stack.home}/matters/${matters[0].id}`);
  const flows = office
    .getByRole("region", { name: /Flows they are in/ })
    .or(office.locator("section", { hasText: "Flows they are in" }))
    .first();
  await flows
    .getByText(/before|same day/)
    .first()
    .waitFor();
  const planned = await flows.textContent();
  await picture(office, "hearing-before");
  const moved = await office.request.post(`${stack.home}/api/occasions/${hearing.id}/move`, {
    data: { at: new Date(Date.parse(hearing.at) + 7 * 86_400_000).toISOString() },
    headers: { Origin: stack.home },
  });
  expect(moved.ok(), await moved.text()).toBe(true);
  await inbox.mail("luis@pena.example", /(nueva|cambi|moved|new)/i);
  await office.reload();
  await flows
    .getByText(/before|same day/)
    .first()
    .waitFor();
  expect(await flows.textContent()).not.toBe(planned);
  await picture(office, "hearing-after");
  await flows.getByRole("link", { name: "Criminal defense: hearing reminders" }).click();
  await office.getByRole("link", { name: "Open the matter" }).waitFor();
  await picture(office, "hearing-run");
}

/** 11. Somebody is put into the wrong flow, and taken out again before anything has left. */
async function wrongEnrolmentUndone(): Promise<void> {
  const { matters } = await ask<{ matters: { id: string; mainContactId?: string }[] }>("/api/matters?q=Nolan");
  const subjects = [{ kind: "matter", matterId: matters[0]?.id }];
  const preview = await tell<{ starts: { now: { what: string; to: { email: string } | null }[] }[] }>("/api/runs/preview", {
    flowKey: "estate-planning-onboarding",
    subjects,
  });
  expect(preview.starts[0]?.now.length).toBeGreaterThan(0);
  const started = await tell<{ runs: { runId: string }[] }>("/api/runs", { flowKey: "estate-planning-onboarding", subjects });
  const runId = started.runs[0]?.runId ?? "";
  const happened = async () => (await ask<{ journal: { what: string }[] }>(`/api/runs/${runId}`)).journal.map((entry) => entry.what);
  await expect.poll(happened).toContain("created");
  expect(await tell("/api/runs/undo", { runIds: [runId] })).toEqual({ undone: [runId], tooLate: [] });
  expect(await ask(`/api/runs/${runId}`)).toMatchObject({ status: "ended", outcome: "undone" });
  expect(await ask(`/api/tasks?matterId=${matters[0]?.id}`)).toMatchObject({ tasks: [] });
}

async function ask<T>(path: string): Promise<T> {
  const answer = await office.request.get(stack.home + path);
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
async function tell<T>(path: string, data: unknown): Promise<T> {
  const answer = await office.request.post(stack.home + path, { data, headers: { Origin: stack.home } });
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function tickOff(task: RegExp): Promise<void> {
  await office.reload();
  await office.getByRole("checkbox", { name: task }).waitFor();
  await office.getByRole("checkbox", { name: task }).click();
}

async function open(address: string, as: Parameters<Browser["newContext"]>[0] = firmflow): Promise<Page> {
  const page = await aPage(browser, { ...firmflow, ...as });
  await page.goto(address);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  // Tall enough for the whole page: what stands in a frame is drawn only where it can be seen.
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (size && height > size.height) await page.setViewportSize({ width: size.width, height });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  if (size) await page.setViewportSize(size);
}

function desktop(width: number) {
  return { viewport: { width, height: 900 } };
}
function phone() {
  return { viewport: { width: 390, height: 844 }, hasTouch: true };
}
