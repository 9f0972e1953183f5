import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  proxyLocalActivities,
  sleep,
  workflowInfo,
} from "@temporalio/workflow";
import type { AdvanceAnswer, AdvanceRequest, MoveAnswer, Queued, RunFlowInput, RunFlowResult } from "../domain/runs/protocol.ts";
import type { Effect, Instant, RunState } from "../engine/run/types.ts";
import { showStatus, showVersion } from "./attributes.ts";
import { carryOut } from "./effects.ts";
import { listen } from "./listening.ts";
import { nextOf } from "./order.ts";

const { advance } = proxyLocalActivities<{ advance(request: AdvanceRequest): Promise<AdvanceAnswer> }>({
  startToCloseTimeout: "15 seconds",
  // The database may be away for a while: asked again until it is back, nothing is decided meanwhile.
  retry: { initialInterval: "100 milliseconds", backoffCoefficient: 2, maximumInterval: "10 seconds" },
  localRetryThreshold: "1 minute",
});

/** A run as its workflow holds it: where it stands, and the inputs it has not taken yet. */
export interface Shell {
  tick: number;
  state: RunState | null;
  wakeAt: Instant | null;
  queue: Queued[];
  /** Inputs that had been taken by an attempt whose answer got lost, and will still arrive here. */
  taken: Set<string>;
  /** Lifted holds it has been told of. */
  releases: string[];
  /** Updates whose command was taken. */
  obeyed: Set<string>;
  /** What became of moves that Updates asked for. */
  moves: Map<string, MoveAnswer>;
  inFlight: number;
  /** An input is being taken just now. */
  advancing: boolean;
  updates: number;
  push(queued: Queued): void;
}

/**
 * Carries out one run (DESIGN §5): takes its inputs one by one through the local activity `advance`, which decides, and starts the
 * effects it gives back. Nothing is decided here, so no history can disagree with a newer engine.
 */
export async function runFlow(input: RunFlowInput): Promise<RunFlowResult> {
  const shell = shellOf(input);
  listen(shell);
  const alarm = new Alarm((at) => shell.push({ id: `timer:${at}:${shell.tick}`, input: { type: "timer" } }));
  while (shell.state?.status !== "ended") {
    const next = nextOf(shell.queue);
    if (next) {
      await take(input, shell, next);
      continue;
    }
    if (mayContinueAsNew(input, shell)) {
      await condition(allHandlersFinished);
      if (shell.queue.length === 0) await goOn(input, shell);
      continue;
    }
    alarm.set(shell.wakeAt);
    const { tick } = shell;
    await condition(() => shell.queue.length > 0 || shell.tick !== tick || mayContinueAsNew(input, shell));
  }
  alarm.set(null);
  await condition(allHandlersFinished);
  return { outcome: shell.state.outcome ?? "ended" };
}

function shellOf({ carried }: RunFlowInput): Shell {
  const shell: Shell = {
    tick: carried?.tick ?? 0,
    state: carried?.state ?? null,
    wakeAt: carried?.wakeAt ?? null,
    queue: carried?.queue ?? [{ id: "start", input: { type: "start" } }],
    taken: new Set(carried?.taken),
    releases: carried?.releases ?? [],
    obeyed: new Set(),
    moves: new Map(),
    inFlight: 0,
    advancing: false,
    updates: 0,
    push(queued) {
      if (shell.taken.delete(queued.id)) shell.obeyed.add(queued.id);
      else if (!shell.queue.some((other) => other.id === queued.id)) shell.queue.push(queued);
    },
  };
  return shell;
}

async function take(input: RunFlowInput, shell: Shell, queued: Queued): Promise<void> {
  const { firmId, runId, flowKey } = input;
  const { tick, state } = shell;
  shell.advancing = true;
  const answer = await advance({ firmId, runId, flowKey, tick, state, queued, now: Date.now() });
  shell.advancing = false;
  apply(input, shell, answer);
}

/** An input was taken: where the run stands now, and the effects that came of it. */
function apply(input: RunFlowInput, shell: Shell, { took, state, effects, wakeAt, moved }: AdvanceAnswer): void {
  const before = shell.state?.status ?? "running";
  shell.tick += 1;
  shell.state = state;
  shell.wakeAt = wakeAt;
  if (!shell.queue.some((one) => one.id === took)) shell.taken.add(took);
  shell.queue = shell.queue.filter((one) => one.id !== took);
  if (took.startsWith("update:")) shell.obeyed.add(took);
  if (moved && took.startsWith("update:")) shell.moves.set(took, moved);
  if (moved?.became === "moved") showVersion(moved.version);
  if (before !== state.status) showStatus(state.status);
  for (const effect of effects) void start(input, shell, effect);
}

async function start(input: RunFlowInput, shell: Shell, effect: Effect): Promise<void> {
  const { firmId, runId, flowKey } = input;
  const { tick } = shell;
  const { step, visit, part } = effect.key;
  const inputId = `effect:${step}:${visit}:${part}:${tick}`;
  shell.inFlight += 1;
  const { result, advanced } = await carryOut({ firmId, runId, flowKey, effect, tick, inputId });
  shell.inFlight -= 1;
  // Taken already, by the activity itself, unless a local one has told so before.
  if (advanced && shell.tick === tick && !shell.advancing) {
    apply(input, shell, advanced);
    shell.taken.delete(inputId);
  } else shell.push({ id: inputId, input: { type: "effect", key: effect.key, result } });
}

/** When the server suggests it, or after many Updates; not while an effect is under way, whose result would find nobody. */
function mayContinueAsNew({ settings }: RunFlowInput, shell: Shell): boolean {
  if (shell.inFlight > 0) return false;
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  const early = settings?.continueAfterEvents !== undefined && historyLength >= settings.continueAfterEvents;
  return continueAsNewSuggested || early || shell.updates >= (settings?.continueAfterUpdates ?? 1000);
}

function goOn(input: RunFlowInput, { tick, state, wakeAt, queue, taken, releases }: Shell): Promise<never> {
  return continueAsNew<typeof runFlow>({ ...input, carried: { tick, state, wakeAt, queue, taken: [...taken], releases } });
}

/** One durable timer for the earliest wake-up; none while nothing is to be woken. */
class Alarm {
  #at: Instant | null = null;
  #scope: CancellationScope | null = null;
  readonly #ring: (at: Instant) => void;

  constructor(ring: (at: Instant) => void) {
    this.#ring = ring;
  }

  set(at: Instant | null): void {
    if (at === this.#at) return;
    this.#scope?.cancel();
    this.#at = at;
    this.#scope = at === null ? null : new CancellationScope();
    if (at !== null && this.#scope) void this.#wait(at, this.#scope);
  }

  async #wait(at: Instant, scope: CancellationScope): Promise<void> {
    const ms = Date.parse(at) - Date.now();
    try {
      if (ms > 0) await scope.run(() => sleep(ms));
    } catch {
      return;
    }
    if (this.#scope !== scope) return;
    this.#at = null;
    this.#scope = null;
    this.#ring(at);
  }
}
