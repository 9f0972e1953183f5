import { Context } from "@temporalio/activity";
import { clock, notFound, type Scope, type Stored, systemScope, withScope } from "../domain/base/index.ts";
import { undeliveredFor } from "../domain/events/index.ts";
import { type Published, versionOf } from "../domain/flows/index.ts";
import { marketingHold } from "../domain/holds/index.ts";
import { keyText, marketingSentTo } from "../domain/messages/index.ts";
import { heldWords, planMessage, type Said, saidOf, settlePlanned } from "../domain/outbox/index.ts";
import {
  type AdvanceAnswer,
  type EffectAnswer,
  type EffectRequest,
  effectResult,
  performOnce,
  RunModel,
  type RunRecord,
  readRunFacts,
  subjectOf,
} from "../domain/runs/index.ts";
import {
  type DecideContext,
  type Decision,
  decide,
  type Effect,
  type EffectResult,
  type Facts,
  type JsonObject,
  personById,
  type RunState,
  type RunSubject,
  refusal,
  withRunFacts,
} from "../engine/run/index.ts";
import { atServerTime } from "./clock.ts";
import { asFailure, permanent } from "./errors.ts";
import { beating } from "./heartbeat.ts";
import { scopeOf, takeInput } from "./taking.ts";

/** All an effect needs to be carried out, read right before it. */
export interface Carrying {
  /** In the run's name: what changes here carries the runs that led to it. */
  scope: Scope;
  run: Stored<RunRecord>;
  version: Published;
  effect: Effect;
  params: JsonObject;
  subject: RunSubject;
  /** With what the run's steps gave. */
  facts: Facts;
  /** What staff said of this message while it waited. */
  said: Said;
  /** Whether it is still to be done: asked where it waited, for a connection, since that was decided (rules 3, 5 and 11). */
  stillToDo(): Promise<boolean>;
}

export type EffectActivity = (request: EffectRequest) => Promise<EffectAnswer>;

/**
 * What every effect does (DESIGN §5): tells what came of it if it was done before; reads the facts; asks the engine whether to do it now
 * (exits, holds, consent, windows, lateness); acts. `act` sees to it that it happens once. Then, while nothing else has reached the run,
 * it has the run take the result at once: that saves the run a task of its own.
 */
export function effectActivity(act: (carrying: Carrying) => Promise<EffectResult>): EffectActivity {
  return (request) =>
    atServerTime(null, () =>
      beating(async () => {
        try {
          return await withScope(systemScope(request.firmId), () => carryOut(request, act));
        } catch (error) {
          throw asFailure(error);
        }
      }),
    );
}

async function carryOut(request: EffectRequest, act: (carrying: Carrying) => Promise<EffectResult>): Promise<EffectAnswer> {
  const { firmId, runId, effect, tick, inputId } = request;
  // A first attempt finds nothing done; were it otherwise, the effect's own claim would say so.
  const before = Context.current().info.attempt > 1 ? await effectResult(systemScope(firmId), runId, effect.key) : null;
  // The run is told by its shell then, which finds out whether it has been told already.
  if (before) return { result: before };
  const run = (await RunModel.findById(runId).lean()) as Stored<RunRecord> | null;
  if (!run) throw notFound("This run");
  const state = stateOf(run);
  const at = clock.now().toISOString();
  // Closing a request is part of ending: a link must not stay open behind a run that is over.
  const over = run.status === "ended" || state?.["ending"] !== undefined;
  if (!state || (over && effect.kind !== "closeRequest")) return { result: { status: "left", at, reason: "The run has ended." } };
  const carrying = await carryingOf(run, state, effect);
  const decision = await decided(carrying, state, { at, marketingSent: await sentLately(carrying) });
  const result = decision.go === "do" ? await act(carrying) : refusal(decision, at);
  await notePlanned(carrying, result);
  if (run.tick !== tick) return { result };
  const advanced = await takeAtOnce(carrying, { result, state, tick, inputId });
  return { result, ...(advanced ? { advanced } : {}) };
}

type Decided = Pick<Carrying, "version" | "effect" | "facts" | "subject" | "said" | "run">;

/** What the engine says of it now, with what the run has not been told yet. */
async function decided(
  carrying: Decided,
  state: RunState,
  { at, marketingSent }: { at: string; marketingSent: string[] },
): Promise<Decision> {
  const { version, effect, facts, subject, said } = carrying;
  const people = Object.values(facts.people ?? {}).flat();
  const undelivered = await undeliveredFor(
    subject,
    people.map((one) => one.id),
    state.watermarks,
  );
  return (
    heldItself(carrying, at) ??
    decide(version.definition, effect, facts, at, {
      undelivered,
      ...ownHold(state),
      marketingSent,
      ...(await ownMarketingHold(carrying)),
      ...(said.pressed ? { pressed: true } : {}),
    })
  );
}

/** So young a decision is not made again. */
const freshMs = (): number => Number(process.env.FIRMFLOW_FRESH_MS ?? 1_000);

/** Decided anew with what is known now, but for the firm's cap: its turn is taken already. */
async function stillToDo({ _id }: Pick<Stored<RunRecord>, "_id">, effect: Effect, readAt: number): Promise<boolean> {
  if (performance.now() - readAt < freshMs()) return true;
  const run = (await RunModel.findById(_id).lean()) as Stored<RunRecord> | null;
  const state = run && stateOf(run);
  if (!run || !state || run.status === "ended" || state["ending"] !== undefined) return false;
  const now = await carryingOf(run, state, effect);
  return (await decided(now, state, { at: clock.now().toISOString(), marketingSent: [] })).go === "do";
}

