import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyAll, decompile } from "../../engine/graph/index.ts";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { aFlow, done, letter, welcomeMail } from "../../test/support/flows.ts";
import { clock, withScope } from "../base/index.ts";
import { saveMessageTemplate } from "../messages/index.ts";
import {
  createFlow,
  FlowModel,
  listFlows,
  lookAtFlow,
  publishDefinition,
  publishFlow,
  readFlow,
  readVersion,
  saveDraft,
  VersionModel,
  versionOf,
} from "./index.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const graph = (...steps: Parameters<typeof aFlow>) => decompile(aFlow(...steps));
async function drafted() {
  const firm = await aFirm();
  await createFlow(firm.scope, { key: "welcome", name: "Welcome", subject: "matter", graph: graph({ done }) });
  return firm;
}

describe("a draft", () => {
  it("is saved over the revision its editor has seen", async () => {
    const firm = await drafted();
    expect(await saveDraft(firm.scope, { key: "welcome", revision: 1, graph: graph({ done }) })).toEqual({ key: "welcome", revision: 2 });
  });

  it("never overwrites what somebody else saved meanwhile, and says who that was", async () => {
    const firm = await drafted();
    await saveDraft(firm.scope, { key: "welcome", revision: 1, graph: graph({ done }) });
    await expect(saveDraft(firm.scope, { key: "welcome", revision: 1, graph: graph({ done }) })).rejects.toMatchObject({
      status: 409,
      code: "draft-changed",
      message: expect.stringContaining("Dana Whitfield saved this flow meanwhile"),
    });
  });

  it("remembers of each step who changed it last, and moving one about is no change", async () => {
    const firm = await drafted();
    const one = graph({ hello: letter("done"), done });
    await saveDraft(firm.scope, { key: "welcome", revision: 1, graph: one });
    const other = { ...firm.scope, actor: { ...firm.scope.actor, id: "stf_other", name: "Priya Nair" } } as typeof firm.scope;
    const moved = applyAll(one, [
      { do: "move", id: "done", position: { x: 900, y: 0 } },
      { do: "rename", id: "hello", name: "Hello" },
    ]);
    await saveDraft(other, { key: "welcome", revision: 2, graph: moved });
    const { stepsChanged } = await readFlow(firm.scope, { key: "welcome" });
    expect(Object.entries(stepsChanged).map(([id, { name }]) => `${id}: ${name}`)).toEqual(["hello: Priya Nair"]);
  });

  it("tells whoever has it open who else has, until they have told nothing for a while", async () => {
    const firm = await drafted();
    const other = { ...firm.scope, actor: { ...firm.scope.actor, id: "stf_other", name: "Priya Nair" } } as typeof firm.scope;
    expect((await lookAtFlow(firm.scope, { key: "welcome" })).others).toEqual([]);
    const seen = await lookAtFlow(other, { key: "welcome" });
    expect(seen).toMatchObject({ others: [{ name: "Dana Whitfield" }], revision: 1, state: "draft" });
    await publishFlow(firm.scope, { key: "welcome" });
    expect(await lookAtFlow(other, { key: "welcome" })).toMatchObject({ state: "live", liveVersion: 1 });
    clock.set(() => new Date(Date.now() + 30_000));
    expect((await lookAtFlow(other, { key: "welcome" })).others).toEqual([]);
    clock.reset();
  });

  it("may be wrong, and shows what is wrong with it", async () => {
    const firm = await drafted();
    await saveDraft(firm.scope, { key: "welcome", revision: 1, graph: graph({ hello: letter("nowhere") }) });
    const { problems } = await readFlow(firm.scope, { key: "welcome" });
    expect(problems.map((one) => one.step)).toContain("hello");
  });
});

