import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { usualLimits } from "../../domain/webhooks/call.ts";
import { createHook, receiveHook, signingSecretNow } from "../../domain/webhooks/index.ts";
import type { Step } from "../../engine/definition/types.ts";
import { firmWithFlow, runsOf, skippingEngine, startRun, story } from "../support/engine.ts";
import { aFlow } from "../support/flows.ts";
import { type Heard, secureServer } from "../support/secureServer.ts";

const { timeoutMs } = usualLimits;
let engine: Awaited<ReturnType<typeof skippingEngine>>;
let other: Awaited<ReturnType<typeof secureServer>>;
/** Answers that the other system gives only when it is asked to. */
const kept: (() => void)[] = [];
beforeAll(async () => {
  other = await secureServer((call, res, count) => {
    const say = () => res.end(JSON.stringify({ score: call.url === "/low" ? 3 : 8, first: count === 1 }));
    if (call.url === "/slow" && callsTo("/slow").length === 1) kept.push(say);
    else say();
  });
  engine = await skippingEngine();
});
afterAll(async () => {
  usualLimits.timeoutMs = timeoutMs;
  await engine.stop();
  await other.stop();
});

const ended = (runId: string) => engine.client.workflow.getHandle(runId).result();
const callsTo = (path: string): Heard[] => other.heard.filter((call) => call.url === path);
const end = (outcome: string): Step => ({ kind: "end", outcome });

/** Asks the other system for a score, and goes by it. */
const scored = (path: string, on: Parameters<typeof aFlow>[1] = {}) =>
  aFlow(
    {
      ask: {
        kind: "callWebhook",
        url: `${other.url}${path}`,
        method: "POST",
        body: { who: "{{ contact.firstName }}" },
        save: { "vars.score": "/score" },
        next: "good",
      },
      good: { kind: "branch", cases: [{ when: { ">": [{ var: "vars.score" }, 5] }, next: "call" }], otherwise: "leave" },
      call: end("called"),
      leave: end("left"),
    },
    on,
  );

it.each([
  ["/high", "called"],
  ["/low", "left"],
])("a call is signed, and its answer decides the way: %s", async (path, outcome) => {
  const firm = await firmWithFlow(scored(path));
  const runId = await startRun(firm);
  expect(await ended(runId)).toEqual({ outcome });
  const [call] = callsTo(path);
  const secret = await withScope(firm.scope, () => signingSecretNow(firm.scope.firmId));
  const said = (name: string) => String(call?.headers[`webhook-${name}`]);
  // The server's clock is far ahead of this machine's, where the library would not believe it.
  const at = new Date(Number(said("timestamp")) * 1000);
  expect(said("signature")).toBe(new Webhook(secret).sign(said("id"), at, call?.body ?? ""));
  expect([JSON.parse(call?.body ?? ""), callsTo(path).length]).toEqual([{ who: "Ngozi" }, 1]);
});

it("an answer that comes after the time limit changes nothing: the same call is made again, and the run goes on once", async () => {
  const firm = await firmWithFlow(scored("/slow"));
  usualLimits.timeoutMs = 500;
  const runId = await startRun(firm);
  expect(await ended(runId)).toEqual({ outcome: "called" });
  for (const say of kept.splice(0)) say();
  const ids = callsTo("/slow").map((call) => call.headers["webhook-id"]);
  expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  expect(await story(firm.scope, runId)).toEqual(["entered ask", "called ask", "branched good", "ended call called"]);
});

it("what another system reports starts a flow for the person it names, once for each report", async () => {
  const flow = scored("/reported", {
    subject: "contact",
    on: [{ event: "webhook.received", where: { "==": [{ var: "event.name" }, "intake"] } }],
  });
  const firm = await firmWithFlow(flow);
  const { id: contactId } = await firm.contact({ email: "new.lead@mail.example" });
  const { token } = await createHook(firm.scope, { name: "intake", find: { email: "/email" } });
  const report = { callId: "report-1", body: { email: "new.lead@mail.example" } };
  expect(await engine.now(() => receiveHook(token, report))).toEqual({ received: true });
  expect(await engine.now(() => receiveHook(token, report))).toEqual({ received: true, again: true });
  await engine.deliver();
  const runs = await runsOf(firm.scope);
  expect(runs.map((run) => run.contactId)).toEqual([contactId]);
  expect(await ended(runs[0]?._id ?? "")).toEqual({ outcome: "called" });
});
