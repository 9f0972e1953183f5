import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { goTo, rested } from "../support/browser.ts";
import { type Screens, startScreens } from "../support/screens.ts";

/** A flow on paper and as a picture. What came out is kept to be looked at. */
const pictures = resolve(import.meta.dirname, "../../test-output/printing");

let screens: Screens;
let page: Page;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  screens = await startScreens();
  await screens.install("estate-planning-onboarding");
  // In the dark, which no paper is.
  page = await screens.windowOf("Priya Nair", { colorScheme: "dark" });
  const sheets = page.waitForResponse(/PrintSheets-.*\.js/);
  await goTo(page, `${screens.home}/flows/estate-planning-onboarding`);
  await page.locator(".react-flow__node").first().waitFor();
  await sheets;
  await rested(page);
});
afterAll(() => screens?.stop());

const steps = async (): Promise<string[]> => {
  const answer = await page.request.get(`${screens.home}/api/flows/estate-planning-onboarding`);
  const { graph } = (await answer.json()) as { graph: { nodes: { step: { kind: string; name?: string } }[] } };
  return graph.nodes.flatMap(({ step }) => (step.name && step.kind !== "wait" && step.name.length < 22 ? [step.name] : []));
};

it("a flow is printed on clean pages: its name, all its steps, nothing of the screen around it", async () => {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await writeFile(join(pictures, "flow.pdf"), bytes);
  const library = await PDFiumLibrary.init();
  const pdf = await library.loadDocument(bytes);
  const pages = [...pdf.pages()];
  const text = pages.map((one) => one.getText()).join("\n");
  expect(text).toContain("page 1 of");
  for (const name of await steps()) expect(text).toContain(name);
  for (const word of ["Preview", "Publish", "Contacts", "Find a step"]) expect(text).not.toContain(word);
  // Every page has something on it besides its heading.
  for (const one of pages) expect(one.getText().length).toBeGreaterThan(100);
  // Paper is white, whatever the screen is.
  const { data } = (await pages[0]?.render({ scale: 1, render: "bitmap" })) ?? { data: [] };
  expect([...data.slice(0, 3)]).toEqual([255, 255, 255]);
  pdf.destroy();
  library.destroy();
  // The screen is as it was.
  await page.getByRole("button", { name: "Preview" }).waitFor();
  expect(await page.locator("svg[aria-label^='The flow ']").count()).toBe(0);
});

it("a flow is saved as a picture and as a drawing that stand alone, with their letters and light colours", async () => {
  const saved = async (item: string) => {
    await page.getByRole("button", { name: /rename, versions and more/ }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
    const place = join(pictures, download.suggestedFilename());
    await download.saveAs(place);
    return await readFile(place);
  };
  const png = await saved("Save as a picture");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBeGreaterThan(1_000);
  const svg = (await saved("Save as a drawing (SVG)")).toString();
  expect(svg).toContain("data:font/woff2;base64,");
  expect(svg).not.toContain("var(--");
  expect(svg.toLowerCase()).toContain("#1f2a37");
  for (const name of await steps()) expect(svg).toContain(name.replace("&", "&amp;"));
});