describe("publishing", () => {
  it("makes numbered versions that never change, and none where nothing changed", async () => {
    const firm = await drafted();
    expect(await publishFlow(firm.scope, { key: "welcome" })).toMatchObject({ version: 1 });
    expect(await publishFlow(firm.scope, { key: "welcome" })).toMatchObject({ version: 1 });
    await saveMessageTemplate(firm.scope, { key: "welcome", content: welcomeMail });
    await publishDefinition(firm.scope, { definition: aFlow({ hello: letter("done"), done }) });
    expect(Object.keys((await readVersion(firm.scope, { key: "welcome", number: 1 })).definition.steps)).toEqual(["done"]);
    expect(Object.keys((await readVersion(firm.scope, { key: "welcome", number: 2 })).definition.steps).sort()).toEqual(["done", "hello"]);
  });

  it("pins the versions of the messages it names", async () => {
    const firm = await aFirm();
    await saveMessageTemplate(firm.scope, { key: "welcome", content: welcomeMail });
    await publishDefinition(firm.scope, { definition: aFlow({ hello: letter("done"), done }) });
    expect((await withScope(firm.scope, () => versionOf("welcome", 1))).pins.templates).toEqual({ welcome: 1 });
  });

  it("refuses a flow that names a message the firm does not have, and marketing without the firm's postal address", async () => {
    const firm = await aFirm();
    const marketing = { ...letter("done"), purpose: "marketing" as const };
    const publishing = publishDefinition(firm.scope, { definition: aFlow({ hello: marketing, done }) });
    await expect(publishing).rejects.toMatchObject({ status: 422, code: "flow-has-problems" });
    const { errors } = (await publishing.catch((error: unknown) => error)) as { errors: { path: string }[] };
    expect(errors.map((one) => one.path).sort()).toEqual(["/steps/hello/purpose", "/steps/hello/template"]);
  });

  it("takes a definition in as it may be written, and refuses one of another format with a sentence", async () => {
    const firm = await aFirm();
    const moment = { pause: { kind: "wait", at: "2027-03-01T09:00", next: "done" }, done } as never;
    await publishDefinition(firm.scope, { definition: aFlow(moment) });
    const { definition } = await readVersion(firm.scope, { key: "welcome", number: 1 });
    expect(definition.steps["pause"]).toMatchObject({ instant: "2027-03-01T09:00" });
    const newer = publishDefinition(firm.scope, { definition: { ...aFlow({ done }), format: "firmflow/2" } as never });
    await expect(newer).rejects.toMatchObject({ status: 422, message: expect.stringContaining("made by a newer Firmflow") });
  });

  it("is read from the database as whichever Firmflow wrote it; of a newer one, it is refused with a sentence and stays in the list", async () => {
    const firm = await aFirm();
    const moment = { pause: { kind: "wait", instant: "2027-03-01T09:00", next: "done" }, done } as never;
    await publishDefinition(firm.scope, { definition: aFlow(moment) });
    const rewrite = async (from: string, to: string) => {
      const put = (text: string) => text.replace(from, to);
      await withScope(firm.scope, async () => {
        const version = await VersionModel.findOne({ flowKey: "welcome", number: 1 }).lean();
        const flow = await FlowModel.findOne({ key: "welcome" }).lean();
        if (!version || !flow) throw new Error("Nothing was published.");
        const texts = { definition: put(version.definition), graph: put(version.graph) };
        await VersionModel.updateOne({ flowKey: "welcome", number: 1 }, { $set: texts });
        await FlowModel.updateOne({ key: "welcome" }, { $set: { draft: put(flow.draft) } });
      });
    };
    await rewrite('"instant"', '"at"');
    const pause = { kind: "wait", instant: "2027-03-01T09:00" };
    const { definition, graph: published } = await readVersion(firm.scope, { key: "welcome", number: 1 });
    const { graph: draft, problems } = await readFlow(firm.scope, { key: "welcome" });
    const run = await withScope(firm.scope, () => versionOf("welcome", 1));
    expect([definition.steps["pause"], run.definition.steps["pause"]]).toEqual([
      { ...pause, next: "done" },
      { ...pause, next: "done" },
    ]);
    for (const drawing of [published, draft]) expect(drawing.nodes.find(({ id }) => id === "pause")?.step).toEqual(pause);
    expect(problems).toEqual([]);

    await rewrite("firmflow/1", "firmflow/2");
    await rewrite("firmflow-graph/1", "firmflow-graph/2");
    const newer = { status: 409, code: "newer-format", message: expect.stringContaining("made by a newer Firmflow (format firmflow/2)") };
    await expect(readFlow(firm.scope, { key: "welcome" })).rejects.toMatchObject(newer);
    await expect(readVersion(firm.scope, { key: "welcome", number: 1 })).rejects.toMatchObject(newer);
    await expect(saveDraft(firm.scope, { key: "welcome", revision: 1, graph: graph({ done }) })).rejects.toMatchObject(newer);
    expect((await listFlows(firm.scope, {})).map((one) => one.key)).toEqual(["welcome"]);
  });

  it("tells the dispatcher which events start it", async () => {
    const firm = await aFirm();
    await publishDefinition(firm.scope, { definition: aFlow({ done }, { on: [{ event: "matter.created" }, { event: "call.logged" }] }) });
    const flow = await withScope(firm.scope, () => FlowModel.findOne({ key: "welcome" }).lean());
    expect(flow).toMatchObject({ state: "live", liveVersion: 1, enrolEvents: ["call.logged", "matter.created"] });
  });
});
