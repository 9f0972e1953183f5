import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { type PreviewServer, preview } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../tools/browser/chromium.ts";
import { aPage, builtScreens, complaints, goTo } from "../support/browser.ts";

/** The gallery shows every component of the builder in its states: here it is opened as staff and clients would, and looked at by axe. */
const root = resolve(import.meta.dirname, "../../builder");
const pictures = resolve(import.meta.dirname, "../../test-output/gallery");

let server: PreviewServer;
let browser: Browser;
let address: string;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  const configFile = join(root, "vite.config.ts");
  const outDir = await builtScreens("gallery");
  server = await preview({ root, configFile, logLevel: "error", build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
  address = server.resolvedUrls?.local[0]?.replace(/\/$/, "") ?? "";
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Look {
  width: number;
  dark: boolean;
}
const looks: Look[] = [
  { width: 1440, dark: false },
  { width: 1440, dark: true },
  { width: 390, dark: false },
  { width: 390, dark: true },
];

async function opened<T>({ width, dark }: Look, path: string, act: (page: Page) => Promise<T>): Promise<T> {
  const page = await aPage(browser, { viewport: { width, height: 900 }, colorScheme: dark ? "dark" : "light" });
  try {
    await page.route("**/api/**", (route) => route.fulfill({ status: 404, json: {} }));
    await goTo(page, address + path);
    return await act(page);
  } finally {
    await page.context().close();
  }
}
const wrongWith = (page: Page, name: string) => complaints(page, join(pictures, `${name}.png`));

describe("the components", () => {
  for (const look of looks)
    it(`are readable and reachable at ${look.width} pixels, ${look.dark ? "dark" : "light"}`, async () => {
      for (const show of ["lines", "list", "states", "kinds", "forms"]) {
        const name = `${show}-${look.width}-${look.dark ? "dark" : "light"}`;
        expect(await opened(look, `/gallery?show=${show}`, (page) => wrongWith(page, name)), name).toEqual([]);
      }
    });

  it("of public pages are readable and reachable on a desk and on a phone, in the dark too", async () => {
    for (const look of looks.filter(({ width, dark }) => !dark || width < 1000)) {
      const name = `public-${look.width}${look.dark ? "-dark" : ""}`;
      expect(await opened(look, "/p/gallery", (page) => wrongWith(page, name)), name).toEqual([]);
    }
  });

  it("of public pages are dark where the device is, also once it turns so; inside a firm's own website and on paper they are light", async () => {
    const scheme = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    const happens = (page: Page, name: string) => page.evaluate((event) => dispatchEvent(new Event(event)), name);
    await opened({ width: 390, dark: true }, "/p/gallery", async (page) => {
      expect(await scheme(page)).toBe("dark");
      await happens(page, "beforeprint");
      expect(await scheme(page)).toBe("light");
      await happens(page, "afterprint");
      expect(await scheme(page)).toBe("dark");
      await page.emulateMedia({ colorScheme: "light" });
      await expect.poll(() => scheme(page)).toBe("light");
    });
    expect(await opened({ width: 390, dark: true }, "/p/gallery?embed=1", scheme)).toBe("light");
  });
});

describe("a list of ten thousand", () => {
  const look: Look = { width: 1440, dark: false };

  it("keeps only the rows in sight on the page", async () => {
    const rows = await opened(look, "/gallery?show=list", async (page) => {
      await page.locator('[role=row][tabindex="0"]').waitFor();
      return await page.locator("[role=row]").count();
    });
    expect(rows).toBeLessThan(60);
  });

  it("is walked and selected by keys alone", async () => {
    await opened(look, "/gallery?show=list", async (page) => {
      await page.locator('[role=row][tabindex="0"]').focus();
      await page.keyboard.press("Space");
      for (const index of [1, 2, 3]) {
        await page.keyboard.press("ArrowDown");
        await page.locator(`[data-index="${index}"]:focus`).waitFor();
      }
      await page.keyboard.press("Shift+Space");
      await page.getByText("4 selected").waitFor();
      await page.keyboard.press("End");
      await page.locator('[data-index="9999"]:focus').waitFor();
      expect(await page.locator(":focus").textContent()).toContain("10000");
    });
  });
});
