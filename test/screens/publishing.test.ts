import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { advanceRun } from "../../activities/advance.ts";
import { clock, withScope } from "../../domain/base/index.ts";
import { listBulks } from "../../domain/bulk/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { FlowModel, noteMissedStart, publishDefinition, publishDue, readFlow, readVersion, saveDraft } from "../../domain/flows/index.ts";
import { createMatter } from "../../domain/matters/index.ts";
import { saveMessageTemplate } from "../../domain/messages/index.ts";
import { beginPlannedMoves, listMoves } from "../../domain/moves/index.ts";
import { closeOccasion, planOccasion } from "../../domain/occasions/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { enrolOnce } from "../../domain/runs/index.ts";
import { readToday } from "../../domain/today/index.ts";
import { countDue } from "../../domain/watching/index.ts";
import { applyAll, decompile } from "../../engine/graph/index.ts";
import { complaints } from "../support/browser.ts";
import { estatePlanning } from "../support/firm.ts";
import { aFlow, done, letter, welcomeMail } from "../support/flows.ts";
import { type Screens, startScreens } from "../support/screens.ts";

/** Publishing with people in the flow, in a real browser: what would happen to each, at a time, and back to an older version. Pictures are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/publishing");
const day = 86_400_000;

let screens: Screens;
let page: Page;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  screens = await startScreens();
  await createPipeline(screens.scope, estatePlanning);
  await saveMessageTemplate(screens.scope, { key: "welcome", content: welcomeMail });
  page = await screens.windowOf("Priya Nair");
});
afterEach(() => clock.reset());
afterAll(() => screens?.stop());

const pause = (name: string, length: string, next: string) => ({ kind: "wait" as const, name, for: length, next });
const worth = (value: number, next: string) => ({ when: { "==": [{ var: "matter.value" }, value] }, next });

/** Where somebody goes is told by what their matter is worth. */
const before = (key: string) =>
  aFlow(
    {
      which: { kind: "branch", cases: [worth(1, "papers"), worth(2, "think")], otherwise: "both" },
      papers: pause("Papers for the file", "P30D", "meet"),
      think: pause("Time to think", "P10D", "meet"),
      both: { kind: "parallel", name: "Side by side", branches: ["one", "two"], join: "together" },
      one: pause("One thing", "P9D", "together"),
      two: pause("Another thing", "P9D", "together"),
      together: { kind: "join", need: "all", next: "meet" },
      meet: { ...letter("last"), name: "Design meeting" },
      last: pause("Before the end", "P5D", "done"),
      done,
    },
    { key },
  );

/** A published flow with people in it, and a draft that would change it: a step gone, a wait shortened, a branch more. */
async function aChangedFlow(key: string) {
  const { scope } = screens;
  await publishDefinition(scope, { definition: before(key) });
  const people: [string, number, number][] = [
    ["Ngozi Okafor", 1, 0],
    ["Samuel Okafor", 1, 3],
    ["Luis Peña", 2, 0],
    ["Ana Peña", 2, 5],
    ["Walter Brandt", 3, 0],
  ];
  for (const [name, value, daysAgo] of people) {
    const [firstName = "", lastName = ""] = name.split(" ");
    const { id: mainContactId } = await createContact(scope, { firstName, lastName, email: `${firstName}@mail.example`.toLowerCase() });
    const { id: matterId } = await createMatter(scope, { caseType: "estate-planning", value, mainContactId });
    const { runId = "" } = await enrolOnce(scope, { flowKey: key, subject: { kind: "matter", matterId } });
    const start = { id: "start", input: { type: "start" as const } };
    const now = Date.now() - daysAgo * day;
    clock.set(() => new Date(now));
    await advanceRun({ firmId: scope.firmId, runId, flowKey: key, tick: 0, state: null, queued: start, now });
    clock.reset();
  }
  // No worker runs here: how many there are is counted as its sweep would.
  while ((await countDue()) > 0);
  const { graph, draftRevision } = await readFlow(scope, { key });
  const changed = applyAll(graph, [
    { do: "deleteStep", id: "papers", closeGap: true },
    { do: "updateStep", id: "think", fields: { for: "P4D" } },
    {
      do: "addStep",
      id: "noted",
      step: { kind: "addNote", name: "Write it down", text: "Thought about." },
      position: { x: 0, y: 0 },
      on: { from: "two", outlet: "next" },
    },
    { do: "tidy" },
  ]);
  await saveDraft(scope, { key, revision: draftRevision, graph: changed });
}

