import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { publishDefinition, setFlowState } from "../../domain/flows/index.ts";
import { enrolAndStart, tellRun } from "../../domain/runs/index.ts";
import { usualLimits } from "../../domain/webhooks/call.ts";
import { createHook, receiveHook, signingSecretNow } from "../../domain/webhooks/index.ts";
import type { Step } from "../../engine/definition/types.ts";
import { firmWithFlow, journalOf, runRecord, runsOf, skippingEngine, startRun, story, whenRun } from "../support/engine.ts";
import { aFlow, done } from "../support/flows.ts";
import { type Heard, secureServer } from "../support/secureServer.ts";

const { timeoutMs } = usualLimits;
let engine: Awaited<ReturnType<typeof skippingEngine>>;
let other: Awaited<ReturnType<typeof secureServer>>;
/** Answers that the other system gives only when it is asked to. */
const kept: (() => void)[] = [];
beforeAll(async () => {
  other = await secureServer((call, res, count) => {
    if (call.url === "/inside") return void res.writeHead(307, { Location: "https://169.254.169.254/latest/meta-data/" }).end();
    if (call.url === "/huge") return void res.end(Buffer.alloc(400_000, 32));
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

describe("other systems", () => {
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

  it.each([
    ["/huge", /answer is larger than 256 KB.*Ask whoever looks after it to send less, then retry, or skip this step\.$/],
    ["/inside", /sent us on.*169\.254\.169\.254 is an address inside a network, which flows may not call\./],
  ])("one that answers badly (%s) is called once; staff are told in a sentence what to do, and may skip it", async (path, sentence) => {
    const firm = await firmWithFlow(scored(path));
    const runId = await startRun(firm);
    const stuck = await whenRun(firm.scope, runId, (run) => run.needsAttention);
    expect(stuck.position).toMatchObject([{ step: "ask", state: "attention", reason: expect.stringMatching(sentence) }]);
    expect(callsTo(path)).toHaveLength(1);
    await engine.now(() => tellRun(firm.scope, runId, { do: "skip" }));
    expect(await ended(runId)).toEqual({ outcome: "left" });
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
});

/** Somebody stays in it for a month. */
const lasting = (key: string) => aFlow({ month: { kind: "wait", for: "P30D", next: "done" }, done }, { key, again: "afterEnd" });

/** Ended by itself, without time being skipped: the others stay where they are. */
const over = (firm: Awaited<ReturnType<typeof firmWithFlow>>, runId: string) => whenRun(firm.scope, runId, (run) => run.status === "ended");

describe("other flows", () => {
  it("one that is started runs by itself and is not waited for; who is in it already is not started again, and that is said", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    await publishDefinition(firm.scope, { definition: lasting("second") });
    const start = (next: string): Step => ({ kind: "startFlow", flow: "second", next });
    await publishDefinition(firm.scope, { definition: aFlow({ first: start("again"), again: start("done"), done }) });
    const { id: matterId } = await firm.matter();
    const runId = await startRun(firm, "welcome", matterId);
    await over(firm, runId);
    const seconds = (await runsOf(firm.scope)).filter((run) => run.flowKey === "second");
    expect(seconds).toMatchObject([{ matterId, status: "running", causes: [runId] }]);
    const started = (await journalOf(firm.scope, runId)).filter((line) => line.what === "started");
    expect(started.map((line) => line.data?.["became"])).toEqual(["run", "already"]);
  });

  it("one that is paused starts nobody: staff are told so, and it goes on when they retry after it does", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    await publishDefinition(firm.scope, { definition: { ...lasting("second"), name: "Newsletter" } });
    await publishDefinition(firm.scope, { definition: aFlow({ start: { kind: "startFlow", flow: "second", next: "done" }, done }) });
    await setFlowState(firm.scope, { key: "second", state: "paused" });
    const runId = await startRun(firm);
    const stuck = await whenRun(firm.scope, runId, (run) => run.needsAttention);
    expect(stuck.position[0]?.reason).toBe("“Newsletter” is paused: nobody is started in it until somebody lets it go on.");
    await setFlowState(firm.scope, { key: "second", state: "live" });
    await engine.now(() => tellRun(firm.scope, runId, { do: "retry" }));
    expect((await over(firm, runId)).outcome).toBe("completed");
    expect((await runsOf(firm.scope)).map((run) => run.flowKey)).toContain("second");
  });

  it("one that is stopped ends for this matter, and not for another matter of the same person", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    await publishDefinition(firm.scope, { definition: lasting("second") });
    await publishDefinition(firm.scope, { definition: aFlow({ stop: { kind: "stopFlow", flow: "second", next: "done" }, done }) });
    const { id: matterId, contactId } = await firm.matter();
    const other = await firm.matter({ mainContactId: contactId });
    const [here, there] = [await startRun(firm, "second", matterId), await startRun(firm, "second", other.id)];
    for (const runId of [here, there]) await whenRun(firm.scope, runId, (run) => run.position[0]?.state === "waiting");
    const runId = await startRun(firm, "welcome", matterId);
    await over(firm, runId);
    expect((await over(firm, here)).outcome).toBe("cancelled");
    expect(await story(firm.scope, here)).toContain("stopped (Stopped by “Welcome”.)");
    expect(await runRecord(firm.scope, there)).toMatchObject({ status: "running" });
    const stopped = (await journalOf(firm.scope, runId)).find((line) => line.what === "stopped");
    expect(stopped?.data).toMatchObject({ flow: "second", stopped: 1 });
  });

  it("two that start each other are cut after ten links, and the story says so", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    const starts = (key: string, flow: string) => aFlow({ go: { kind: "startFlow", flow, next: "done" }, done }, { key });
    for (const key of ["ping", "pong"]) await publishDefinition(firm.scope, { definition: aFlow({ done }, { key }) });
    await publishDefinition(firm.scope, { definition: starts("ping", "pong") });
    await publishDefinition(firm.scope, { definition: starts("pong", "ping") });
    const { id: matterId } = await firm.matter();
    await enrolAndStart(firm.scope, { flowKey: "ping", subject: { kind: "matter", matterId } });
    const refused = async () => (await runsOf(firm.scope)).find((run) => run.outcome === "refused");
    await expect.poll(refused).toBeDefined();
    expect(await runsOf(firm.scope)).toHaveLength(12);
    expect(await story(firm.scope, (await refused())?._id ?? "")).toEqual([
      "skipped (Not started: 11 flows have started each other in a row. Check whether they go in a circle.)",
    ]);
  });
});
