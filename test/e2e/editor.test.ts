import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createContact } from "../../domain/contacts/index.ts";
import { applyAll, emptyGraph, type Graph } from "../../engine/graph/index.ts";
import { complaints } from "../support/browser.ts";
import { type Screens, startScreens } from "../support/screens.ts";

/** The flow editor in a real browser over the real API: drawing, undoing, copying, keeping, publishing. Pictures are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/editor");

let screens: Screens;
let page: Page;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  screens = await startScreens();
  await screens.install("unpaid-invoice");
  page = await screens.windowOf("Priya Nair");
});
afterAll(() => screens?.stop());

const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`) });
const wrongWith = (name: string) => complaints(page, join(pictures, `${name}.png`));
const cards = () => page.locator(".react-flow__node");
const panel = () => page.getByRole("complementary", { name: "Step settings" });

/** The draft as the API has it now. */
async function draft(key: string): Promise<{ start: string | null; nodes: { step: { kind: string } }[]; edges: { outlet: string }[] }> {
  const answer = await page.request.get(`${screens.home}/api/flows/${key}`);
  return ((await answer.json()) as { graph: { start: string | null; nodes: { step: { kind: string } }[]; edges: { outlet: string }[] } })
    .graph;
}

it("a flow is drawn, undone, kept and published, by mouse and by keyboard", async () => {
  await page.goto(`${screens.home}/flows`);
  await page.getByRole("link", { name: "New flow" }).click();
  await page.getByRole("button", { name: "From empty" }).click();
  await page.getByLabel("Name").fill("Welcome call");
  await page.getByRole("button", { name: "Make the flow" }).click();
  await page.waitForURL("**/flows/welcome-call");

  // From the palette, one after the other.
  await page.getByRole("button", { name: "Create task" }).click();
  await panel().getByLabel("What is to be done").fill("Call {{ contact.firstName }}");
  await page.getByRole("button", { name: "Wait", exact: true }).click();
  // By keyboard: `/` to the palette, a word, Enter.
  await page.keyboard.press("Escape");
  await page.locator("section[aria-label^=Canvas]").focus();
  await page.keyboard.press("/");
  await page.keyboard.type("add note");
  await page.keyboard.press("Enter");
  await panel().getByLabel("Note").fill("Nobody has called yet.");
  await expect.poll(() => cards().count()).toBe(4);
  await page.getByRole("button", { name: /problem/ }).waitFor();
  await picture("problems");

  // Deleting closes the gap; undoing brings it back.
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Redo" }).click();
  await page.locator("section[aria-label^=Canvas]").focus();
  await page.keyboard.press("Delete");
  await expect.poll(() => cards().count()).toBe(3);
  await page.keyboard.press("Control+z");
  await expect.poll(() => cards().count()).toBe(4);

  // What leads nowhere yet gets its end at its `+`.
  await page.getByText("Outline", { exact: true }).click();
  await page.getByRole("button", { name: "Then: add a step" }).click();
  await page.getByRole("dialog").getByLabel("Find a step").fill("end");
  await page.keyboard.press("Enter");
  await expect.poll(() => cards().count()).toBe(5);
  await expect.poll(() => page.getByRole("button", { name: /problem/ }).count()).toBe(0);

  // The draft saved itself.
  await expect
    .poll(async () => (await draft("welcome-call")).nodes.map(({ step }) => step.kind))
    .toEqual(["createTask", "wait", "addNote", "end"]);
  await expect.poll(async () => (await draft("welcome-call")).edges.length).toBe(3);
  await page.reload();
  await expect.poll(() => cards().count()).toBe(5);

  // Published, it is live.
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("Nobody is in this flow yet.").waitFor();
  await picture("publish");
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await page.getByText("Live: version 1").waitFor();
  await picture("live");
});

it("steps go from flow to flow by copying and pasting, and nonsense is refused in words", async () => {
  const make = (key: string, name: string) => page.request.post(`${screens.home}/api/flows`, { data: { key, name, subject: "matter" } });
  await make("copied-into", "Copied into");
  await page.goto(`${screens.home}/flows/unpaid-invoice`);
  await page.locator("section[aria-label^=Canvas]").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await page.getByText(/steps copied/).waitFor();
  await page.goto(`${screens.home}/flows/copied-into`);
  await page.locator("section[aria-label^=Canvas]").focus();
  await page.keyboard.press("Control+v");
  await page.getByText("12 steps pasted.").waitFor();
  await expect.poll(async () => (await draft("copied-into")).nodes.length).toBe(12);
  expect((await draft("copied-into")).start).not.toBeNull();

  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Dear Ms. Okafor, thank you for your call.");
    window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
  });
  await page.getByText(/These are no steps of a flow/).waitFor();
  await page.getByRole("button", { name: "Undo: paste 12 steps" }).click();
  await expect.poll(async () => (await draft("copied-into")).nodes.length).toBe(0);

  // A step is found by a few letters, and its panel opens.
  await page.getByRole("button", { name: "Redo: paste 12 steps" }).click();
  await page.keyboard.press("Control+f");
  await page.getByRole("combobox", { name: "Find a step of this flow" }).fill("task");
  await page.keyboard.press("Enter");
  await panel().waitFor();
});

