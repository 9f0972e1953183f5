import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page, Request } from "playwright-core";
import { testDir } from "../../tools/servers/places.ts";
import { buildBuilder } from "../../tools/start/buildBuilder.ts";
import { axeFinds } from "./axe.ts";

/** How long a page may take to show something: other tests want this machine too, and what comes soon costs nothing. */
const patienceMs = 180_000;

const built = new Map<Mode, Promise<string>>();
type Mode = "production" | "gallery";

/**
 * The folder of the screens as they ship, or with the gallery of all components. Built once for everybody who tests them, and looked for
 * once for all files that share this process.
 */
export function builtScreens(mode: Mode = "production"): Promise<string> {
  const known = built.get(mode) ?? build(mode);
  built.set(mode, known);
  return known;
}

async function build(mode: Mode): Promise<string> {
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

/** Opens an address and waits until its page has been drawn. */
export async function goTo(page: Page, address: string): Promise<void> {
  requestsOf(page);
  await page.goto(address);
  await page.locator("h1").first().waitFor();
  await rested(page);
}

/** Nothing is being fetched, and what came has been drawn: the page had nothing to do twice in a row, however busy the machine is. */
export async function rested(page: Page): Promise<void> {
  const asked = requestsOf(page);
  // A page that asks for news again and again may never be without a question on a busy machine: it is looked at as it is then.
  const patient = Date.now() + 20_000;
  for (let rests = 0; rests < 2 && Date.now() < patient; rests = asked.size === 0 ? rests + 1 : 0) await drawn(page);
}

/** What the page had to draw, it has drawn, whether or not it waits for an answer; one that never comes to rest is looked at as it is then. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const idle = (then: () => void) => requestIdleCallback(then, { timeout: 5_000 });
    return new Promise<void>((rest) => idle(() => idle(rest)));
  });

const requests = new WeakMap<Page, Set<Request>>();
/** What a page itself has asked for and not got yet; what a frame in it asks for is not waited for. */
function requestsOf(page: Page): Set<Request> {
  const known = requests.get(page);
  if (known) return known;
  const asked = new Set<Request>();
  requests.set(page, asked);
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked.clear();
    if (request.frame() === page.mainFrame()) asked.add(request);
  });
  page.on("requestfinished", (request) => asked.delete(request));
  page.on("requestfailed", (request) => asked.delete(request));
  return asked;
}

/**
 * Keeps a picture of a page, and says what axe and the width of the window have against it. In the dark only the colours are others: all else
 * is looked at in the light.
 */
export async function complaints(
  page: Page,
  picture: string,
  { fullPage = false, tags, exclude = [] }: { fullPage?: boolean; tags?: string[]; exclude?: string[] } = {},
): Promise<string[]> {
  if (fullPage) await page.screenshot({ path: picture, fullPage });
  else await keepPicture(page, picture);
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  const found = await axeFinds(page, isDark ? { rules: ["color-contrast"], exclude } : { ...(tags ? { tags } : {}), exclude });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  return [...found, ...(wide ? ["wider than the window"] : [])];
}

/** Keeps a picture of what a page shows. Asked of Chromium itself, which then packs it quickly instead of small: that takes half as long. */
export async function keepPicture(page: Page, path: string): Promise<void> {
  const chromium = await page.context().newCDPSession(page);
  const { data } = await chromium.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true });
  await writeFile(path, Buffer.from(data, "base64"));
  await chromium.detach();
}
