import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, withScope } from "../../domain/base/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { MessageModel } from "../../domain/messages/model.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { JournalModel, RunModel } from "../../domain/runs/index.ts";
import { countDue } from "../../domain/watching/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import { complaints, rested } from "../support/browser.ts";
import { estatePlanning } from "../support/firm.ts";
import { lived } from "../support/lived.ts";
import { type Screens, startScreens } from "../support/screens.ts";

/** A flow is watched: its numbers on the drawing, the people behind them, versions and arms side by side. Pictures are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/watching");
const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);

let screens: Screens;
let page: Page;

const flow: Definition = {
  ...{ format: "firmflow/1", key: "second-letter", name: "Which second letter", subject: "matter", caseTypes: ["estate-planning"] },
  enrol: { on: [], again: "always" },
  goals: [{ id: "met", name: "Meeting held", on: "call.logged", then: "end" }],
  start: "assets",
  steps: {
    assets: { kind: "waitForEvent", name: "Asset form", event: "form.submitted", timeout: "P21D", next: "which", onTimeout: "call" },
    call: { kind: "addNote", name: "Call about the form", text: "Nobody answered.", next: "which" },
    which: {
      ...{ kind: "split", name: "Which letter" },
      arms: [
        { name: "Short letter", weight: 1, next: "short" },
        { name: "Long letter", weight: 1, next: "long" },
      ],
    },
    short: { kind: "addNote", name: "Short letter", text: "Short", next: "pause" },
    long: { kind: "addNote", name: "Long letter", text: "Long", next: "pause" },
    pause: { kind: "wait", for: "P3D", next: "done" },
    done: { kind: "end", outcome: "completed" },
  },
};
const surnames = [
  "Okafor",
  "Peña",
  "Whitman",
  "Adeyemi",
  "Brandt",
  "Castellano",
  "Doyle",
  "Eriksen",
  "Fontaine",
  "Gupta",
  "Hale",
  "Iverson",
];

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  screens = await startScreens();
  await createPipeline(screens.scope, estatePlanning);
  await publishDefinition(screens.scope, { definition: flow });
  for (const [index, surname] of surnames.entries())
    await lived(screens.scope, {
      ...{ flowKey: flow.key, name: ["Ngozi", surname], began: ago(index < 4 ? 40 : 12) },
      behaviour: { delays: { "*": index % 3 === 0 ? null : "P2D" } },
      arms: { which: index % 2 },
      ...(index === 6 ? { stuck: "The address of Ngozi Doyle is missing. Add one, then try again." } : {}),
    });
  while ((await countDue()) > 0);
  page = await screens.windowOf("Priya Nair");
});
afterAll(() => screens?.stop());

const wrongWith = (name: string) => complaints(page, join(pictures, `${name}.png`));
const side = () => page.getByRole("complementary", { name: "Numbers" });

describe("watching a flow", () => {
  it("shows on the drawing who came, waits and went on, and by which ways", async () => {
    await page.goto(`${screens.home}/flows/${flow.key}`);
    await page.getByRole("button", { name: "Watch" }).click();
    await page.getByText("12 began").waitFor();
    const card = page.locator(".react-flow__node").filter({ hasText: "Asset form" });
    await card.getByRole("button", { name: "12 came: show who" }).waitFor();
    await side().getByRole("heading", { name: "How it goes" }).waitFor();
    await side().getByText("Too few people to tell").first().waitFor();
    expect(await wrongWith("flow-1440")).toEqual([]);
  });

  it("is printed with its numbers, and with whose they are", async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    const paper = page.locator("body > div").filter({ has: page.locator("svg[aria-label^='The flow ']") });
    const text = (await paper.last().textContent()) ?? "";
    for (const words of ["Version 1 · all versions, since it began · 12 began", "12 came", "1 needs attention", "100%"])
      expect(text).toContain(words);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await expect.poll(() => page.locator("svg[aria-label^='The flow ']").count()).toBe(0);
  });

  it("is saved as a drawing of the version that is watched, with its numbers and whose they are", async () => {
    await page.getByRole("button", { name: `${flow.name}: rename, versions and more` }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Save as a drawing (SVG)" }).click(),
    ]);
    const place = join(pictures, "with-numbers.svg");
    await download.saveAs(place);
    const svg = await readFile(place, "utf8");
    for (const words of ["Version 1 · all versions, since it began", "12 began", "12 came", "1 needs attention", "100%"])
      expect(svg).toContain(words);
  });

  it("numbers follow what happens, while one looks at them", async () => {
    await lived(screens.scope, { flowKey: flow.key, name: ["Ada", "Novak"], began: ago(1), behaviour: "nothing" });
    while ((await countDue()) > 0);
    await page.getByText("13 began").waitFor();
  });

  it("a number pressed shows its people, and what can be done for those chosen", async () => {
    await page
      .locator(".react-flow__node")
      .filter({ hasText: "Asset form" })
      .getByRole("button", { name: /waiting: show who/ })
      .click();
    await side()
      .getByRole("heading", { name: /Here now/ })
      .waitFor();
    await side().getByRole("row").nth(1).getByRole("checkbox").check();
    await side().getByRole("button", { name: "What to do" }).click();
    await page.getByRole("menuitem", { name: "Put on hold" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Say why first.").waitFor();
    expect(await dialog.getByRole("button", { name: "Put on hold: 1" }).isDisabled()).toBe(true);
    await dialog.getByLabel("Why").fill("The office moves");
    expect(await wrongWith("hold-1440")).toEqual([]);
    await dialog.getByRole("button", { name: "Put on hold: 1" }).click();
    await page
      .getByText(/Putting on hold|On hold/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: /^Undo/ }).waitFor();
    expect(await wrongWith("people-1440")).toEqual([]);
    await page.getByRole("button", { name: "Back to the numbers" }).click();
    await side().getByRole("heading", { name: "Asset form" }).waitFor();
    await side().getByText("Ways on").waitFor();
    expect(await wrongWith("step-1440")).toEqual([]);
  });

  it("is narrowed to a stretch of time and to a version, which stand in the address", async () => {
    await page.getByRole("combobox", { name: "When they began" }).click();
    await page.getByRole("option", { name: "Last 30 days" }).click();
    await page.getByText("9 began").waitFor();
    await page.getByRole("combobox", { name: "Version" }).click();
    await page.getByRole("option", { name: "Version 1, live" }).click();
    await expect.poll(() => page.url()).toContain("version=1");
    await page.reload();
    await page.getByText("9 began").waitFor();
  });

  it("by keyboard: a step is walked to and its numbers are buttons", async () => {
    await page.locator(".react-flow__node").first().waitFor();
    await rested(page);
    await page.locator("section[aria-label^=Canvas]").focus();
    // At a person's pace: where the keys have come to is seen before the next.
    await page.keyboard.press("ArrowDown");
    await page.locator(".react-flow__node-start.selected").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator(".react-flow__node.selected").filter({ hasText: "Asset form" }).waitFor();
    await page.keyboard.press("Enter");
    await side()
      .getByRole("button", { name: /^Came here/ })
      .focus();
    await page.keyboard.press("Enter");
    await side()
      .getByRole("heading", { name: /Came here/ })
      .waitFor();
  });

  it("in the dark, and on a phone, where a flow is watched and not drawn", async () => {
    for (const [name, options] of [
      ["dark-1440", { colorScheme: "dark" }],
      ["light-390", { viewport: { width: 390, height: 844 } }],
      ["dark-390", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }],
    ] as const) {
      const window = await screens.windowOf(`Priya ${name}`, options);
      await window.goto(`${screens.home}/flows/${flow.key}?watch=1`);
      await window.getByText("13 began").waitFor();
      expect(await complaints(window, join(pictures, `flow-${name}.png`)), name).toEqual([]);
      // Nothing of what can be done is pushed out of sight by what is told.
      const [room, preview] = [window.viewportSize(), await window.getByRole("button", { name: "Preview" }).boundingBox()];
      expect((preview?.x ?? 0) + (preview?.width ?? 0), name).toBeLessThanOrEqual(room?.width ?? 0);
      await window.context().close();
    }
  });
});

describe("versions side by side", () => {
  it("of three, the newest two are compared, or any two that are chosen; never one with itself", async () => {
    for (const version of [2, 3]) {
      const name = `Which second letter, try ${version}`;
      await publishDefinition(screens.scope, { definition: { ...flow, name } });
      await lived(screens.scope, { flowKey: flow.key, version, name: ["Ada", `Try${version}`], began: ago(30), behaviour: { delays: {} } });
    }
    while ((await countDue()) > 0);
    await page.goto(`${screens.home}/flows/${flow.key}?watch=1`);
    const compared = side().getByRole("region", { name: "Versions side by side" });
    const [first, second] = [compared.getByLabel("First version"), compared.getByLabel("Second version")];
    const pair = async () => [await first.inputValue(), await second.inputValue()];
    expect(await pair()).toEqual(["3", "2"]);
    await second.selectOption("Version 1");
    expect(await pair()).toEqual(["3", "1"]);
    await compared.getByRole("status").getByText("Too few people to tell: at least 20 of each must have come through.").waitFor();
    await first.selectOption("Version 1");
    expect(await pair()).toEqual(["1", "3"]);
    expect(await wrongWith("versions-1440")).toEqual([]);
  });
});

describe("the page of somebody who is in a flow", () => {
  it("says what comes next, and has everything that can be done with it", async () => {
    const runId = await lived(screens.scope, { flowKey: flow.key, name: ["Chidi", "Okafor"], began: ago(2), behaviour: "nothing" });
    const matterId = await letterOf(runId);
    await page.goto(`${screens.home}/matters/${matterId}`);
    const card = page.locator("section").filter({ has: page.getByRole("heading", { name: /Flows they are in/ }) });
    await card.getByText("When it happens: Which letter").waitFor();
    await card.getByText("If nothing comes by then: Call about the form").waitFor();
    expect(await wrongWith("matter-1440")).toEqual([]);
    await page.getByRole("button", { name: "Add to a flow" }).click();
    await page
      .getByRole("dialog")
      .getByText(/^For Okafor/)
      .waitFor();
    await page.getByRole("button", { name: "Not now" }).click();
    await page.getByRole("button", { name: `More for ${flow.name}` }).click();
    for (const item of ["Put on hold", "Leave out “Asset form”", "Go on elsewhere", "Take out of the flow"])
      await page.getByRole("menuitem", { name: item }).waitFor();
    await page.getByRole("menuitem", { name: "Go on elsewhere" }).click();
    await page.getByRole("dialog", { name: "Go on elsewhere in the flow?" }).waitFor();
    expect(await wrongWith("jump-1440")).toEqual([]);
    await page.keyboard.press("Escape");
  });

  it("opens a message as it was sent", async () => {
    await page.getByRole("button", { name: /Email to Chidi Okafor/ }).click();
    const letter = page.frameLocator("iframe[title='What it says']");
    await letter.getByText("We are glad to have you, Chidi.").waitFor();
    expect(await wrongWith("message-1440")).toEqual([]);
    // Whoever has pressed into the letter leaves by Escape as well.
    await letter.getByText("We are glad to have you, Chidi.").click();
    await page.keyboard.press("Escape");
    await page.locator("iframe[title='What it says']").waitFor({ state: "detached" });
  });

  it("opens it from the line of its own story that tells of it, too", async () => {
    const card = page.locator("section").filter({ has: page.getByRole("heading", { name: /Flows they are in/ }) });
    await card.getByRole("link", { name: flow.name }).click();
    await page.getByRole("button", { name: "Read it: Asset form sent to Chidi Okafor" }).click();
    await page.frameLocator("iframe[title='What it says']").getByText("We are glad to have you, Chidi.").waitFor();
    await page.getByRole("button", { name: "Close", exact: true }).first().click();
    expect(await wrongWith("run-1440")).toEqual([]);
  });
});

/** Gives the run's matter, after a letter was written to its client, of which its journal tells. */
async function letterOf(runId: string): Promise<string> {
  return await withScope(screens.scope, async () => {
    const run = await RunModel.findById(runId).lean();
    const key = newId("message");
    const says = {
      subject: "Welcome",
      html: "<p>We are glad to have you, Chidi.</p>",
      text: "We are glad to have you, Chidi.",
      language: "en" as const,
    };
    const [to, from] = [
      { address: "chidi.okafor@mail.example", name: "Chidi Okafor" },
      { address: "office@hartwellruiz.example", name: "Elena Ruiz" },
    ];
    const contactId = run?.contactId ?? "";
    const [step, visit, now] = ["assets", 1, new Date()] as const;
    await JournalModel.create([
      { _id: newId("journal"), runId, seq: 1_000, at: now, recordedAt: now, what: "sent", step, visit, data: { contactId } },
    ]);
    const about = { contactId, matterId: run?.matterId ?? "", runId, step, visit, part: `send:${contactId}` };
    const sent = {
      key,
      state: "sent" as const,
      channel: "email" as const,
      purpose: "transactional" as const,
      attempts: 1,
      sentAt: new Date(),
    };
    await MessageModel.create([
      { _id: key, ...sent, ...says, ...about, to, from, messageId: `<${key}@hartwellruiz.example>`, values: {}, documentIds: [] },
    ]);
    return run?.matterId ?? "";
  });
}
