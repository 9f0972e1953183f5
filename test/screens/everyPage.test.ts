import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFlow, readFlow } from "../../domain/flows/index.ts";
import { applyAll, emptyGraph, freshStep, type Operation } from "../../engine/graph/index.ts";
import { complaints, goTo, keepPicture } from "../support/browser.ts";
import { type Demonstration, startDemonstration } from "../support/demonstration.ts";
import { type Addresses, addressesOf } from "./addresses.ts";
import { byTab } from "./byTab.ts";
import { isOnPurpose, lateAnswers } from "./lateAnswers.ts";
import { addressesOfPages, tablesOfPages } from "./pages.ts";

/** Every page of the staff and of clients, in the demonstration firm: opened as people would, looked at by axe, and kept as a picture. */
const pictures = resolve(import.meta.dirname, "../../test-output/everyPage");

let firm: Demonstration;
let addresses: Addresses;
let without: string[];

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  firm = await startDemonstration();
  ({ addresses, without } = addressesOfPages(await tablesOfPages(), await addressesOf(firm.scope)));
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
    it(`is readable and reachable at ${viewport.width} pixels, in the light and in the dark, ${moreAt(viewport)}`, {
      timeout: 900_000,
    }, async ({ expect }) => {
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
        // In the dark the colours are the same at any width, and those of a letter in its frame are as in the light.
        await page.emulateMedia({ colorScheme: "dark" });
        if (onDesk) {
          found.push(...(await complaints(page, picture("-dark"), { exclude: [...exclude, "iframe"] })));
          if (!workedElsewhere.has(name)) found.push(...(await byTab(page)));
        } else await keepPicture(page, picture("-dark"));
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

describe("a flow's steps, for somebody who is signed in", () => {
  let page: Page;
  const panel = () => page.getByRole("complementary", { name: "Step settings" });
  beforeAll(async () => {
    page = await firm.window({ viewport: { width: 1440, height: 900 } });
  });
  afterAll(() => page?.context().close());

  it("send a test of their message to whoever asks, and to nobody else", async () => {
    const before = firm.mails.length;
    await goTo(page, `${firm.home}/flows/estate-planning-onboarding`);
    await page.keyboard.press("Control+f");
    await page.getByRole("combobox", { name: "Find a step of this flow" }).fill("welcome");
    await page.keyboard.press("Enter");
    await panel().getByRole("tab", { name: "What they see" }).click();
    await panel().getByRole("button", { name: "Send test to me" }).click();
    await page.getByText("Sent to elena@hartwellruiz.example, marked as a test.").waitFor();
    const tests = firm.mails.slice(before).filter(({ subject }) => subject.startsWith("[Test]"));
    expect(tests.map(({ to }) => to)).toEqual([["elena@hartwellruiz.example"]]);
  });

  it("get what they lack where it is chosen: a document, an appointment, a stage, a date, fields to set and to ask for; the `+` of an open way adds the next", async () => {
    const graph = applyAll(emptyGraph("made-here", "Made here"), [
      {
        ...{ do: "addStep", id: "doc", step: freshStep("makeDocument"), position: { x: 0, y: 76 } },
        on: { from: null, outlet: "start" },
      } as Operation,
    ]);
    await createFlow(firm.scope, { key: "made-here", name: "Made here", subject: "matter", graph });
    await goTo(page, `${firm.home}/flows/made-here`);
    await page.locator(".react-flow__node").filter({ hasText: "Make document" }).click();
    await newHere("New document", "Side letter");
    await next("offer appointment");
    await newHere("New appointment", "Signing talk");
    await next("move stage");
    await newHere("New stage", "Drafting the trust");
    await next("wait");
    await panel().getByText("For a date", { exact: true }).click();
    await newHere("New field", "Trust date", "A date");
    await next("update fields");
    await panel().getByRole("button", { name: "Add: Fields to set" }).click();
    await newHere("New field", "Deed recorded", "Yes or no");
    await next("wait until");
    await panel().getByRole("button", { name: "Add a rule" }).click();
    await newHere("New field", "Deed recorded on", "A date");
    const drawn = async () => (await readFlow(firm.scope, { key: "made-here" })).graph.nodes.map(({ step }) => step);
    await expect.poll(drawn).toMatchObject([
      { kind: "makeDocument", template: "side-letter" },
      { kind: "offerAppointment", type: "signing-talk" },
      { kind: "moveStage", stage: "draftingTheTrust" },
      { kind: "wait", field: "matter.trustDate" },
      { kind: "updateFields", set: { "matter.deedRecorded": true } },
      { kind: "waitUntil", when: { "<=": [{ daysUntil: [{ var: "matter.deedRecordedOn" }] }, 0] } },
    ]);
  });

  /** Makes a record of this name in the panel that is open. */
  async function newHere(title: string, name: string, holds?: string): Promise<void> {
    await panel().getByRole("button", { name: title }).click();
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.getByRole("textbox").first().fill(name);
    if (holds) {
      await dialog.getByRole("combobox", { name: "It holds" }).click();
      await page.getByRole("option", { name: holds, exact: true }).click();
    }
    await dialog.getByRole("button", { name: "Make and choose it" }).click();
    await page.getByText(`“${name}” is there and chosen.`).waitFor();
    await dialog.waitFor({ state: "detached" });
  }

  /** Adds a step at the `+` under the last one. */
  async function next(kind: string): Promise<void> {
    await page
      .getByRole("button", { name: /^Add a step after/ })
      .last()
      .click();
    await page.getByRole("dialog", { name: "Add a step" }).getByLabel("Find a step").fill(kind);
    await page.keyboard.press("Enter");
  }
});

/** The desks that messages and documents are written at are worked by keys in a test of their own (test/e2e/writing.test.ts). */
const workedElsewhere = new Set(["message-template", "document-template"]);
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
