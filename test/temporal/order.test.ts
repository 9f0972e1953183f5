import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { atServerTime } from "../../activities/clock.ts";
import { logCall } from "../../domain/calls/index.ts";
import { readFacts } from "../../domain/facts/index.ts";
import { moveStage } from "../../domain/matters/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import type { JsonObject } from "../../engine/run/index.ts";
import { type Happening, simulate } from "../../engine/simulate/index.ts";
import { firmWithFlow, journalOf, skippingEngine, startRun, whenRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";

let engine: Awaited<ReturnType<typeof skippingEngine>>;
/** What happens while the mail server is being given a mail. */
let onMail: () => Promise<unknown>;
beforeAll(async () => {
  engine = await skippingEngine({ onMail: async () => void (await onMail()) });
});
beforeEach(() => {
  onMail = async () => {};
});
afterAll(() => engine.stop());

const ended = (runId: string) => engine.client.workflow.getHandle(runId).result();
const wait = (next: string, days = "P3D") => ({ kind: "wait" as const, for: days, next });

/** A run of this flow that has taken its start. */
async function begun(flow: Definition) {
  const firm = await firmWithFlow(flow);
  const { id: matterId } = await firm.matter();
  const facts = await readFacts(firm.scope, { kind: "matter", matterId });
  const runId = await startRun(firm, "welcome", matterId);
  const told = async () => (await journalOf(firm.scope, runId)).map(({ at, what, step }) => `${at} ${what} ${step ?? ""}`);
  /** What the simulator tells of the same: from the same facts, at the same moment. */
  const imagined = async (happenings: Happening[] = []) => {
    const { firm: ours, ...rest } = facts;
    const start = (await journalOf(firm.scope, runId))[0]?.at ?? "";
    const { journal } = simulate(flow, { start, firm: ours as JsonObject, facts: rest as unknown as JsonObject, happenings });
    return journal.map(({ at, what, step }) => `${at} ${what} ${step ?? ""}`);
  };
  return { ...firm, matterId, runId, told, imagined };
}

describe("rule 18: events before timers, then the order of tokens", () => {
  const untilCalled = aFlow({
    call: { kind: "waitForEvent", event: "call.logged", timeout: "P3D", next: "called", onTimeout: "silent" },
    called: { kind: "end", outcome: "called" },
    silent: { kind: "end", outcome: "silent" },
  });

  it.each([
    ["at the moment", 0, "called"],
    ["a second before the moment", -1000, "called"],
    ["a second after the moment", 1000, "silent"],
  ])(
    "a call logged %s a wait for it is over, of which the run is told much later, counts as it does in the simulator",
    async (_when, after, outcome) => {
      const run = await begun(untilCalled);
      const { wakeAt } = await whenRun(run.scope, run.runId, ({ position }) => position.some((one) => one.state === "waiting"));
      const at = (wakeAt?.getTime() ?? 0) + after;
      await atServerTime(at, () => logCall(run.scope, { matterId: run.matterId, direction: "in", outcome: "reached" }));
      expect(await ended(run.runId)).toEqual({ outcome });
      await engine.deliver();
      expect(await run.told()).toEqual(await run.imagined([{ at: new Date(at).toISOString(), event: "call.logged" }]));
    },
  );

  it("branches that are due at the same moment go in the order they were drawn, as in the simulator", async () => {
    const note = (next: string) => ({ kind: "addNote" as const, text: "Seen", next });
    const run = await begun(
      aFlow({
        all: { kind: "parallel", branches: ["a", "b", "c"], join: "meet" },
        a: wait("noteA"),
        noteA: note("meet"),
        b: wait("noteB"),
        noteB: note("meet"),
        c: wait("noteC"),
        noteC: note("meet"),
        meet: { kind: "join", need: "all", next: "done" },
        done,
      }),
    );
    await ended(run.runId);
    const woke = (lines: string[]) => lines.filter((line) => line.includes("woke"));
    expect(woke(await run.told()).map((line) => line.at(-1))).toEqual(["a", "b", "c"]);
    expect(woke(await run.told())).toEqual(woke(await run.imagined()));
  });
});

describe("rule 9: branches", () => {
  it("what follows a way not taken never runs, and a join of both branches goes on once", async () => {
    const run = await begun(
      aFlow({
        which: { kind: "branch", cases: [{ when: { "==": [{ var: "matter.stage" }, "hired"] }, next: "never" }], otherwise: "both" },
        never: letter("alsoNever"),
        alsoNever: { kind: "createTask", title: "Never", next: "done" },
        both: { kind: "parallel", branches: ["early", "late"], join: "meet" },
        early: wait("meet", "P1D"),
        late: wait("meet", "P2D"),
        meet: { kind: "join", need: "all", next: "after" },
        after: letter("done"),
        done,
      }),
    );
    await ended(run.runId);
    const story = (await run.told()).map((line) => line.split(" ").slice(1).join(" "));
    expect(story.slice(-4)).toEqual(["woke late", "joined meet", "sent after", "ended done"]);
    expect(story.filter((line) => /never|joined|sent/i.test(line))).toEqual(["joined meet", "sent after"]);
    expect(await run.told()).toEqual(await run.imagined());
  });

  it("a join that needs any goes on with the first, and the other branch sends nothing any more", async () => {
    const run = await begun(
      aFlow({
        both: { kind: "parallel", branches: ["early", "late"], join: "meet" },
        early: wait("meet", "P1D"),
        late: wait("lateMail", "P2D"),
        lateMail: letter("meet"),
        meet: { kind: "join", need: "any", next: "rest" },
        rest: wait("done", "P9D"),
        done,
      }),
    );
    await ended(run.runId);
    expect((await run.told()).filter((line) => line.includes("late"))).toEqual([expect.stringContaining("waiting late")]);
    expect(await run.told()).toEqual(await run.imagined());
  });
});

describe("rule 5: exits win", () => {
  it("right before an effect, also when the run has not been told yet of what happened while the one before was under way", async () => {
    const run = await begun(
      aFlow(
        { pause: wait("first"), first: letter("second"), second: letter("done"), done },
        { exits: [{ id: "lost", on: "matter.stageChanged", where: { "==": [{ var: "event.to" }, "lost"] } }] },
      ),
    );
    const before = engine.mail.mails.length;
    onMail = () => engine.now(() => moveStage(run.scope, { matterId: run.matterId, stage: "lost" }));
    await whenRun(run.scope, run.runId, ({ tick }) => tick >= 1);
    await engine.sleep("4 days");
    await whenRun(run.scope, run.runId, ({ tick }) => tick >= 4);
    await engine.deliver();
    expect(await ended(run.runId)).toEqual({ outcome: "exited" });
    expect(engine.mail.mails).toHaveLength(before + 1);
  });
});
