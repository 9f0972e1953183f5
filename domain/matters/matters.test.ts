import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { clock, newId, withScope } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { addField } from "../pipelines/index.ts";
import { RunModel, type RunRecord } from "../runs/model.ts";
import { addStaff } from "../staff/index.ts";
import {
  assignAmong,
  assignMatter,
  changeMatter,
  createMatter,
  deleteMatter,
  MatterModel,
  matterById,
  moveStage,
  readBoard,
  readStageCards,
  readStuckCards,
  restoreMatter,
} from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());
afterEach(() => clock.reset());

type Firm = Awaited<ReturnType<typeof aFirm>>;
const read = (firm: Firm, id: string) => withScope(firm.scope, () => matterById(id));
const told = async (firm: Firm, since: number) => (await firm.events()).slice(since).map((one) => [one.type, one.data]);

describe("a matter", () => {
  it("is numbered by prefix, year in the firm's zone, and count", async () => {
    const firm = await aFirm();
    clock.set(() => new Date("2027-01-01T03:00:00Z"));
    const one = await firm.matter();
    clock.set(() => new Date("2027-01-01T06:00:00Z"));
    const two = await firm.matter();
    expect([one.number, two.number]).toEqual(["EP-2026-0001", "EP-2027-0001"]);
  });

  it("gets numbers without doubles when ten are made at once", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact();
    const made = await Promise.all(
      Array.from({ length: 10 }, () => createMatter(firm.scope, { caseType: "estate-planning", mainContactId: id })),
    );
    expect(new Set(made.map((one) => one.number)).size).toBe(10);
  });

  it("begins at the first open stage with its main contact as client, and is told of with case type and source", async () => {
    const firm = await aFirm();
    const { id, contactId } = await firm.matter({ source: "Referral" });
    expect(await read(firm, id)).toMatchObject({
      stage: "lead",
      state: "open",
      title: "Okafor: estate planning",
      people: [{ contactId, role: "client" }],
    });
    expect(await firm.events("matter.created")).toMatchObject([
      { matterId: id, contactId, stream: `matter:${id}`, data: { caseType: "estate-planning", source: "Referral" } },
    ]);
  });

  it.each([
    ["an unknown case type", { caseType: "divorce" }, "/caseType"],
    ["an unknown stage", { stage: "nowhere" }, "/stage"],
    ["an unknown contact", { mainContactId: "con_nobody" }, "/mainContactId"],
    ["an unknown member of staff", { assignee: "stf_nobody" }, "/assignee"],
  ])("with %s is refused, and the field is named", async (_what, values, path) => {
    const firm = await aFirm();
    await expect(firm.matter(values)).rejects.toMatchObject({ status: 422, errors: [{ path }] });
  });
});

describe("changing a matter", () => {
  it("tells the paths that changed", async () => {
    const firm = await aFirm();
    await addField(firm.scope, { on: "matter", key: "closingDate", label: "Closing date", type: "date" });
    const { id } = await firm.matter();
    const since = (await firm.events()).length;
    await changeMatter(firm.scope, { matterId: id, change: { value: 3200, fields: { closingDate: "2027-03-01" } } });
    expect(await told(firm, since)).toEqual([["matter.changed", { paths: ["matter.closingDate", "matter.value"] }]]);
  });

  it("refuses a date before 1900 by the field's own name", async () => {
    const firm = await aFirm();
    await addField(firm.scope, { on: "matter", key: "closingDate", label: "Closing date", type: "date" });
    const { id } = await firm.matter();
    await expect(changeMatter(firm.scope, { matterId: id, change: { fields: { closingDate: "0026-03-01" } } })).rejects.toMatchObject({
      errors: [{ path: "/fields/closingDate", message: "Closing date is before 1900. Check the year." }],
    });
  });

  it("adds people in roles, and each of them knows the matter", async () => {
    const firm = await aFirm();
    const { id, contactId } = await firm.matter();
    const { id: spouse } = await firm.contact({ firstName: "Chidi" });
    const both = [
      { contactId, role: "client" },
      { contactId: spouse, role: "spouse" },
    ];
    await changeMatter(firm.scope, { matterId: id, change: { people: both } });
    const known = () => withScope(firm.scope, async () => (await ContactModel.findById(spouse).lean())?.matterIds);
    expect(await known()).toEqual([id]);
    await changeMatter(firm.scope, { matterId: id, change: { people: both.slice(0, 1) } });
    expect(await known()).toEqual([]);
  });

  it("keeps the main contact among its people", async () => {
    const firm = await aFirm();
    const { id } = await firm.matter();
    await expect(changeMatter(firm.scope, { matterId: id, change: { people: [] } })).rejects.toMatchObject({
      errors: [{ path: "/people" }],
    });
  });
});

