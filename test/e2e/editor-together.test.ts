import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { complaints } from "../support/browser.ts";
import { type Screens, startScreens } from "../support/screens.ts";

/** Two people in one flow, a connection that is lost, a session that ends: in real browser windows over the real API. */
const pictures = resolve(import.meta.dirname, "../../test-output/editor");
const key = "unpaid-invoice";

let screens: Screens;
let priya: Page;
let sam: Page;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  screens = await startScreens();
  await screens.install(key);
  [priya, sam] = await Promise.all([screens.windowOf("Priya Nair"), screens.windowOf("Sam Ortiz")]);
});
afterAll(() => screens?.stop());

const draftSaved = (page: Page) => page.getByText(/^Draft saved/).waitFor();

/** Gives the step of this title another one, in its panel. */
async function retitle(page: Page, from: string, to: string): Promise<void> {
  const card = page.locator(".react-flow__node").filter({ hasText: from }).first();
  const title = page.getByRole("textbox", { name: "Title of the step" });
  // What a colleague changed may be drawn just when the card is pressed: then it is pressed again, as anybody would.
  await expect
    .poll(async () => {
      await card.click();
      return await title.inputValue({ timeout: 5_000 }).catch(() => "");
    })
    .toContain(from);
  await title.fill(to);
  await title.press("Enter");
}

/** Titles in the draft as the API has it now. */
async function titles(): Promise<string[]> {
  const answer = (await (await sam.request.get(`${screens.home}/api/flows/${key}`)).json()) as {
    graph: { nodes: { step: { name?: string } }[] };
  };
  return answer.graph.nodes.flatMap((node) => node.step.name ?? []);
}

it("two people draw at once: each sees the other, nothing is overwritten unseen, and the same change of both is a choice", async () => {
  await sam.goto(`${screens.home}/flows/${key}`);
  await draftSaved(sam);
  await priya.goto(`${screens.home}/flows/${key}`);
  await priya.getByText("Sam Ortiz has this flow open too.").waitFor({ state: "attached" });

  await retitle(priya, "Due soon", "A friendly reminder");
  await expect.poll(titles).toContain("A friendly reminder");
  await retitle(sam, "14 days late", "Two weeks late");
  await expect.poll(titles).toEqual(expect.arrayContaining(["A friendly reminder", "Two weeks late"]));
  await sam.locator(".react-flow__node").filter({ hasText: "A friendly reminder" }).waitFor();

  await priya.locator(".react-flow__node").filter({ hasText: "Two weeks late" }).waitFor();
  await retitle(priya, "7 days late", "A week late");
  await expect.poll(titles).toContain("A week late");
  await retitle(sam, "7 days late", "Seven days late");
  const alert = sam.getByRole("alert").filter({ hasText: "You and Priya Nair changed the same" });
  await alert.waitFor();
  expect(await titles()).toContain("A week late");
  expect(await complaints(sam, join(pictures, "clash.png"))).toEqual([]);
  await alert.getByRole("button", { name: "Keep mine" }).click();
  await expect.poll(titles).toContain("Seven days late");
  await sam.getByText(/^Changed by Sam Ortiz/).waitFor();
});

it("a lost connection loses nothing: what was drawn is saved when it is back", async () => {
  await priya.context().setOffline(true);
  await retitle(priya, "A friendly reminder", "Drawn in a tunnel");
  await priya.getByText("Not saved yet: kept on this computer").waitFor();
  await priya.context().setOffline(false);
  await expect.poll(titles).toContain("Drawn in a tunnel");
});

it("a session that ends with unsaved work loses nothing: it is back after signing in, beside what others did", async () => {
  const { signedIn } = screens;
  await priya.context().setExtraHTTPHeaders({});
  await retitle(priya, "Drawn in a tunnel", "Drawn too late");
  await priya.waitForURL("**/sign-in**");
  await retitle(sam, "Two weeks late", "Fourteen days late");
  await sam.getByText(/^Draft saved/).waitFor();
  await priya.context().setExtraHTTPHeaders(signedIn("Priya Nair"));
  await priya.goto(`${screens.home}/flows/${key}`);
  await priya.getByText(/had not been saved. They are back./).waitFor();
  await expect.poll(titles).toEqual(expect.arrayContaining(["Drawn too late", "Fourteen days late"]));
});
