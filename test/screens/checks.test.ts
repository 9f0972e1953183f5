import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { applyAll, type Graph } from "../../engine/graph/index.ts";
import { complaints, goTo } from "../support/browser.ts";
import { type Screens, startScreens } from "../support/screens.ts";

/** Trying a flow before anybody is in it: agenda, calendar, what the client does, and previews kept as checks. Pictures are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/preview");
const key = "estate-planning-onboarding";

let screens: Screens;
let page: Page;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  screens = await startScreens();
  await screens.install(key);
  page = await screens.windowOf("Priya Nair");
});
afterAll(() => screens?.stop());

const preview = () => page.getByRole("region", { name: "Preview" });
const wrongWith = (name: string) => complaints(page, join(pictures, `${name}.png`));

async function change(edit: (graph: Graph) => Graph): Promise<void> {
  const at = `${screens.home}/api/flows/${key}`;
  const { graph, draftRevision } = (await (await page.request.get(at)).json()) as { graph: Graph; draftRevision: number };
  expect((await page.request.put(`${at}/draft`, { data: { revision: draftRevision, graph: edit(graph) } })).status()).toBe(200);
}

it("a preview follows what the client does, as agenda and as calendar", async () => {
  await goTo(page, `${screens.home}/flows/${key}?preview=1`);
  await preview().getByText("The flow ends").waitFor();
  expect(await wrongWith("agenda")).toEqual([]);
  // Of a couple one answers, the other never does.
  const form = preview().getByRole("slider", { name: /Chidi · .*asset and family form/i });
  await form.fill("31");
  await preview().getByText("never answers").waitFor();
  await preview().getByText("Ngozi answers").first().waitFor();
  await preview().getByText("no answer, goes on without").first().waitFor();
  const booking = preview().getByRole("group", { name: /After booking: Design meeting/ });
  await booking.getByRole("button", { name: "does not come" }).click();
  await preview().getByText("Hold the meeting after all").first().waitFor();
  await preview().getByText("Calendar", { exact: true }).click();
  await preview().getByRole("table").first().waitFor();
  expect(await wrongWith("calendar")).toEqual([]);
  await preview()
    .getByRole("button", { name: /Conflict check/ })
    .first()
    .click();
  await preview().getByText("Agenda", { exact: true }).click();
});

it("a preview kept as a check is played again when publishing: what differs is told, and publishing it is deliberate", async () => {
  await preview().getByRole("button", { name: "Keep as a check" }).click();
  await page.getByLabel("Name of the check").fill("A couple who never answers");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByText("Kept as “A couple who never answers”.").waitFor();

  const publish = page.getByRole("complementary", { name: "Publish" });
  const openPublish = async () => {
    await goTo(page, `${screens.home}/flows/${key}`);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
  };
  await openPublish();
  await publish.getByText("1 of 1 check passes").waitFor();
  await expect.poll(() => publish.getByRole("button", { name: "Publish version 1" }).isEnabled()).toBe(true);

  await change((graph) => applyAll(graph, [{ do: "updateStep", id: "assets", fields: { remind: ["P5D"] } }]));
  await openPublish();
  const check = publish.getByRole("article", { name: "Check “A couple who never answers”" });
  await check.getByText(/would come out differently in \d+ lines/).waitFor();
  expect(await check.getByRole("listitem").first().textContent()).toMatch(/Reminder/);
  expect(await wrongWith("differing")).toEqual([]);
  await expect.poll(() => publish.getByRole("button", { name: "Publish version 1" }).isDisabled()).toBe(true);
  await publish.getByText(/publish all the same/).click();
  await expect.poll(() => publish.getByRole("button", { name: "Publish version 1" }).isEnabled()).toBe(true);

  await check.getByRole("button", { name: "Keep it as it would be now" }).click();
  await publish.getByText("1 of 1 check passes").waitFor();
  await publish.getByRole("button", { name: "Publish version 1" }).click();
  await page.getByText("Live: version 1").waitFor();
});

it("a colleague finds the check, and shows it in the preview as it was kept", async () => {
  const colleague = await screens.windowOf("Dana Whitfield", { colorScheme: "dark", viewport: { width: 1440, height: 900 } });
  await goTo(colleague, `${screens.home}/flows/${key}?preview=1`);
  await colleague.getByRole("button", { name: "Keep as a check" }).click();
  await colleague.getByRole("button", { name: "Show: A couple who never answers" }).click();
  const shown = colleague.getByRole("region", { name: "Preview" });
  await shown.getByText("A couple who never answers").waitFor();
  await shown.getByText("never answers", { exact: true }).waitFor();
  expect(await complaints(colleague, join(pictures, "check-dark.png"))).toEqual([]);
  await colleague.context().close();
});

it("a date that moves on the way is planned anew from the day on which it is changed; called off, it says so", async () => {
  await screens.install("estate-planning-signing");
  await goTo(page, `${screens.home}/flows/estate-planning-signing?preview=1`);
  await preview()
    .getByRole("button", { name: /changes on the way$/ })
    .click();
  await preview()
    .getByText(/planned anew, for/)
    .first()
    .waitFor();
  expect(await wrongWith("dates")).toEqual([]);
  await preview()
    .getByLabel(/what becomes of it$/)
    .selectOption("off");
  await preview().getByText("is called off", { exact: true }).waitFor();
});

it.each(["light", "dark"] as const)("the preview can be read on a phone in %s", async (colorScheme) => {
  const phone = await screens.windowOf("Priya Nair", { viewport: { width: 390, height: 844 }, colorScheme });
  await goTo(phone, `${screens.home}/flows/${key}?preview=1`);
  await phone.getByText("The flow ends").waitFor();
  expect(await complaints(phone, join(pictures, `phone-${colorScheme}.png`))).toEqual([]);
  await phone.context().close();
});
