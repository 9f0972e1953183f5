import { afterAll, beforeAll, expect, it } from "vitest";
import { emptyInput, operation, withScope } from "../../domain/base/index.ts";
import { emit } from "../../domain/events/index.ts";
import { JournalModel } from "../../domain/runs/index.ts";
import { firmWithFlow, runRecord, skippingEngine, startRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";
import { historiesOf } from "./replaying.ts";

const [months, signals] = [60, 20];

let engine: Awaited<ReturnType<typeof skippingEngine>>;
beforeAll(async () => {
  // About what the server suggests after ten thousand events, many times as often.
  engine = await skippingEngine({ shell: { continueAfterEvents: 200 } });
}, 180_000);
afterAll(() => engine.stop(), 120_000);

const everyMonth = aFlow(
  {
    months: { kind: "repeat", body: "pause", times: months, next: "done" },
    pause: { kind: "wait", for: "P1M", next: "hello" },
    hello: letter("months"),
    done,
  },
  { goals: [{ id: "hired", name: "Hired", on: "call.logged", where: { "==": [{ var: "event.outcome" }, "hired"] }, then: "end" }] },
);

it("a run of five years that hears of something twenty times a month keeps one story without a gap", { timeout: 600_000 }, async () => {
  const firm = await firmWithFlow(everyMonth);
  const { id: matterId } = await firm.matter();
  const runId = await engine.now(() => startRun(firm, "welcome", matterId));
  const aMonthsCalls = operation({
    name: "test.calls",
    role: "staff",
    input: emptyInput,
    run: async () => {
      const ids: string[] = [];
      for (let call = 0; call < signals; call++) ids.push(await emit({ type: "call.logged", matterId, data: { outcome: "reached" } }));
      return ids;
    },
  });
  const run = engine.client.workflow.getHandle(runId);
  for (let month = 0; month < months; month++) {
    const calls = await engine.now(() => aMonthsCalls(firm.scope, {}));
    // As the dispatcher tells it, which is not what is tried here.
    await Promise.all(calls.map((eventId) => run.signal("event", { eventId })));
    await engine.sleep("30 days");
  }
  expect(await run.result()).toEqual({ outcome: "completed" });

  const lines = await withScope(firm.scope, () => JournalModel.find({ runId }).sort({ seq: 1 }).lean());
  expect(lines.map((line) => line.seq)).toEqual(lines.map((_, index) => index + 1));
  const sent = lines.filter((line) => line.what === "sent");
  expect(sent.map((line) => [line.step, line.visit])).toEqual(Array.from({ length: months }, (_, month) => ["hello", month + 1]));
  expect(engine.mail.mails).toHaveLength(months);
  expect(monthsBetween(lines[0]?.at, lines.at(-1)?.at)).toBe(months);
  // Every signal was an input of its own.
  expect((await runRecord(firm.scope, runId))?.tick).toBeGreaterThan(months * signals);
  expect((await historiesOf(engine.client, runId)).length).toBeGreaterThanOrEqual(10);
});

function monthsBetween(from = new Date(0), to = new Date(0)): number {
  return Math.round((to.getTime() - from.getTime()) / (30.44 * 86_400_000));
}
