import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { approvedFor } from "../../domain/approvals/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { createMatter } from "../../domain/matters/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { askedApproval } from "../support/approvals.ts";
import { complaints, goTo } from "../support/browser.ts";
import { estatePlanning } from "../support/firm.ts";
import { type Screens, startScreens } from "../support/screens.ts";

/** What somebody must see before it leaves, decided on a phone: approved, edited or rejected. Pictures are kept. */
const pictures = resolve(import.meta.dirname, "../../test-output/approving");
const viewport = { width: 390, height: 844 };

let screens: Screens;
let phone: Page;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  screens = await startScreens();
  await createPipeline(screens.scope, estatePlanning);
  phone = await screens.windowOf("Dana Whitfield", { role: "owner", viewport });
});
afterAll(() => screens?.stop());

const press = (name: string) => phone.getByRole("button", { name, exact: true }).click();
const wrongWith = (name: string) => complaints(phone, join(pictures, `${name}.png`));

/** A letter to Rosa that waits for approval, open on the phone; what is pinned of it tells `pinned`. */
async function asked() {
  const { scope } = screens;
  const { id: contactId } = await createContact(scope, { firstName: "Rosa", lastName: "Delgado", email: "rosa@mail.example" });
  const { id } = await createMatter(scope, { caseType: "estate-planning", mainContactId: contactId });
  const { runId, approvalId } = await askedApproval({ scope }, { id, contactId });
  await goTo(phone, `${screens.home}/approvals/${approvalId}`);
  return { pinned: async () => (await approvedFor(scope, { runId, step: "hello" }))?.messages[0] };
}

it("the message is there as it leaves, and one press under the thumb approves it", async () => {
  const { pinned } = await asked();
  const message = phone.frameLocator('iframe[title="The message to Rosa Delgado"]');
  await message.getByText("We are glad to have you, Rosa.").waitFor();
  expect(await wrongWith("asked")).toEqual([]);
  const place = await phone.getByRole("button", { name: "Approve", exact: true }).boundingBox();
  expect((place?.y ?? viewport.height) + (place?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
  await press("Approve");
  await phone.getByText(/^Dana Whitfield approved this/).waitFor();
  expect(await pinned()).toMatchObject({ subject: "Welcome, Rosa" });
});

it("it is edited where it stands, and leaves as edited", async () => {
  const { pinned } = await asked();
  await press("Edit the message to Rosa Delgado");
  await phone.getByLabel("Subject").fill("Come on Monday, Rosa");
  expect(await wrongWith("editing")).toEqual([]);
  await press("Approve as edited");
  await phone.getByText(/^Dana Whitfield approved this, with changes/).waitFor();
  expect(await pinned()).toMatchObject({ subject: "Come on Monday, Rosa", edited: true });
});

it("it is rejected with a word on why, and nothing of it leaves", async () => {
  const { pinned } = await asked();
  await press("Reject");
  const why = phone.getByRole("dialog", { name: "Reject this?" });
  await why.getByLabel("Why (optional)").fill("The fee is not the one we agreed on");
  await why.getByRole("button", { name: "Reject" }).click();
  await phone.getByText("The fee is not the one we agreed on").waitFor();
  expect(await wrongWith("rejected")).toEqual([]);
  expect(await pinned()).toBeUndefined();
});
