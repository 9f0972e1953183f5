import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sections } from "../../builder/pages/settings/sections.ts";
import { complaints, goTo } from "../support/browser.ts";
import { type Demonstration, startDemonstration } from "../support/demonstration.ts";
import { type Addresses, addressesOf } from "./addresses.ts";
import { byTab } from "./byTab.ts";
import { isOnPurpose, lateAnswers } from "./lateAnswers.ts";
import { addressesFor, pathsOfPages } from "./pages.ts";

/** Every page of the staff and of clients, in the demonstration firm: opened as people would, looked at by axe, and kept as a picture. */
const pictures = resolve(import.meta.dirname, "../../test-output/everyPage");

let firm: Demonstration;
let addresses: Addresses;
let without: string[];

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  firm = await startDemonstration();
  const [paths, examples] = await Promise.all([pathsOfPages(), addressesOf(firm.scope)]);
  const sectionsOfSettings = Object.fromEntries(sections.map(({ name }) => [`settings-${name}`, `/settings/${name}`]));
  const all = { ...examples, "/settings/:section?": sectionsOfSettings };
  ({ addresses, without } = addressesFor([...paths.staff, ...paths.public], all));
});
afterAll(() => firm?.stop());

it("every path of the routers' tables has an address to be looked at: give a new one in test/screens/addresses.ts", () => {
  expect(without).toEqual([]);
});

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

describe.concurrent("every page", () => {
  for (const viewport of sizes)
    it(`is readable and reachable at ${viewport.width} pixels, in the light and in the dark, ${moreAt(viewport)}`, async ({ expect }) => {
      const page = await firm.window({ viewport });
      const onDesk = viewport.width > 1000;
      const open = onDesk ? goTo : await lateAnswers(page);
      const said = whatIsSaid(page);
      const wrong: Record<string, string[]> = {};
      for (const [name, address] of Object.entries(addresses)) {
        const picture = (look: string) => join(pictures, `${name}-${viewport.width}${look}.png`);
        await page.emulateMedia({ colorScheme: "light" });
        const late = await open(page, firm.home + address);
        const exclude = recedes.has(name) ? [".react-flow"] : [];
        const found = [...(late ?? []), ...(await complaints(page, picture(""), { exclude })), ...(await titled(page))];
        // In the dark only the colours are others, the same at any width, and those of a letter in its frame are not.
        await page.emulateMedia({ colorScheme: "dark" });
        if (onDesk) {
          found.push(...(await complaints(page, picture("-dark"), { rules: ["color-contrast"], exclude: [...exclude, "iframe"] })));
          found.push(...(await byTab(page)));
        } else await page.screenshot({ path: picture("-dark") });
        found.push(...said(name));
        if (found.length) wrong[name] = found;
      }
      await page.context().close();
      expect(wrong).toEqual({});
    });
});

/** What is looked at once, at one of the widths. */
function moreAt({ width }: { width: number }): string {
  if (width > 1000) return "and by Tab alone";
  return "and says that it waits, what went wrong, and comes when tried again";
}

/** Where all of a drawing but the path of a run recedes, on purpose, to less than can be read. */
const recedes = new Set(["run", "run-stopped"]);
/** Pages that say that there is nothing: for them something is asked for in vain. */
const leadNowhere = new Set(["invitation-gone", "link-unknown"]);

/** What the page complained of itself since the last time, and what it asked the API for in vain. */
function whatIsSaid(page: Page): (name: string) => string[] {
  const said: string[] = [];
  const refused: string[] = [];
  page.on("pageerror", (error) => said.push(error.message));
  page.on("console", (message) => {
    // That an answer was refused is told below, with its address; that a letter shown in a frame may run no script is as it should be.
    const isExpected = /^(Failed to load resource|Blocked script execution in 'about:srcdoc')/.test(message.text());
    if (message.type() === "error" && !isExpected) said.push(message.text());
  });
  page.on("response", (answer) => {
    if (answer.status() >= 400 && !isOnPurpose(answer)) refused.push(`${answer.status()} for ${answer.request().method()} ${answer.url()}`);
  });
  return (name) => {
    const inVain = refused.splice(0);
    return [...said.splice(0), ...(leadNowhere.has(name) ? [] : inVain)];
  };
}

async function titled(page: Page): Promise<string[]> {
  const headings = await page.locator("h1").allTextContents();
  const title = await page.title();
  return [
    ...(headings.length === 1 && headings[0]?.trim() ? [] : [`its titles are ${JSON.stringify(headings)}`]),
    // A link that opens nothing, or is a sample's, does not know whose it is.
    ...(/^\S.* · (Firmflow|Hartwell & Ruiz)$|^This (link|was a sample)/.test(title) ? [] : [`the browser's tab says “${title}”`]),
  ];
}
