import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { complaints, goTo } from "../support/browser.ts";
import { type Screens, startScreens } from "../support/screens.ts";

/** Where a flow begins: the gallery by case type, from empty, from a file. Pictures are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/starting");

let screens: Screens;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  screens = await startScreens();
});
afterAll(() => screens?.stop());

it.each([
  [1440, "light"],
  [1440, "dark"],
  [390, "light"],
  [390, "dark"],
] as const)("the gallery can be used at %i in %s", async (width, colorScheme) => {
  const page = await screens.windowOf("Priya Nair", { viewport: { width, height: 900 }, colorScheme });
  await goTo(page, `${screens.home}/new-flow`);
  await page.getByRole("heading", { name: "Unpaid invoice" }).waitFor();
  await expect.poll(() => page.getByRole("article").count()).toBe(12);
  await page.getByRole("button", { name: /^Estate planning/ }).click();
  await expect.poll(() => page.getByRole("article").count()).toBe(5);
  const onboarding = page.getByRole("article").filter({ has: page.getByRole("heading", { name: "Estate planning: onboarding" }) });
  await onboarding.getByText("All of it comes along").click();
  await onboarding.getByText("Engagement agreement", { exact: true }).waitFor();
  expect(await complaints(page, join(pictures, `gallery-${width}-${colorScheme}.png`), { fullPage: true })).toEqual([]);
  await page.context().close();
});

it("“Use this” copies a flow with all it uses, and says what the firm has by then", async () => {
  const page = await screens.windowOf("Priya Nair");
  await goTo(page, `${screens.home}/flows`);
  await page.getByText("No flows yet").waitFor();
  expect(await complaints(page, join(pictures, "no-flows.png"))).toEqual([]);
  await page.getByRole("link", { name: "New flow" }).click();
  await page.getByRole("button", { name: "Use this: Estate planning: signing day" }).click();
  await page.getByText(/^Copied with \d+ emails?\. It is your draft now; nothing is published\.$/).waitFor();
  await page.waitForURL("**/flows/estate-planning-signing");
  await goTo(page, `${screens.home}/new-flow?for=Estate+planning`);
  await page.getByRole("button", { name: "Open yours: Estate planning: signing day" }).waitFor();
  const signing = page.getByRole("article").filter({ has: page.getByRole("heading", { name: "Estate planning: signing day" }) });
  await signing.getByText("You have all of it already").waitFor();
  await page.context().close();
});

it("a file that is no flow is refused in words, and one that is becomes a draft", async () => {
  const page = await screens.windowOf("Priya Nair");
  await goTo(page, `${screens.home}/new-flow`);
  const choose = async (name: string, text: string) => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "From a file" }).click()]);
    await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  };
  await choose("letter.json", "Dear Ms. Okafor");
  await page.getByText("This file is no JSON.").waitFor();
  const { flows } = (await (await page.request.get(`${screens.home}/api/library`)).json()) as {
    flows: { key: string; definition: unknown }[];
  };
  await choose("flow.json", JSON.stringify(flows.find((one) => one.key === "real-estate-closing-moved")?.definition));
  await page.waitForURL("**/flows/real-estate-closing-moved");
  await expect.poll(() => page.locator(".react-flow__node").count()).toBe(3);
  await page.context().close();
});
