import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addField, removeField } from "../../domain/pipelines/index.ts";
import { applyAll, emptyGraph, freshStep, type Graph, type Operation } from "../../engine/graph/index.ts";
import { complaints, goTo } from "../support/browser.ts";
import { type Screens, startScreens } from "../support/screens.ts";

/** Drawing without a mouse, on lines, and with what goes wrong: in a real browser over the real API. Pictures are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/drawing");

let screens: Screens;
let page: Page;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  screens = await startScreens();
  page = await screens.windowOf("Dana Whitfield", { role: "owner" });
});
afterAll(() => screens?.stop());

const wrongWith = (name: string, on = page) => complaints(on, join(pictures, `${name}.png`));
const card = (words: string | RegExp, on = page) => on.locator(".react-flow__node").filter({ hasText: words }).first();
const panel = (on = page) => on.getByRole("complementary", { name: "Step settings" });

async function made(key: string, name: string, ...operations: Operation[]): Promise<void> {
  const graph = applyAll(emptyGraph(key, name), operations);
  const answer = await page.request.post(`${screens.home}/api/flows`, { data: { key, name, subject: "matter", graph } });
  expect(answer.status()).toBe(201);
}
async function draft(key: string): Promise<Graph> {
  return ((await (await page.request.get(`${screens.home}/api/flows/${key}`)).json()) as { graph: Graph }).graph;
}
const lines = ({ edges, start }: Graph) => [`start>${start}`, ...edges.map(({ from, outlet, to }) => `${from}.${outlet}>${to}`)];
const add = (id: string, kind: Parameters<typeof freshStep>[0], y: number, fields: object = {}, on?: string): Operation => ({
  do: "addStep",
  id,
  step: { ...freshStep(kind), ...fields },
  position: { x: 0, y },
  ...(on ? { on: { from: on === "start" ? null : on, outlet: on === "start" ? "start" : "next" } } : {}),
});

/** Tab until what has the focus is called so. */
async function tabTo(name: RegExp, most = 120): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    const called = await page.evaluate(() => {
      const at = document.activeElement;
      const label = at?.id ? document.querySelector(`label[for="${CSS.escape(at.id)}"]`)?.textContent : "";
      return at?.getAttribute("aria-label") || label || at?.textContent || "";
    });
    if (name.test(called.trim())) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Nothing called ${name} is reached with Tab.`);
}

it("from the list of flows to a published flow without a mouse, with problems told aloud", async () => {
  await goTo(page, `${screens.home}/flows`);
  const press = async (name: RegExp) => {
    await tabTo(name);
    await page.keyboard.press("Enter");
  };
  await press(/^New flow$/);
  await page.getByRole("heading", { name: "New flow" }).waitFor();
  await press(/^From empty$/);
  await page.getByRole("dialog", { name: "From empty" }).waitFor();
  await tabTo(/^Name$/);
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/flows/by-keyboard");
  await page.locator("[data-canvas]").waitFor();

  await tabTo(/^Find a step/);
  await page.keyboard.type("create task");
  await page.keyboard.press("Enter");
  await panel().waitFor();
  const spoken = page.getByRole("status", { name: "Problems of the flow" });
  await expect.poll(() => spoken.textContent()).toMatch(/^2 problems\. .*Say what is to be done/);
  await tabTo(/^What is to be done/);
  await page.keyboard.type("Call the client");
  await expect.poll(() => spoken.textContent()).toMatch(/^1 problem\. .*“Then” leads nowhere yet/);

  // The outline lists the steps, and adds what is missing.
  await tabTo(/^Steps$/);
  await page.keyboard.press("ArrowRight");
  await page.getByRole("navigation", { name: "Outline" }).waitFor();
  await press(/^Then: add a step$/);
  await page.getByRole("dialog", { name: "Add a step" }).waitFor();
  await page.keyboard.type("end");
  await page.keyboard.press("Enter");
  await expect.poll(() => spoken.textContent()).toBe("No problems");

  await press(/^Publish$/);
  await page.getByRole("complementary", { name: "Publish" }).waitFor();
  await press(/^Publish version 1$/);
  await page.getByText("Live: version 1").waitFor();
});

it.each(["light", "dark"] as const)("axe has nothing to say to any state of the editor in %s", async (colorScheme) => {
  const key = `states-${colorScheme}`;
  await made(key, "States");
  await page.emulateMedia({ colorScheme });
  await goTo(page, `${screens.home}/flows/${key}`);
  await page.getByText("From a case type").waitFor();
  expect(await wrongWith(`empty-${colorScheme}`)).toEqual([]);
  await page.getByRole("button", { name: "Request form" }).click();
  await panel().waitFor();
  expect(await wrongWith(`panel-${colorScheme}`)).toEqual([]);
  await panel().getByRole("tab", { name: "What they see" }).click();
  await panel().locator("iframe").waitFor();
  expect(await wrongWith(`they-see-${colorScheme}`)).toEqual([]);
  await panel().getByRole("tab", { name: "Settings" }).click();
  await panel().locator("iframe").waitFor({ state: "detached" });
  await page
    .getByRole("button", { name: /problems?$/ })
    .first()
    .click();
  await page.getByRole("region", { name: "Problems" }).waitFor();
  expect(await wrongWith(`problems-${colorScheme}`)).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
});

it("a problem is put right by one press: in the list, in the panel, beside the step", async () => {
  await made("to-mend", "To mend", add("note", "addNote", 80, { text: "Seen" }, "start"), add("loose", "addNote", 400, { text: "Never" }));
  await goTo(page, `${screens.home}/flows/to-mend`);
  await page.getByRole("button", { name: /problems$/ }).click();
  const list = page.getByRole("region", { name: "Problems" });
  await list.getByRole("button", { name: "End here" }).first().waitFor();
  expect(await wrongWith("fixes")).toEqual([]);
  await list.getByRole("button", { name: "Delete this step" }).click();
  await expect.poll(async () => (await draft("to-mend")).nodes.map(({ id }) => id)).toEqual(["note"]);
  await page.getByRole("button", { name: "Close the problems" }).click();
  await card("Note").click();
  await panel().getByRole("button", { name: "End here" }).click();
  await page.getByRole("button", { name: "Undo: end here" }).waitFor();
  await expect.poll(async () => lines(await draft("to-mend"))).toEqual(["start>note", expect.stringMatching(/^note\.next>end-/)]);
  await page.getByRole("button", { name: "Undo: end here" }).click();
  await card("Note").getByRole("button", { name: "End here" }).click();
  await expect.poll(async () => (await draft("to-mend")).nodes.length).toBe(2);
});

it("what is missing is made where it is chosen, without leaving the flow", async () => {
  await made("made-here", "Made here", add("form", "requestForm", 80, {}, "start"));
  await goTo(page, `${screens.home}/flows/made-here`);
  await card("Request form").click();
  await panel().getByRole("button", { name: "New form" }).click();
  const dialog = page.getByRole("dialog", { name: "New form" });
  await dialog.getByLabel("What clients read at the top").fill("Your family");
  await dialog.getByLabel("The first question").fill("Who lives with you?");
  expect(await wrongWith("new-form")).toEqual([]);
  await dialog.getByRole("button", { name: "Make and choose it" }).click();
  await page.getByText("“Your family” is there and chosen.").waitFor();
  await expect.poll(async () => (await draft("made-here")).nodes[0]?.step["form"]).toBe("your-family");
  await expect.poll(() => panel().getByRole("combobox", { name: "Form", exact: true }).inputValue()).toBe("Your family");
  await panel().getByRole("button", { name: "New email" }).click();
  await page.getByRole("dialog", { name: "New email" }).getByLabel("Name, for your staff").fill("Welcome");
  await page.getByRole("button", { name: "Make and choose it" }).click();
  await expect.poll(async () => (await draft("made-here")).nodes[0]?.step["template"]).toBe("welcome");
  await panel().getByRole("tab", { name: "What they see" }).click();
  await panel().getByText("Welcome", { exact: true }).waitFor();
});

it("a kind dropped on a line, a loose step dropped on a line and the `+` of a line go between its steps", async () => {
  await made(
    "on-lines",
    "On lines",
    add("first", "addNote", 80, { text: "First", name: "First" }, "start"),
    add("last", "end", 420, { name: "Last" }, "first"),
    { do: "addStep", id: "loose", step: { kind: "addNote", text: "Between", name: "Loose" }, position: { x: 400, y: 240 } },
  );
  await goTo(page, `${screens.home}/flows/on-lines`);
  const line = (from: string) => page.locator(`.react-flow__edge[data-id="${from} next"]`);
  const middle = async (from: string) => {
    const box = await line(from).locator("path").first().boundingBox();
    if (!box) throw new Error(`There is no line from ${from}.`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  await line("first").waitFor({ state: "attached" });
  const box = await card("Loose").boundingBox();
  const to = await middle("first");
  await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 16);
  await page.mouse.down();
  await page.mouse.move(to.x - 30, to.y - 20, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => lines(await draft("on-lines"))).toEqual(["start>first", "first.next>loose", "loose.next>last"]);

  const plus = (from: string) => line(from).getByRole("button", { name: "Add a step here" });
  await page.getByRole("button", { name: "Create task" }).dragTo(plus("first"), { force: true });
  await expect.poll(async () => lines(await draft("on-lines"))).toContainEqual(expect.stringMatching(/^createTask-.*\.next>loose$/));

  await plus("loose").hover({ force: true });
  await plus("loose").click({ force: true });
  await page.getByRole("dialog", { name: "Add a step" }).getByLabel("Find a step").fill("assign");
  await page.keyboard.press("Enter");
  await expect.poll(async () => lines(await draft("on-lines"))).toContainEqual(expect.stringMatching(/^loose\.next>assignStaff-/));
});

it("a field taken away while its panel is open stays named, and the draft is unharmed", async () => {
  const { id } = await addField(screens.scope, { on: "matter", key: "budget", label: "Budget", type: "number" });
  await made("gone-field", "Gone field", add("set", "updateFields", 80, { set: { "matter.budget": 5 } }, "start"));
  await goTo(page, `${screens.home}/flows/gone-field`);
  await card("Update fields").click();
  await expect.poll(() => panel().getByRole("combobox", { name: "Field" }).inputValue()).toBe("Budget");
  await removeField(screens.scope, { fieldId: id });
  await page.reload();
  await card("Update fields").click();
  await expect.poll(() => panel().getByRole("combobox", { name: "Field" }).inputValue()).toBe("Budget (not there any more)");
  expect((await draft("gone-field")).nodes[0]?.step["set"]).toEqual({ "matter.budget": 5 });
});

it("names of ten thousand letters, from right to left and of emoji are shown within their place", async () => {
  const names = ["x".repeat(10_000), "אישור קבלת המסמכים", "🎉👩‍⚖️".repeat(60), "<img src=x onerror=alert(1)>"];
  const notes = names.map((name, at) =>
    add(`n${at}`, "addNote", 80 + at * 110, { text: name.slice(0, 200), name }, at === 0 ? "start" : `n${at - 1}`),
  );
  await made("long-names", "שם ארוך 🎉", ...notes);
  await goTo(page, `${screens.home}/flows/long-names`);
  await card("אישור").click();
  await panel().waitFor();
  await page.getByText("Outline", { exact: true }).click();
  await page.getByRole("navigation", { name: "Outline" }).waitFor();
  expect(await wrongWith("long-names")).toEqual([]);
  for (const node of await page.locator(".react-flow__node-step").all()) expect((await node.boundingBox())?.width).toBeLessThan(330);
  expect((await draft("long-names")).nodes.map(({ step }) => step.name)).toEqual(names);
});

it("somebody else's version published meanwhile is told, and nothing is published unseen", async () => {
  await made("meanwhile", "Meanwhile", add("note", "addNote", 80, { text: "Seen" }, "start"), add("done", "end", 200, {}, "note"));
  // What a colleague saves is taken in every ten seconds: here it is not heard of in time.
  await page.route("**/looking", (route) => route.abort());
  await goTo(page, `${screens.home}/flows/meanwhile`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("button", { name: "Publish version 1" }).waitFor();
  const at = `${screens.home}/api/flows/meanwhile`;
  const graph = applyAll(await draft("meanwhile"), [{ do: "updateStep", id: "note", fields: { text: "Changed by a colleague" } }]);
  expect((await page.request.put(`${at}/draft`, { data: { revision: 1, graph } })).status()).toBe(200);
  expect((await page.request.post(`${at}/publish`, { data: {} })).status()).toBe(200);
  await page.getByRole("button", { name: /^Publish version/ }).click();
  await page
    .getByRole("alert")
    .getByText(/saved this flow meanwhile/)
    .waitFor();
  const { versions } = (await (await page.request.get(`${at}/versions`)).json()) as { versions: unknown[] };
  expect(versions).toHaveLength(1);
  expect((await draft("meanwhile")).nodes[0]?.step["text"]).toBe("Changed by a colleague");
});

it("the outline is walked by arrows, moves a step in the flow and says where it stands; notes are read there too", async () => {
  await made(
    "by-arrows",
    "By arrows",
    add("first", "addNote", 80, { text: "First", name: "First" }, "start"),
    add("second", "addNote", 180, { text: "Second", name: "Second" }, "first"),
    add("last", "end", 280, {}, "second"),
    { do: "setNotes", notes: [{ id: "note-1", text: "Ask Elena before changing this", position: { x: -320, y: 80 } }] },
  );
  await goTo(page, `${screens.home}/flows/by-arrows`);
  await page.getByText("Outline", { exact: true }).click();
  const outline = page.getByRole("navigation", { name: "Outline" });
  const row = (name: string) => outline.getByRole("button", { name, exact: true });
  await outline.getByRole("button", { name: /^Started by hand/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => row("Second").evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press("Alt+ArrowUp");
  await outline.getByText("“Second” now comes first.").waitFor({ state: "attached" });
  await expect
    .poll(async () => lines(await draft("by-arrows")).toSorted())
    .toEqual(["first.next>last", "second.next>first", "start>second"]);
  await expect.poll(() => row("Second").evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press("Delete");
  await page.getByText("Deleted “Second”").waitFor();
  await expect.poll(async () => lines(await draft("by-arrows")).toSorted()).toEqual(["first.next>last", "start>first"]);
  await outline.getByRole("button", { name: "Ask Elena before changing this" }).click();
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value))
    .toBe("Ask Elena before changing this");
  expect(await wrongWith("outline")).toEqual([]);
});

it("several that are chosen have a bar of their own; what is cut comes back whole, its notes too", async () => {
  await made("cut", "Cut", add("first", "addNote", 80, { text: "First", name: "First" }, "start"), add("last", "end", 180, {}, "first"), {
    do: "setNotes",
    notes: [{ id: "note-1", text: "Ask Elena", position: { x: -320, y: 80 } }],
  });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await goTo(page, `${screens.home}/flows/cut`);
  await card("First").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect.poll(async () => (await draft("cut")).nodes.length).toBe(3);
  await page.getByRole("button", { name: "Undo: paste a step" }).click();
  await page.locator("[data-canvas]").focus();
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("region", { name: "What is chosen" });
  await bar.getByText("2 steps and a note", { exact: true }).waitFor();
  expect(await wrongWith("several")).toEqual([]);
  await page.keyboard.press("Alt+ArrowRight");
  await expect.poll(async () => (await draft("cut")).notes?.[0]?.position.x).toBe(-300);
  await bar.getByRole("button", { name: "Cut" }).click();
  await expect.poll(async () => (await draft("cut")).nodes.length).toBe(0);
  await page.getByRole("button", { name: /^Cut: rename/ }).click();
  await page.getByRole("menuitem", { name: "Paste steps" }).click();
  await page.getByText("2 steps and a note pasted.").waitFor();
  await expect.poll(async () => (await draft("cut")).notes?.map(({ text }) => text)).toEqual(["Ask Elena"]);
});

it("what an event is about is chosen by its name, and a date in a text reads as people say it", async () => {
  const form = {
    format: "firmflow-form/1",
    title: "Your family",
    groups: [{ key: "one", title: "One", fields: [{ kind: "text", key: "a", label: "Who?", required: true }] }],
  };
  await page.request.put(`${screens.home}/api/forms/your-family-2`, { data: { form } });
  await made(
    "by-name",
    "By name",
    add("heard", "waitForEvent", 80, { event: "form.submitted" }, "start"),
    add("text", "sendText", 200, { text: "On ", purpose: "transactional" }, "heard"),
  );
  await goTo(page, `${screens.home}/flows/by-name`);
  await card("Wait for something").click();
  await panel().getByRole("button", { name: "Add a rule" }).click();
  await panel().getByRole("combobox", { name: "Field" }).click();
  await page.getByRole("option", { name: "Form", exact: true }).click();
  await panel().getByRole("combobox", { name: "Value" }).click();
  await page.getByRole("option", { name: "Your family" }).first().click();
  await expect
    .poll(async () => JSON.stringify((await draft("by-name")).nodes[0]?.step["where"]))
    .toMatch(/^{"==":\[{"var":"event.form"},"your-family/);
  await card("Send text").click();
  await panel()
    .getByRole("button", { name: /^Put in a field/ })
    .click();
  await page.getByRole("textbox", { name: "Find a field" }).fill("closing");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await draft("by-name")).nodes[1]?.step["text"]).toBe("On {{ matter.closingDate | when }}");
  expect(await wrongWith("chosen-by-name")).toEqual([]);
});

it("a flow written by hand opens whatever it holds: what no field can show is said in the panel, and the drawing goes on", async () => {
  const graph = {
    ...emptyGraph("by-hand", "By hand"),
    settings: { key: "by-hand", name: "By hand", subject: "matter", enrol: { on: [{ event: 7 }] }, goals: "none", window: [] },
    start: "ask",
    nodes: [
      { id: "ask", step: { kind: "requestForm", form: { a: 1 }, remind: "often", to: 7 }, position: { x: 0, y: 80 } },
      { id: "note", step: { kind: "addNote", text: "Seen" } },
    ],
    edges: [{ from: "ask", outlet: "next", to: "note" }],
  };
  const made = await page.request.post(`${screens.home}/api/flows`, {
    data: { key: "by-hand", name: "By hand", subject: "matter", graph },
  });
  expect(made.status()).toBe(201);
  await goTo(page, `${screens.home}/flows`);
  await page.getByText("By hand", { exact: true }).first().waitFor();
  await goTo(page, `${screens.home}/flows/by-hand`);
  await card("Request form").click();
  await panel().getByRole("alert").getByText("These settings cannot be shown here").waitFor();
  await card("Add note").click();
  await panel().getByLabel("Note").fill("Still at work");
  await expect
    .poll(async () => (await draft("by-hand")).nodes.map(({ step }) => step["text"] ?? step["remind"]))
    .toEqual(["often", "Still at work"]);
});

it("what is worth a second look is said before publishing, and publishing it is deliberate", async () => {
  await made(
    "second-look",
    "Second look",
    add("text", "sendText", 80, { text: "Your hearing is tomorrow.", purpose: "transactional" }, "start"),
    add("done", "end", 200, {}, "text"),
    { do: "setSettings", settings: { exits: [{ id: "x1", on: "contact.unsubscribed" }] } },
  );
  await goTo(page, `${screens.home}/flows/second-look`);
  await page.getByRole("button", { name: "1 warning" }).click();
  await page
    .getByRole("region", { name: "Problems" })
    .getByText(/lets people leave when they opt out/)
    .waitFor();
  expect(await wrongWith("warning")).toEqual([]);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const publish = page.getByRole("button", { name: "Publish version 1" });
  await publish.waitFor();
  expect(await publish.isDisabled()).toBe(true);
  await page.getByRole("checkbox", { name: "I have read this" }).check();
  await publish.click();
  await page.getByText("Live: version 1").waitFor();
});
