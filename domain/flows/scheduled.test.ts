import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Step } from "../../engine/definition/types.ts";
import { decompile } from "../../engine/graph/index.ts";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { aFlow, done, letter, welcomeMail } from "../../test/support/flows.ts";
import { clock } from "../base/index.ts";
import { changeFirm } from "../firms/index.ts";
import { FirmModel } from "../firms/model.ts";
import { saveMessageTemplate } from "../messages/index.ts";
import {
  cancelScheduled,
  createFlow,
  listVersions,
  publishDue,
  publishFlow,
  readFlow,
  readVersion,
  saveDraft,
  schedulePublish,
  setFlowState,
} from "./index.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => clock.reset());
afterAll(() => database.stop());

const at = (moment: string) => clock.set(() => new Date(moment));
const tonight = "2026-01-05T23:00:00Z";
const onError = (error: unknown) => {
  throw error;
};
const key = "welcome";
const ending = (outcome: string) => decompile(aFlow({ done: { kind: "end", outcome } }));
const wrong = decompile(aFlow({ pause: { kind: "wait", for: "P1D", next: "nowhere" }, done }));

/** A flow that is to be published tonight, as it is drawn this morning. */
async function scheduled() {
  at("2026-01-05T15:00:00Z");
  const { scope } = await aFirm();
  await createFlow(scope, { key, name: "Welcome", subject: "matter", graph: ending("as looked at") });
  await schedulePublish(scope, { key, revision: 1, notes: "From tonight on", at: tonight });
  return {
    scope,
    draw: (graph: Parameters<typeof saveDraft>[1]["graph"], revision = 1) => saveDraft(scope, { key, revision, graph }),
    flow: () => readFlow(scope, { key }),
    async outcomes() {
      const versions = await listVersions(scope, { key });
      const read = await Promise.all(versions.map(({ number }) => readVersion(scope, { key, number })));
      return read.map((one) => (one.definition.steps["done"] as { outcome: string }).outcome);
    },
  };
}

describe("publishing at a time", () => {
  it("happens then, in the name of whoever asked for it, once however many workers look, and not sooner", async () => {
    const { scope, flow, outcomes } = await scheduled();
    expect((await flow()).scheduled).toEqual({ at: new Date(tonight), notes: "From tonight on", by: "Dana Whitfield" });
    at("2026-01-05T22:59:59Z");
    await publishDue(onError);
    expect([(await flow()).state, await outcomes()]).toEqual(["draft", []]);
    at("2026-01-05T23:00:01Z");
    await Promise.all([publishDue(onError), publishDue(onError), publishDue(onError)]);
    expect([(await flow()).state, await outcomes()]).toEqual(["live", ["as looked at"]]);
    expect((await flow()).scheduled).toBeUndefined();
    expect(await listVersions(scope, { key })).toMatchObject([{ notes: "From tonight on", publishedBy: { name: "Dana Whitfield" } }]);
  });

  it("is made up for where nothing ran at that moment", async () => {
    const { outcomes } = await scheduled();
    at("2026-01-08T09:00:00Z");
    await publishDue(onError);
    expect(await outcomes()).toEqual(["as looked at"]);
  });

  it("publishes what was looked at, whatever is drawn meanwhile", async () => {
    const { draw, outcomes } = await scheduled();
    await draw(wrong);
    at("2026-01-05T23:00:01Z");
    await publishDue(onError);
    expect(await outcomes()).toEqual(["as looked at"]);
  });

  it("can be taken back, by publishing now and by archiving too", async () => {
    const back = await scheduled();
    await cancelScheduled(back.scope, { key });
    await expect(cancelScheduled(back.scope, { key })).rejects.toMatchObject({ code: "not-scheduled" });
    const now = await scheduled();
    await now.draw(ending("newer"));
    await publishFlow(now.scope, { key });
    const gone = await scheduled();
    await setFlowState(gone.scope, { key, state: "archived" });
    at("2026-01-05T23:00:01Z");
    await publishDue(onError);
    expect([await back.outcomes(), await now.outcomes(), await gone.outcomes()]).toEqual([[], ["newer"], []]);
  });

  it("that has become impossible says so on the flow, once", async () => {
    const { scope, draw, flow } = await scheduled();
    await saveMessageTemplate(scope, { key: "welcome", content: { ...welcomeMail, purpose: "marketing" } });
    await changeFirm(scope, { postalAddress: "1 State St, Albany" });
    await draw(decompile(aFlow({ hello: { ...letter("done"), purpose: "marketing" } as Step, done })));
    await schedulePublish(scope, { key, at: tonight });
    await FirmModel.updateOne({ _id: scope.firmId }, { $unset: { postalAddress: 1 } });
    at("2026-01-05T23:00:01Z");
    await publishDue(onError);
    await publishDue(onError);
    const { state, scheduled: told } = await flow();
    expect([state, told?.at, told?.failed?.at, told?.failed?.why]).toEqual([
      "draft",
      undefined,
      new Date(tonight),
      expect.stringContaining("postal address"),
    ]);
  });

  it("is refused for a time that has passed, for a drawing that is wrong, and for one that was not seen", async () => {
    const { scope, draw } = await scheduled();
    await expect(schedulePublish(scope, { key, at: "2026-01-05T14:00:00Z" })).rejects.toMatchObject({ status: 422 });
    await expect(schedulePublish(scope, { key, at: "2028-01-05T14:00:00Z" })).rejects.toMatchObject({ status: 422 });
    await draw(wrong);
    await expect(schedulePublish(scope, { key, revision: 1, at: tonight })).rejects.toMatchObject({ code: "draft-changed" });
    await expect(schedulePublish(scope, { key, revision: 2, at: tonight })).rejects.toMatchObject({ code: "flow-has-problems" });
  });
});
