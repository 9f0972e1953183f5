import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { createServer } from "vite";
import { countDue } from "../../domain/watching/index.ts";
import { addressesOf } from "../../test/screens/addresses.ts";
import { addressesOfPages, type Tables } from "../../test/screens/pages.ts";
import { drawn, goTo } from "../../test/support/browser.ts";
import { type Demonstration, startDemonstration } from "../../test/support/demonstration.ts";
import { root } from "../servers/places.ts";
import { indexOf, type Pictured } from "./pictured.ts";

const docs = join(root, "docs");
/** What stands in no router's table: states of a page that are looked at like one. */
const states: Record<string, string> = {
  "editor-preview": "/flows/estate-planning-onboarding?preview=1",
  "editor-watch": "/flows/estate-planning-inquiry?watch=1",
};
/** What a picture shows of a page whose title says no more than another's. */
const shows: Record<string, string> = {
  "editor-preview": "tried",
  "editor-watch": "watched",
  pipeline: "by stage",
  "saved-answers": "saved answers",
};
const desk = { viewport: { width: 1440, height: 900 }, shown: 0.8 };
const phone = { viewport: { width: 390, height: 844 }, shown: 1 };
const looks = ["light", "dark"] as const;

/** Opens every page of the demonstration firm and keeps how it looks, at a desk in the light and the dark, and what clients see on a phone too. */
export async function takePictures(say: (line: string) => void): Promise<void> {
  const firm = await startDemonstration();
  try {
    while ((await countDue()) > 0);
    const { addresses, without } = addressesOfPages(await tables(), await addressesOf(firm.scope));
    if (without.length > 0) throw new Error(`No example is known for ${without.join(", ")}: give one in test/screens/addresses.ts.`);
    const all = Object.entries({ ...addresses, ...states });
    const taken = await atSize(firm, desk, all, say);
    const onPhone = await atSize(
      firm,
      phone,
      all.filter(([, address]) => isForClients(address)),
      say,
    );
    await write(taken.map((one) => ({ ...one, phone: onPhone.find(({ name }) => name === one.name) ?? null })));
    say(`${taken.length} pages are in docs/pictures.md.`);
  } finally {
    await firm.stop();
  }
}

const isForClients = (address: string): boolean => address.startsWith("/p/");

/** The routers' tables as they ship, read as Vite reads them: they are made of pages with markup and styles in them. */
async function tables(): Promise<Tables> {
  process.env["NODE_ENV"] = "production";
  const vite = await createServer({
    ...{ root, configFile: false, mode: "production", appType: "custom", logLevel: "error", optimizeDeps: { noDiscovery: true } },
    server: { middlewareMode: true, watch: null, ws: false },
  });
  const read = (path: string) => vite.ssrLoadModule(path);
  const [staff, client, settings] = [
    await read("/builder/staff/routes.tsx"),
    await read("/builder/client/routes.ts"),
    await read("/builder/pages/settings/sections.ts"),
  ];
  await vite.close();
  return { staff, client, settings } as unknown as Tables;
}

interface Taken extends Pictured {
  files: Record<(typeof looks)[number], Buffer>;
}

async function atSize(
  firm: Demonstration,
  { viewport, shown }: typeof desk,
  addresses: [name: string, address: string][],
  say: (line: string) => void,
): Promise<Taken[]> {
  const page = await firm.window({ viewport });
  const taken: Taken[] = [];
  for (const [name, address] of addresses) {
    say(`${name} at ${viewport.width}`);
    await page.emulateMedia({ colorScheme: "light" });
    await goTo(page, firm.home + address);
    const [title = name] = (await page.title()).split(" · ");
    // "/settings" shows the first of its sections, which has an address of its own.
    if (taken.some((other) => other.title === title && other.address.startsWith(`${address}/`))) continue;
    const light = await webp(page, viewport, shown);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await webp(page, viewport, shown);
    taken.push({ name, title: shows[name] ? `${title}, ${shows[name]}` : title, address, files: { light, dark } });
  }
  await page.context().close();
  return taken;
}

/** The window as it is seen now, so many times as large, compressed. */
async function webp(page: Page, { width, height }: typeof desk.viewport, scale: number): Promise<Buffer> {
  await drawn(page);
  // A part that is fetched by itself, such as charts.
  await page.locator('[aria-busy="true"]').waitFor({ state: "detached" });
  await page.evaluate(settled);
  const browser = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width, height, scale };
  const { data } = await browser.send("Page.captureScreenshot", { format: "webp", quality: 72, clip });
  await browser.detach();
  return Buffer.from(data, "base64");
}

/** In the page: colours that change take a moment, in which they are neither those of the light nor of the dark. */
async function settled(): Promise<void> {
  const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
  await Promise.all(passing.map((one) => one.finished.catch(() => undefined)));
}

/** In place of the pictures of before: a page that is gone has none any more. */
async function write(taken: (Taken & { phone: Taken | null })[]): Promise<void> {
  const folder = join(docs, "pictures");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const { name, files, phone: small } of taken)
    for (const look of looks) {
      await writeFile(join(folder, `${name}-${look}.webp`), files[look]);
      if (small) await writeFile(join(folder, `${name}-phone-${look}.webp`), small.files[look]);
    }
  await writeFile(join(docs, "pictures.md"), indexOf(taken.map(({ phone: small, ...one }) => ({ ...one, onPhone: small !== null }))));
}
