import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { testDir } from "../../tools/servers/places.ts";
import { buildBuilder } from "../../tools/start/buildBuilder.ts";

/** How long a page may take to show something: other tests want this machine too, and what comes soon costs nothing. */
const patienceMs = 180_000;

/** The folder of the screens as they ship, or with the gallery of all components. Built once for everybody who tests them. */
export async function builtScreens(mode: "production" | "gallery" = "production"): Promise<string> {
  const into = join(testDir, `screens-${mode}`);
  await buildBuilder(() => {}, { into, mode });
  return into;
}

/** A page in a window of its own, which is patient. Close its context at the end. */
export async function aPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: "reduce", locale: "en-US", ...options });
  context.setDefaultTimeout(patienceMs);
  return await context.newPage();
}

/** Opens an address and waits until its page has been drawn: when nothing is being loaded any more, it may not have been yet. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: "networkidle" });
  await page.locator("h1").first().waitFor();
}

/** Keeps a picture of a page, and says what axe and the width of the window have against it. */
export async function complaints(
  page: Page,
  picture: string,
  { fullPage = false, tags }: { fullPage?: boolean; tags?: string[] } = {},
): Promise<string[]> {
  await page.screenshot({ path: picture, fullPage });
  const axe = new AxeBuilder({ page });
  const { violations } = await (tags ? axe.withTags(tags) : axe).analyze();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`),
    ...(wide ? ["wider than the window"] : []),
  ];
}
