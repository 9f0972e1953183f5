import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "./chromium.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

it("a browser shows a page, and another after the first was closed", async () => {
  for (const words of ["Good morning", "Good afternoon"]) {
    const page = await browser.newPage();
    await page.setContent(`<h1>${words}</h1>`);
    expect(await page.getByRole("heading").textContent()).toBe(words);
    await page.close();
  }
});