it("what publishing would change is drawn on the canvas and told field by field", async () => {
  const at = `${screens.home}/api/flows/unpaid-invoice`;
  expect((await page.request.post(`${at}/publish`, { data: {} })).status()).toBe(200);
  const { graph, draftRevision } = (await (await page.request.get(at)).json()) as { graph: Graph; draftRevision: number };
  const changed = applyAll(graph, [
    { do: "deleteStep", id: "late1", closeGap: true },
    { do: "updateStep", id: "after7", fields: { after: "P9D" } },
    {
      do: "addStep",
      id: "told",
      step: { kind: "addNote", name: "Write it down", text: "Sent" },
      position: { x: 0, y: 0 },
      on: { from: "late7", outlet: "next" },
    },
    { do: "tidy" },
  ]);
  expect((await page.request.put(`${at}/draft`, { data: { revision: draftRevision, graph: changed } })).status()).toBe(200);
  await page.goto(`${screens.home}/flows/unpaid-invoice`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const publish = page.getByRole("complementary", { name: "Publish" });
  await publish.getByText("What changed since version 1").waitFor();
  await expect.poll(() => publish.locator("dl").allInnerTexts()).toEqual([expect.stringMatching(/7 days → 9 days/)]);
  const canvas = page.locator("section[aria-label^=Canvas]");
  for (const mark of ["Removed", "New", "Was 7 days"]) await canvas.getByText(mark, { exact: true }).waitFor();
  expect(await wrongWith("changes")).toEqual([]);
  await canvas.getByText("Before", { exact: true }).click();
  await expect.poll(() => canvas.getByText("Removed", { exact: true }).count()).toBe(0);
  await publish.getByRole("button", { name: "Publish version 2" }).click();
  await page.getByText("Live: version 2").waitFor();
});

it("the first publishing asks whether those who match now begin too, and a condition says how many it holds for", async () => {
  const who = await createContact(screens.scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@okafor.example" });
  await createContact(screens.scope, { firstName: "Luis", lastName: "Peña", tags: ["lead"] });
  const graph = applyAll(emptyGraph("new-leads", "New leads", "contact"), [
    {
      do: "addStep",
      id: "call",
      step: { kind: "createTask", name: "Call them", title: "Call {{ contact.firstName }}" },
      position: { x: 0, y: 76 },
    },
    {
      do: "addStep",
      id: "done",
      step: { kind: "end", outcome: "completed" },
      position: { x: 0, y: 200 },
      on: { from: "call", outlet: "next" },
    },
    {
      do: "setSettings",
      settings: { enrol: { on: [{ event: "contact.created" }], where: { contains: [{ var: "contact.tags" }, "lead"] }, again: "never" } },
    },
  ]);
  const made = await page.request.post(`${screens.home}/api/flows`, {
    data: { key: "new-leads", name: "New leads", subject: "contact", graph },
  });
  expect([made.status(), who.id !== ""]).toEqual([201, true]);
  await page.goto(`${screens.home}/flows/new-leads`);
  await page.locator(".react-flow__node-start").click();
  await page.getByText("1 of 2 people matches now").waitFor();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const publish = page.getByRole("complementary", { name: "Publish" });
  await publish.getByRole("radio", { name: /The one who matches now, too/ }).check();
  expect(await wrongWith("first-publish")).toEqual([]);
  await publish.getByRole("button", { name: "Publish and start 1" }).click();
  await page.getByText("Started for the one who matches.").waitFor();
});

it.each(["light", "dark"] as const)("says nothing to axe when %s, and tells what a person would receive", async (colorScheme) => {
  await screens.install("estate-planning-onboarding");
  await page.emulateMedia({ colorScheme });
  await page.goto(`${screens.home}/flows/estate-planning-onboarding`);
  await page.locator(".react-flow__node-start").click();
  await page.getByRole("complementary", { name: "How the flow starts" }).waitFor();
  expect(await wrongWith(`start-${colorScheme}`)).toEqual([]);
  await page.getByRole("button", { name: "Preview" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await preview.getByRole("button", { name: "Nothing" }).click();
  await preview.getByText("no answer, goes on without").first().waitFor();
  await preview.getByRole("button", { name: "Everything" }).click();
  await preview
    .getByText(/ answers$/)
    .first()
    .waitFor();
  expect(await wrongWith(`preview-${colorScheme}`)).toEqual([]);
});

it("a step of a kind that is not known here stays in the draft, says so, and the rest can be worked on", async () => {
  const at = `${screens.home}/api/flows/from-a-newer`;
  await page.request.post(`${screens.home}/api/flows`, { data: { key: "from-a-newer", name: "From a newer Firmflow", subject: "matter" } });
  const { graph, draftRevision } = (await (await page.request.get(at)).json()) as { graph: Graph; draftRevision: number };
  const drawn = applyAll(graph, [
    { do: "addStep", id: "fax", step: { kind: "addNote", text: "Read the fax." }, position: { x: 0, y: 76 } },
    {
      do: "addStep",
      id: "done",
      step: { kind: "end", outcome: "completed" },
      position: { x: 0, y: 200 },
      on: { from: "fax", outlet: "next" },
    },
  ]);
  const fax = { kind: "sendFax", number: "+15185550142" };
  const odd = { ...drawn, nodes: drawn.nodes.map((one) => (one.id === "fax" ? { ...one, step: fax } : one)) };
  expect((await page.request.put(`${at}/draft`, { data: { revision: draftRevision, graph: odd } })).status()).toBe(200);
  await page.goto(`${screens.home}/flows/from-a-newer`);
  const card = cards().filter({ hasText: "This kind of step is not known here" });
  await card.click();
  await panel().getByText("Put another in its place, or update Firmflow.").waitFor();
  expect(await wrongWith("unknown-kind")).toEqual([]);
  await page.getByRole("button", { name: "Add note" }).click();
  await panel().getByLabel("Note").fill("Call instead.");
  await expect
    .poll(async () => (await draft("from-a-newer")).nodes.map(({ step }) => step.kind).toSorted())
    .toEqual(["addNote", "end", "sendFax"]);
});
