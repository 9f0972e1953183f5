import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { createFlow, type FlowCheckBody, keepCheck, listChecks, removeCheck } from "./index.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const check: FlowCheckBody = {
  name: "A couple",
  starts: "2026-11-25T15:00:00Z",
  facts: { contact: { id: "sample-1", consent: { email: true } }, matter: { stage: "hired" } },
  answers: { assets: 2, book: null },
  booked: { book: "cancels" },
  moves: [{ path: "matter.closingDate", on: "2026-12-01T14:00:00Z", to: "2027-01-20" }],
  agenda: [{ at: "2026-11-25T15:00:00Z", step: "welcome", sort: "sent", what: "Welcome", who: "mail", carried: "ep-welcome" }],
};

async function drafted() {
  const { scope } = await aFirm();
  await createFlow(scope, { key: "welcome", name: "Welcome", subject: "matter" });
  return scope;
}

describe("a preview kept as a check", () => {
  it("is there for everybody of the firm, as it was, with who kept it", async () => {
    const scope = await drafted();
    await keepCheck(scope, { key: "welcome", check });
    const [kept] = await listChecks(
      { ...scope, actor: { kind: "staff", id: "stf_2", name: "Priya Nair", role: "viewer" } },
      { key: "welcome" },
    );
    expect(kept).toMatchObject({ ...check, savedBy: { name: "Dana Whitfield" } });
  });

  it("takes the place of one of the same name, and can be removed", async () => {
    const scope = await drafted();
    const { id } = await keepCheck(scope, { key: "welcome", check });
    expect(await keepCheck(scope, { key: "welcome", check: { ...check, answers: {} } })).toEqual({ id, replaced: true });
    expect((await listChecks(scope, { key: "welcome" })).map((one) => one.answers)).toEqual([{}]);
    await removeCheck(scope, { key: "welcome", id });
    expect(await listChecks(scope, { key: "welcome" })).toEqual([]);
    await expect(removeCheck(scope, { key: "welcome", id })).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    ["no moment to start at", { starts: "tomorrow" }, /The start is not a date and time/],
    [
      "a date that changes at no moment",
      { moves: [{ path: "occasion.at", on: "soon", to: null }] },
      /The day of a change is not a date and time/,
    ],
    ["a name of two lines", { name: "Two\nlines" }, /one line of text/],
    [
      "an agenda beyond all measure",
      { agenda: Array.from({ length: 1500 }, () => ({ ...check.agenda[0], more: "x".repeat(600) })) },
      /too long/,
    ],
  ])("is refused in words with %s", async (_what, wrong, words) => {
    const scope = await drafted();
    await expect(keepCheck(scope, { key: "welcome", check: { ...check, ...wrong } as FlowCheckBody })).rejects.toMatchObject({
      status: 422,
      errors: [{ message: expect.stringMatching(words) }],
    });
  });
});