describe("moving a matter", () => {
  it("tells from where to where, and the path that changed", async () => {
    const firm = await aFirm();
    const { id } = await firm.matter();
    const since = (await firm.events()).length;
    await moveStage(firm.scope, { matterId: id, stage: "hired" });
    expect(await told(firm, since)).toEqual([
      ["matter.stageChanged", { from: "lead", to: "hired" }],
      ["matter.changed", { paths: ["matter.stage"] }],
    ]);
    expect(await read(firm, id)).toMatchObject({ stage: "hired", state: "won", closedAt: expect.any(Date) });
  });

  it("to where it is tells nothing", async () => {
    const firm = await aFirm();
    const { id } = await firm.matter();
    const since = (await firm.events()).length;
    await moveStage(firm.scope, { matterId: id, stage: "lead" });
    expect(await told(firm, since)).toEqual([]);
  });

  it("back from lost makes it open again", async () => {
    const firm = await aFirm();
    const { id } = await firm.matter();
    await moveStage(firm.scope, { matterId: id, stage: "lost" });
    await moveStage(firm.scope, { matterId: id, stage: "consultation" });
    const matter = await read(firm, id);
    expect([matter.state, matter.closedAt]).toEqual(["open", undefined]);
  });
});

describe("assigning a matter", () => {
  it("tells to whom", async () => {
    const firm = await aFirm();
    const { id } = await firm.matter();
    const since = (await firm.events()).length;
    await assignMatter(firm.scope, { matterId: id, staffId: firm.staffId });
    expect(await told(firm, since)).toEqual([
      ["matter.changed", { paths: ["matter.assignee"] }],
      ["matter.assigned", { staff: firm.staffId }],
    ]);
  });

  it("in turn goes round, and to the fewest open goes to whoever has least", async () => {
    const firm = await aFirm();
    const { id: other } = await addStaff(firm.system, { name: "Priya Nair", email: "priya@hartwellruiz.example", role: "staff" });
    const among = [firm.staffId, other];
    const given: (string | null)[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { id } = await firm.matter();
      given.push((await assignAmong(firm.scope, { matterId: id, how: "roundRobin", among })).staffId);
    }
    expect(given).toEqual([among[0], among[1], among[0]]);
    const { id } = await firm.matter();
    expect((await assignAmong(firm.scope, { matterId: id, how: "fewestOpen", among })).staffId).toBe(other);
  });
});

describe("deleting a matter", () => {
  it("starts nothing and can be undone", async () => {
    const firm = await aFirm();
    const { id, contactId } = await firm.matter();
    await deleteMatter(firm.scope, { matterId: id });
    await expect(read(firm, id)).rejects.toMatchObject({ status: 404 });
    await restoreMatter(firm.scope, { matterId: id });
    expect((await read(firm, id)).mainContactId).toBe(contactId);
    expect((await firm.events("matter.changed")).map((one) => one.startsNothing)).toEqual([true, true]);
  });
});

