import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Step } from "../../engine/definition/types.ts";
import { decompile } from "../../engine/graph/index.ts";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { aFlow, done } from "../../test/support/flows.ts";
import { clock, withScope } from "../base/index.ts";
import {
  FlowModel,
  forgetMissed,
  publishDefinition,
  publishDue,
  publishFlow,
  readFlow,
  saveDraft,
  schedulePublish,
} from "../flows/index.ts";
import { enrolOnce } from "../runs/index.ts";
import { readToday } from "../today/index.ts";
import { beginPlannedMoves, listMoves, moveMany, stopMove } from "./index.ts";
import { MoveModel } from "./model.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => clock.reset());
afterAll(() => database.stop());

const at = (moment: string) => clock.set(() => new Date(moment));
const onError = (error: unknown) => {
  throw error;
};
const key = "welcome";
const wait = (next: string): Step => ({ kind: "wait", for: "P9D", next });
const tonight = "2026-01-05T23:00:00Z";
const mapping = { papers: "book" };
type People = NonNullable<Parameters<typeof schedulePublish>[1]["people"]>;

/** A flow with somebody in it, and another version of it that is to be published tonight. */
async function planned(people?: People) {
  at("2026-01-05T15:00:00Z");
  const firm = await aFirm();
  const { scope } = firm;
  await publishDefinition(scope, { definition: aFlow({ papers: wait("done"), done }) });
  const enter = async () => {
    const { id: matterId } = await firm.matter();
    await enrolOnce(scope, { flowKey: key, subject: { kind: "matter", matterId } });
  };
  await enter();
  const { draftRevision: revision } = await readFlow(scope, { key });
  await saveDraft(scope, { key, revision, graph: decompile(aFlow({ book: wait("done"), done })) });
  const schedule = (whom?: People) => schedulePublish(scope, { key, at: tonight, ...(whom ? { people: whom } : {}) });
  const scheduled = await schedule(people);
  return {
    ...{ scope, enter, schedule, scheduled },
    moves: () => listMoves(scope, { key }),
    told: async () => (await readToday(scope, { mine: true })).attention.flows,
    begun: async () => (await withScope(scope, () => FlowModel.findOne({ key }).lean()))?.peopleNext === undefined,
  };
}
/** What every worker does, again and again. */
async function sweep(moment: string) {
  at(moment);
  await publishDue(onError);
  await beginPlannedMoves(onError);
}

describe("people to be moved with a publishing at a time", () => {
  it("rule 13: are moved then as it was chosen, whoever came until then too; begun once, in whose name it was asked for, however many workers look", async () => {
    const { scheduled, enter, moves, told } = await planned({ how: "move", mapping });
    expect(scheduled).toMatchObject({ scheduled: { people: { how: "move", mapping } } });
    await sweep("2026-01-05T22:59:00Z");
    expect(await moves()).toEqual([]);
    await enter();
    at("2026-01-05T23:00:01Z");
    const looks = () => Promise.all([1, 2, 3].map(() => publishDue(onError).then(() => beginPlannedMoves(onError))));
    await looks();
    await looks();
    expect(await moves()).toMatchObject([{ how: "move", to: 2, from: [1], mapping, total: 2, by: "Dana Whitfield" }]);
    expect(await told()).toEqual([]);
  });

  it("are moved though whoever published died before it was begun", async () => {
    const { moves, begun } = await planned({ how: "end" });
    at("2026-01-05T23:00:01Z");
    await publishDue(onError);
    expect([await moves(), await begun()]).toEqual([[], false]);
    await sweep("2026-01-06T04:00:00Z");
    expect(await moves()).toMatchObject([{ how: "end", to: 2, total: 1 }]);
    expect(await begun()).toBe(true);
  });

  it("rule 7: are not moved when it comes too late: Today says so, with what can be done, until somebody has read it", async () => {
    const { scope, moves, told } = await planned({ how: "move", mapping });
    await sweep("2026-01-09T09:00:00Z");
    expect([(await readFlow(scope, { key })).liveVersion, await moves()]).toEqual([2, []]);
    expect(await told()).toEqual([
      {
        ...{ flowKey: key, flowName: "Welcome", about: "move", at: "2026-01-05T23:00:00.000Z" },
        says: "Published, but the people in older versions stayed there. They were to be taken along on January 5, 2026 at 6:00 PM. Firmflow could not do it until it was too late. Publish again and choose what becomes of them, if that is still wanted.",
      },
    ]);
    await forgetMissed(scope, { key, about: "move" });
    expect(await told()).toEqual([]);
  });

  it("wait while others of this flow are moved, and are then moved", async () => {
    const { scope, moves, schedule } = await planned();
    await publishFlow(scope, { key });
    const { id } = await moveMany(scope, { key, how: "move", to: 2, mapping });
    const { draftRevision: revision } = await readFlow(scope, { key });
    await saveDraft(scope, { key, revision, graph: decompile(aFlow({ papers: wait("book"), book: wait("done"), done })) });
    await schedule({ how: "move" });
    await sweep("2026-01-05T23:00:01Z");
    expect(await moves()).toMatchObject([{ to: 2 }]);
    await stopMove(scope, { moveId: id });
    await sweep("2026-01-05T23:00:02Z");
    expect((await moves()).map((one) => one.to).sort()).toEqual([2, 3]);
  });

  it("stay where something else is published meanwhile, or nobody is left; what has become impossible is told on Today, once", async () => {
    const other = await planned({ how: "end" });
    await publishFlow(other.scope, { key });
    await sweep("2026-01-05T23:00:01Z");
    expect([await other.moves(), await other.told()]).toEqual([[], []]);

    const impossible = await planned({ how: "move" });
    at("2026-01-05T23:00:01Z");
    await publishDue(onError);
    // As it were, had the step been gone.
    await withScope(impossible.scope, () => FlowModel.updateOne({ key }, { $set: { "peopleNext.mapping": { papers: "gone" } } }));
    await beginPlannedMoves(onError);
    await beginPlannedMoves(onError);
    expect(await impossible.told()).toMatchObject([{ about: "move", says: expect.stringContaining("Version 2 has no step “gone”.") }]);
    expect(await withScope(impossible.scope, () => MoveModel.countDocuments())).toBe(0);
  });

  it("cannot be sent to a step that is not there: refused when it is asked for", async () => {
    const { schedule } = await planned();
    await expect(schedule({ how: "move", mapping: { papers: "nowhere" } })).rejects.toMatchObject({
      status: 422,
      errors: [
        {
          path: "/people/mapping",
          message: expect.stringContaining("Version 2 has no step “nowhere”. Choose another step for those at “papers”."),
        },
      ],
    });
  });
});