async function carryingOf(run: Stored<RunRecord>, state: RunState, effect: Effect): Promise<Carrying & { read: Facts; readAt: number }> {
  const scope = scopeOf(run);
  const readAt = performance.now();
  const [version, facts, said] = await Promise.all([
    versionOf(run.flowKey, run.version),
    readRunFacts(scope, run),
    "contactId" in effect.params ? saidOf(run._id, effect.key) : {},
  ]);
  const whole = withRunFacts(state, facts);
  const params = addressed(effect.params, whole);
  const carrying = { scope, run, version, effect, params, subject: subjectOf(run), facts: whole, said };
  return { ...carrying, stillToDo: () => stillToDo(run, effect, readAt), read: facts, readAt };
}

/** Whoever's record was merged into another meanwhile is written to by the record that stayed (rule 17). */
function addressed(params: JsonObject, facts: Facts): JsonObject {
  const { contactId } = params;
  const person = typeof contactId === "string" ? personById(contactId, facts) : undefined;
  return person && person.id !== contactId ? { ...params, contactId: person.id } : params;
}

/** Null where something else reached the run first, or the database is away: the shell then has it take the result. */
async function takeAtOnce(
  { run, scope, version, effect, read, readAt }: Awaited<ReturnType<typeof carryingOf>>,
  { result, state, tick, inputId }: { result: EffectResult; state: RunState; tick: number; inputId: string },
): Promise<AdvanceAnswer | null> {
  try {
    // What follows is decided on fresh facts (rule 3): mail changes none of them, and mostly takes no time to speak of.
    const fresh = "contactId" in effect.params && performance.now() - readAt < 1000;
    const facts = fresh ? read : await readRunFacts(scope, run);
    const input = { type: "effect", key: effect.key, result } as const;
    const answer = await takeInput({ run, version, facts, state, input, inputId, tick });
    return answer.took === inputId ? answer : null;
  } catch {
    return null;
  }
}

function stateOf(run: Stored<RunRecord>): RunState | null {
  return run.advanced ? (JSON.parse(run.advanced) as { state: RunState }).state : null;
}

const day = 86_400_000;

/** Staff hold this one message: it asks again each day, and at once when they let it go. */
function heldItself({ said }: Decided, at: string): Exclude<Decision, { go: "do" }> | null {
  if (!said.ownHold) return null;
  return { go: "later", until: new Date(Date.parse(at) + day).toISOString(), reason: heldWords(said.ownHold) };
}

/**
 * A message that does not leave yet stands in the outbox with why, and one that was planned there and is not to leave after all says so. That
 * it could not be written there keeps no run waiting.
 */
async function notePlanned({ scope, run, effect, params, subject, said }: Carrying, result: EffectResult): Promise<void> {
  const { contactId } = params;
  if (typeof contactId !== "string" || effect.kind === "remind") return;
  if (said.isPlanned && (result.status === "skipped" || result.status === "failed")) {
    const key = keyText({ runId: run._id, ...effect.key });
    return await settlePlanned(scope, { key, state: result.status, reason: result.reason }).catch(() => undefined);
  }
  if (result.status !== "later" && result.status !== "held") return;
  await planMessage(scope, {
    runId: run._id,
    flowKey: run.flowKey,
    key: effect.key,
    contactId,
    ...(subject.matterId ? { matterId: subject.matterId } : {}),
    purpose: effect.purpose ?? "transactional",
    state: result.status === "held" || said.ownHold ? "held" : "planned",
    ...(result.until && !said.ownHold ? { until: result.until } : {}),
    reason: result.reason,
  }).catch(() => undefined);
}

/** What the firm's cap of marketing counts, where it matters here. */
async function sentLately({ effect, facts }: Carrying): Promise<string[]> {
  const { contactId } = effect.params;
  if (effect.purpose !== "marketing" || !facts.firm.marketingCap || typeof contactId !== "string") return [];
  return await marketingSentTo(contactId);
}

/** A hold on marketing alone, of whoever this goes to: of the person, the matter, the flow or the firm. */
async function ownMarketingHold({ effect, subject, facts, run }: Decided): Promise<Pick<DecideContext, "marketingHold">> {
  const { contactId } = effect.params;
  if (effect.purpose !== "marketing") return {};
  const matterId = subject.matterId ?? (typeof facts.matter?.["id"] === "string" ? facts.matter["id"] : undefined);
  const contactIds = typeof contactId === "string" ? [contactId] : facts.contact ? [facts.contact.id] : [];
  const found = await marketingHold({ contactIds, flowKey: run.flowKey, ...(matterId ? { matterId } : {}) });
  return found ? { marketingHold: found } : {};
}

/** The run itself may have been put on hold while this waited for its turn. */
function ownHold(state: RunState): Pick<DecideContext, "hold"> {
  const hold = state["hold"] as DecideContext["hold"];
  return hold ? { hold } : {};
}

/** An effect on our own records: the change and the effect's record are one transaction. */
export function recordActivity(act: (carrying: Carrying) => Promise<JsonObject>): EffectActivity {
  return effectActivity((carrying) =>
    performOnce(carrying.scope, {
      runId: carrying.run._id,
      key: carrying.effect.key,
      kind: carrying.effect.kind,
      act: async () => ({ status: "done", at: clock.now().toISOString(), data: await act(carrying) }),
    }),
  );
}

/** The matter or contact a step works on, or a sentence for staff. */
export function matterOf({ subject, facts }: Carrying): string {
  const id = subject.matterId ?? facts.matter?.["id"];
  if (typeof id !== "string") throw permanent("This run has no matter. Skip this step, or jump to another.");
  return id;
}
export function contactOf({ subject, facts }: Carrying): string {
  const id = subject.contactId ?? facts.contact?.id;
  if (!id) throw permanent("This run has no main contact. Add one, then retry.");
  return id;
}
