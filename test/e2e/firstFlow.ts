import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { aPage } from "../support/browser.ts";

const owner = { name: "Nora Lind", email: "nora@lind.example", password: "a password of the tests" };
const firm = { name: "Lind Law", state: "NY", zone: "America/New_York" };

/**
 * What stands between signing in to a new firm and its first flow running: the clicks a person makes and the seconds they take. The flow is
 * running when a visitor's request, sent through the firm's form, is in it.
 */
export async function walkToTheFirstFlow(browser: Browser, home: string, visitor: string): Promise<{ clicks: number; seconds: number }> {
  const page = await aPage(browser, { viewport: { width: 1440, height: 900 }, timezoneId: firm.zone });
  const made = await page.request.post(`${home}/api/public/set-up`, { data: { firm, owner }, headers: { Origin: home } });
  const { slug } = (await made.json()) as { slug: string };
  const counted = await countClicks(page);
  await page.goto(`${home}/sign-in`);
  const from = Date.now();
  await write(page, "Email", owner.email);
  await write(page, "Password", owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Flows" }).click();
  await page.getByRole("link", { name: "New flow" }).click();
  await page.getByRole("button", { name: "Use this: Estate planning: inquiry" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await page.getByText("Live: version 1").waitFor();
  await askForHelp(browser, `${home}/p/f/${slug}/intake`, visitor);
  const asked = async () => ((await (await page.request.get(`${home}/api/runs?limit=10`)).json()) as { runs: unknown[] }).runs.length;
  await expect.poll(asked, { message: "the visitor is in the flow" }).toBe(1);
  const seconds = (Date.now() - from) / 1000;
  await page.context().close();
  return { clicks: counted(), seconds };
}

/** Fields are counted too: a person presses each before writing in it. */
async function write(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.click();
  await field.fill(text);
}

async function countClicks(page: Page): Promise<() => number> {
  let clicks = 0;
  await page.exposeFunction("aClick", () => {
    clicks++;
  });
  await page.addInitScript(() => {
    const { aClick } = window as unknown as { aClick: () => void };
    addEventListener("pointerdown", () => aClick(), true);
  });
  return () => clicks;
}

/** A visitor of the firm's own address. */
async function askForHelp(browser: Browser, address: string, email: string): Promise<void> {
  const page = await aPage(browser, { viewport: { width: 390, height: 844 } });
  await page.goto(address);
  await page.getByLabel("Wills, trusts, planning ahead").check();
  await page.getByLabel("First name", { exact: true }).fill("Amy");
  await page.getByLabel("Last name", { exact: true }).fill("Stone");
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("For me").check();
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Thank you. We have your request.").waitFor();
  await page.context().close();
}