const panel = () => page.getByRole("complementary", { name: "Publish" });
async function openPublish(key: string) {
  await page.goto(`${screens.home}/flows/${key}`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await panel().getByText("Publish version 2").first().waitFor();
}
const wrongWith = (name: string) => complaints(page, join(pictures, `${name}.png`));

it("rule 13: publishing tells how many wait at which step and what would happen to each; a place can be chosen, and what can't be done is told in words", async () => {
  await aChangedFlow("moving");
  await openPublish("moving");
  await panel().getByText("Publishing changes nothing for the 5 people already in this flow.").waitFor();
  await panel()
    .getByRole("radio", { name: /Move them to version 2/ })
    .check();
  await panel().getByText("2 people wait at a step you removed").waitFor();
  await panel().getByText("Suggested: it is the next step.").waitFor();
  await panel().getByText("2 people get “Design meeting” at once").waitFor();
  await panel().getByText("Time to think: 1 person has waited long enough and goes on at once").waitFor();
  await panel()
    .getByText(/^Time to think: 1 person goes on waiting until /)
    .waitFor();
  await panel()
    .getByText(/1 person can’t be moved: it is inside “Side by side”, whose steps are arranged differently in version 2/)
    .first()
    .waitFor();

  await panel().getByRole("button", { name: "See them" }).click();
  const who = panel().getByRole("list", { name: "Who is here" });
  await expect
    .poll(() => who.getByRole("link").allInnerTexts())
    .toEqual([expect.stringMatching(/Okafor/), expect.stringMatching(/Okafor/)]);
  expect(await wrongWith("moving")).toEqual([]);

  await panel().getByText("4 carry on, 1 can’t be moved").waitFor();
  const place = () => panel().locator('input[aria-label^="Where those at “Papers for the file” go"]');
  // Another place than the one suggested: nothing is sent there.
  await place().click();
  await page.getByRole("option", { name: "Before the end" }).click();
  await panel()
    .getByText(/^2 people go on waiting, between .+ and .+/)
    .waitFor();
  await expect.poll(() => panel().getByText("2 people get “Design meeting” at once").count()).toBe(0);

  // Into the parallel nobody can go from outside: said before anything is done.
  await place().click();
  await page.getByRole("option", { name: "One thing" }).click();
  await panel()
    .getByText(/2 people can’t be moved: “One thing” is inside “Side by side” in version 2/)
    .waitFor();
  await place().click();
  await page.getByRole("option", { name: "Before the end" }).click();
  expect(await wrongWith("another-place")).toEqual([]);
  await panel().getByRole("button", { name: "Publish and move 4" }).click();
  await panel().getByText("Moving people to version 2").waitFor();
  expect(await listMoves(screens.scope, { key: "moving" })).toMatchObject([{ total: 5, to: 2, mapping: { papers: "last" } }]);
});

it("a flow is published at a time: the panel says when and in whose name, and it can be taken back until then", async () => {
  await aChangedFlow("later");
  await openPublish("later");
  await panel().getByText("At a time", { exact: true }).click();
  const at = panel().getByLabel(/Day and time \(E[SD]T, the firm’s time\)/);
  await at.fill("2020-01-06T07:00");
  await panel().getByRole("button", { name: "Publish then" }).click();
  await panel().getByText("This time has already passed. Choose a later one, or publish now.").waitFor();
  const tomorrow = new Date(Date.now() + 3 * day);
  await at.fill(`${tomorrow.toISOString().slice(0, 10)}T07:00`);
  await expect.poll(() => panel().getByText("This time has already passed.").count()).toBe(0);
  expect(await wrongWith("at-a-time")).toEqual([]);
  await panel().getByRole("button", { name: "Publish then" }).click();
  await panel()
    .getByText(/It will be published .+, 07:00 E[SD]T, in the name of Priya Nair\./)
    .waitFor();
  await page.getByText(/^To be published .+, 07:00 E[SD]T$/).waitFor();
  expect(await wrongWith("scheduled")).toEqual([]);
  await panel().getByRole("button", { name: "Cancel this" }).click();
  await page.getByText("Taken back: nothing is published then.").waitFor();
  await expect.poll(async () => (await readFlow(screens.scope, { key: "later" })).scheduled).toBeUndefined();

  // Asked for again, with those in the flow; its time comes while somebody looks: the page says so by itself, and they are moved.
  await openPublish("later");
  await panel().getByText("At a time", { exact: true }).click();
  await panel()
    .getByRole("radio", { name: /Move them to version 2/ })
    .check();
  await panel()
    .getByText(/^This is how it would be today\./)
    .waitFor();
  expect(await wrongWith("at-a-time-with-people")).toEqual([]);
  await panel().getByRole("button", { name: "Publish and move them then" }).click();
  await panel()
    .getByText(/Whoever is in an older version then is moved to it\./)
    .waitFor();
  expect(await wrongWith("scheduled-with-people")).toEqual([]);
  await panel().getByRole("button", { name: "Close", exact: true }).last().click();
  clock.set(() => new Date(Date.now() + 2 * day));
  const onError = (error: unknown) => expect(error).toBeUndefined();
  await publishDue(onError);
  await page.getByText("Live: version 2").waitFor();
  await beginPlannedMoves(onError);
  expect(await listMoves(screens.scope, { key: "later" })).toMatchObject([{ how: "move", total: 5, to: 2, mapping: { papers: "meet" } }]);
});

it("what is to be published later is told on a phone too, and can be taken back there", async () => {
  await aChangedFlow("phone");
  await page.request.post(`${screens.home}/api/flows/phone/publish`, { data: { at: new Date(Date.now() + 2 * day).toISOString() } });
  const phone = await screens.windowOf("Priya Nair", { viewport: { width: 390, height: 844 } });
  await phone.goto(`${screens.home}/flows/phone`);
  await phone.getByText(/^To be published .+, \d\d:\d\d E[SD]T$/).waitFor();
  await phone.getByRole("button", { name: /rename, versions and more/ }).click();
  await phone.getByRole("menuitem", { name: "Versions" }).click();
  await phone.getByText(/It will be published .+, in the name of Priya Nair\./).waitFor();
  expect(await complaints(phone, join(pictures, "scheduled-phone.png"))).toEqual([]);
  await phone.getByRole("button", { name: "Cancel this" }).click();
  await phone.getByText("Taken back: nothing is published then.").waitFor();
  await phone.context().close();
});

it("an older version is published again as the next one, and nothing of those in between is lost", async () => {
  await aChangedFlow("back");
  await openPublish("back");
  await panel().getByRole("button", { name: "Publish version 2" }).click();
  await page.getByText("Live: version 2").waitFor();
  await page.getByRole("button", { name: /rename, versions and more/ }).click();
  await page.getByRole("menuitem", { name: "Versions" }).click();
  const versions = page.getByRole("complementary", { name: "Versions" });
  await versions.getByRole("button", { name: /^Version 1/ }).click();
  await versions.getByRole("button", { name: "Make this the draft" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await panel().getByRole("button", { name: "Publish version 3" }).click();
  await page.getByText("Live: version 3").waitFor();
  const version = (number: number) => readVersion(screens.scope, { key: "back", number });
  const [one, two, three] = await Promise.all([version(1), version(2), version(3)]);
  expect([three.hash === one.hash, three.hash === two.hash]).toEqual([true, false]);
});

it("the first publishing of a flow about dates asks about those that are planned already; later it is started from a date in the calendar", async () => {
  const { scope } = screens;
  const { id: mainContactId } = await createContact(scope, { firstName: "Luis", lastName: "Peña", email: "luis@mail.example" });
  const { id: matterId } = await createMatter(scope, { caseType: "estate-planning", mainContactId });
  const at = new Date(Date.now() + 9 * day);
  const hearing = { kind: "hearing" as const, title: "Hearing, Luis Peña", at: at.toISOString(), matterId };
  await planOccasion(scope, hearing);
  const { id: off } = await planOccasion(scope, { ...hearing, title: "Another hearing" });
  await closeOccasion(scope, { occasionId: off, state: "cancelled" });
  const note = { kind: "addNote" as const, name: "Tell them", text: "A hearing is set.", next: "done" };
  const where = { "==": [{ var: "event.kind" }, "hearing"] };
  const on = [{ event: "occasion.planned", where }];
  const definition = { ...aFlow({ note, done }, { key: "hearings", subject: "occasion", again: "never", on }), name: "Hearings" };
  const made = await page.request.post(`${screens.home}/api/flows`, {
    data: { key: "hearings", name: "Hearings", subject: "occasion", graph: decompile(definition) },
  });
  expect(made.status()).toBe(201);
  await page.goto(`${screens.home}/flows/hearings`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await panel().getByText("1 of 2 dates matches now").waitFor();
  await panel()
    .getByRole("radio", { name: /The one that matches now, too/ })
    .check();
  await panel().getByRole("button", { name: "Publish and start 1" }).click();
  await page.getByText("Started for the one that matches.").waitFor();
  expect(await listBulks(scope, {})).toMatchObject([{ does: "start", flowKey: "hearings", total: 1 }]);

  await page.goto(`${screens.home}/calendar?view=month&day=${at.toISOString().slice(0, 10)}`);
  await page.getByRole("button", { name: "Open: Luis Peña, Hearing, Luis Peña" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add to a flow" }).click();
  const dialog = page.getByRole("dialog", { name: "Add to a flow" });
  await dialog.getByText(/^For Hearing, Luis Peña, /).waitFor();
  await dialog.getByLabel("Flow").click();
  await page.getByRole("option", { name: "Hearings" }).click();
  await dialog.getByText("Starts for 1 of 1.").waitFor();
  expect(await wrongWith("add-a-date")).toEqual([]);
  await dialog.getByRole("button", { name: "Not now" }).click();
});

it("rule 7: a start, or a moving of people, that came too late stands on Today, at a desk and on a phone, with what can be done, until somebody has read it", async () => {
  await aChangedFlow("too-late");
  const due = new Date(Date.now() - 6 * day);
  await withScope(screens.scope, async () => {
    await noteMissedStart("too-late", { due, everybody: true });
    await FlowModel.updateOne({ key: "too-late" }, { $set: { notMoved: { due, why: "Firmflow could not do it until it was too late." } } });
  });
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(screens.home);
    await page.getByText(/the people in older versions stayed there\. They were to be taken along on /).waitFor();
    await page.getByText(/It was due for everybody on .+ Start it for a list if it is still wanted/).scrollIntoViewIfNeeded();
    expect(await wrongWith(`too-late-${width}`)).toEqual([]);
  }
  await page.getByRole("button", { name: /^I have seen it: .+, not moved$/ }).click();
  await expect.poll(() => page.getByText(/They were to be taken along/).count()).toBe(0);
  await page.getByRole("button", { name: /^I have seen it: .+, not started$/ }).click();
  await expect.poll(() => page.getByText(/It was due for everybody/).count()).toBe(0);
  expect((await readToday(screens.scope, {})).attention.flows).toEqual([]);
});