describe("a board", () => {
  it("of a full stage gives its counts and the first cards, and pages through every card once, longest there first, also where many came at one moment", async () => {
    const firm = await aFirm();
    const { id } = await firm.matter();
    await moveStage(firm.scope, { matterId: id, stage: "lost" });
    const like = await withScope(firm.scope, () => MatterModel.findById(id).lean());
    const moment = new Date("2026-01-05T15:00:00Z");
    const rows = Array.from({ length: 420 }, (_, index) => ({
      ...like,
      _id: `mat_${String(index).padStart(4, "0")}`,
      number: `EP-${index}`,
      ...{ stage: "lead", state: "open" as const, value: 100 },
      stageSince: index < 250 ? moment : new Date(moment.getTime() + (index - 250) * 86_400_000),
    }));
    await withScope(firm.scope, () => MatterModel.insertMany(rows));
    const board = await readBoard(firm.scope, { caseType: "estate-planning", cards: 20 });
    const lead = board.columns.find((column) => column.id === "lead");
    expect(lead).toMatchObject({ count: 420, value: 42_000 });
    expect(lead?.cards.map((card) => card.id)).toEqual(rows.slice(0, 20).map((row) => row._id));
    expect(board.totals).toEqual({ "estate-planning": 420 });
    const seen: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const { cards, next }: { cards: { id: string }[]; next?: string } = await readStageCards(firm.scope, {
        ...{ caseType: "estate-planning", stage: "lead", limit: 100 },
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...cards.map((card) => card.id));
      cursor = next;
    }
    expect(seen).toEqual(rows.map((row) => row._id));
  });

  it("says on a card what needs staff, else what goes on, of its flows; a lead with a flow that is over was not forgotten", async () => {
    const firm = await aFirm();
    const [stuck, goingOn, over] = [await firm.matter(), await firm.matter(), await firm.matter()];
    const reason = "The address is missing.";
    const place = { token: "t1", step: "hello", visit: 1, since: "2026-11-01T15:00:00Z" };
    const run = (matterId: string, flowName: string, more: Partial<RunRecord>) => ({
      ...{ _id: newId("run"), flowKey: "welcome", flowName, version: 1, definitionHash: "h", subjectKind: "matter" as const, matterId },
      ...{ startedBy: firm.scope.actor, startedAt: new Date(), workflow: "started" as const, status: "ended" as const, ...more },
    });
    await withScope(firm.scope, () =>
      RunModel.create([
        ...[run(stuck.id, "Over", {}), run(stuck.id, "Going on", { status: "running" })],
        run(stuck.id, "Stuck", { status: "attention", position: [{ ...place, state: "attention", reason }] }),
        ...[run(goingOn.id, "Over", {}), run(goingOn.id, "Earlier", { status: "running", startedAt: new Date("2026-01-05T15:00:00Z") })],
        ...[run(goingOn.id, "Latest", { status: "running" }), run(over.id, "Over", {})],
      ]),
    );
    const { columns } = await readBoard(firm.scope, { caseType: "estate-planning", cards: 20 });
    const says = new Map(columns.flatMap(({ cards }) => cards.map((card) => [card.id, card.line?.words])));
    expect([stuck, goingOn, over].map(({ id }) => says.get(id))).toEqual([reason, "Latest", undefined]);
  });

  it("tells of every card that needs somebody, however full its stage", async () => {
    const firm = await aFirm();
    const quiet = await firm.matter();
    const like = await withScope(firm.scope, () => MatterModel.findById(quiet.id).lean());
    const touched = Array.from({ length: 60 }, (_, index) => ({
      ...like,
      ...{ _id: `mat_${index}`, number: `EP-${index}`, firstTouchAt: new Date(), stageSince: new Date("2026-01-05T15:00:00Z") },
    }));
    await withScope(firm.scope, () => MatterModel.insertMany(touched));
    const { columns, mayBeMore } = await readStuckCards(firm.scope, { caseType: "estate-planning" });
    expect(columns.map(({ id, cards }) => [id, cards.map((card) => [card.id, card.line?.words])])).toEqual([
      ["lead", [[quiet.id, "Nobody has called since"]]],
      ...["consultation", "hired", "lost"].map((id) => [id, []]),
    ]);
    expect(mayBeMore).toBe(false);
    expect((await readStuckCards(firm.scope, { caseType: "estate-planning", assignee: firm.staffId })).columns[0]?.cards).toEqual([]);
  });
});
