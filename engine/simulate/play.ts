import type { Definition, StepId } from "../definition/types.ts";
import {
  advance,
  type Command,
  decide,
  type Effect,
  type EffectResult,
  type Facts,
  type Input,
  type Instant,
  type JournalEntry,
  type Json,
  type JsonObject,
  listensTo,
  type RunEvent,
  type RunState,
  refusal,
  start,
  tellsOfPresence,
  withRunFacts,
} from "../run/index.ts";
import { instantOf, msOf } from "../time/index.ts";
import { change, type Told } from "./changes.ts";
import { carryOut } from "./world.ts";

/** A run on an imagined clock. It is driven by the very `advance` and `decide` that drive a real one (rule 18). */

export type Happening =
  | { at: Instant; event: string; data?: JsonObject; contactId?: string }
  | { at: Instant; set: Record<string, Json> }
  | { at: Instant; do: "pause" | "resume" }
  | { at: Instant; command: Command }
  /** A hold on the person, matter, flow or firm, and its end (rule 11). */
  | { at: Instant; hold: { reason: string } | null }
  | { at: Instant; fail: StepId; reason?: string };

export interface Play {
  start: Instant;
  until: Instant;
  facts: Facts;
  happenings: Happening[];
  arms?: Record<StepId, number>;
  /** Asked for what follows from the lines just written: how an imagined client answers. */
  respond?(lines: JournalEntry[], facts: Facts): Happening[];
}

export interface Simulation {
  /** The `end`'s outcome, `exited`, `goal`, `cancelled`; `running` at `until`; `attention` when staff are needed. */
  outcome: string;
  endedAt: Instant | null;
  journal: JournalEntry[];
}

/** A flow that never comes to rest is stopped after so many inputs. */
const mostInputs = 200_000;

export function play(definition: Definition, given: Play): Simulation {
  const stage = new Stage(definition, given);
  stage.run();
  const { state, journal } = stage;
  const ended = state.status === "ended";
  const needsStaff = !ended && journalNeedsStaff(state);
  return {
    outcome: ended ? (state.outcome ?? "ended") : needsStaff ? "attention" : "running",
    endedAt: ended ? (journal.at(-1)?.at ?? null) : null,
    journal,
  };
}

function journalNeedsStaff(state: RunState): boolean {
  const { tokens, asks } = state as RunState & { asks?: { att?: string }[] };
  return tokens.some((token) => token["att"] !== undefined) || (asks ?? []).some((ask) => ask.att !== undefined);
}

class Stage {
  readonly definition: Definition;
  readonly given: Play;
  readonly journal: JournalEntry[] = [];
  state: RunState;
  private readonly facts: Facts;
  private now: number;
  private wakeAt: Instant | null = null;
  private agenda: Happening[];
  /** Events that happened and that the run has not been told yet. */
  private undelivered: RunEvent[] = [];
  private effects: Effect[] = [];
  /** A run is told only what its definition names, here as in a firm. */
  private readonly listens: ReadonlySet<string>;
  private failures: { at: number; step: StepId; reason: string }[] = [];
  private eventCount = 0;
  private inputs = 0;
  /** When marketing went to whom: for the firm's cap. */
  private readonly marketing = new Map<string, Instant[]>();

  constructor(definition: Definition, given: Play) {
    this.definition = definition;
    this.given = given;
    this.listens = new Set(listensTo(definition));
    this.facts = structuredClone(given.facts);
    this.now = msOf(given.start);
    this.agenda = inOrder(given.happenings);
    const { contact, matter, occasion } = this.facts;
    this.state = start(definition, {
      runId: "simulated",
      subject: {
        kind: definition.subject,
        ...(contact ? { contactId: contact.id } : {}),
        ...(typeof matter?.["id"] === "string" ? { matterId: matter["id"] } : {}),
        ...(typeof occasion?.["id"] === "string" ? { occasionId: occasion["id"] } : {}),
      },
      ...(given.arms ? { arms: given.arms } : {}),
    });
  }

  run(): void {
    this.beforeTheStart();
    this.take({ type: "start" });
    const until = msOf(this.given.until, Number.POSITIVE_INFINITY);
    while (this.state.status !== "ended" && this.inputs < mostInputs) {
      const [happening] = this.agenda;
      const happens = happening ? msOf(happening.at) : Number.POSITIVE_INFINITY;
      const wakes = this.wakeAt === null ? Number.POSITIVE_INFINITY : msOf(this.wakeAt);
      const next = Math.min(happens, wakes);
      if (next > until || next === Number.POSITIVE_INFINITY) return;
      this.now = Math.max(this.now, next);
      // Events before timers (rule 18).
      if (happening && happens <= wakes) {
        this.agenda.shift();
        this.happen(happening);
      } else this.take({ type: "timer" });
    }
  }

  /** What happened before the run began: it knows the facts of it, not the events. */
  private beforeTheStart(): void {
    while (this.agenda[0] && msOf(this.agenda[0].at) < this.now) {
      const happening = this.agenda.shift();
      if (!happening) return;
      if ("set" in happening) change(this.facts, happening.set);
      else if ("fail" in happening) this.fail(happening);
      else if ("do" in happening) this.holdEverything(happening.do === "pause" ? { reason: "On hold." } : null);
      else if ("hold" in happening) this.holdEverything(happening.hold);
    }
  }

  private holdEverything(hold: { reason: string } | null): void {
    if (hold) this.facts.hold = { reason: hold.reason, since: instantOf(this.now) };
    else delete this.facts.hold;
  }

  private letGo(at: Instant): void {
    const { hold } = this.facts;
    if (!hold) return;
    this.holdEverything(null);
    this.take({ type: "released", at, ...(hold.since ? { since: hold.since } : {}) });
  }

  private happen(happening: Happening): void {
    const at = instantOf(this.now);
    if ("event" in happening) this.tell([{ type: happening.event, data: happening.data ?? {} }], happening.contactId);
    else if ("set" in happening) this.tell(change(this.facts, happening.set));
    else if ("fail" in happening) this.fail(happening);
    else if ("command" in happening) this.take({ type: "command", command: happening.command, by: "staff", at });
    else if ("hold" in happening) {
      if (happening.hold) this.holdEverything(happening.hold);
      else this.letGo(at);
    } else if (happening.do === "pause") this.take({ type: "command", command: { do: "hold", reason: "On hold." }, by: "staff", at });
    else if (this.facts.hold) this.letGo(at);
    else this.take({ type: "command", command: { do: "resume" }, by: "staff", at });
  }

  private fail(happening: { at: Instant; fail: StepId; reason?: string }): void {
    this.failures.push({ at: msOf(happening.at), step: happening.fail, reason: happening.reason ?? "It failed." });
  }

  private tell(told: Told[], contactId?: string): void {
    this.happened(told, contactId);
    this.deliver();
  }

  private happened(told: Told[], contactId?: string): void {
    for (const one of told) if (this.listens.has(one.type) || tellsOfPresence(one)) this.undelivered.push(this.event(one, contactId));
  }

  private event({ type, data }: Told, contactId?: string): RunEvent {
    this.eventCount += 1;
    const who = contactId ?? data["contactId"] ?? data["contact"];
    return {
      id: `e${this.eventCount}`,
      type,
      at: instantOf(this.now),
      data,
      ...(typeof who === "string" ? { contactId: who } : {}),
    };
  }

  private deliver(): void {
    for (let event = this.undelivered.shift(); event; event = this.undelivered.shift()) this.take({ type: "event", event });
  }

  /** One input to the run, and then everything it leads to at this moment. */
  private take(input: Input): void {
    this.input(input);
    for (let effect = this.effects.shift(); effect; effect = this.effects.shift()) {
      const { result, told } = this.attempt(effect);
      this.happened(told);
      this.input({ type: "effect", key: effect.key, result });
      this.deliverDuring();
    }
  }

  /** Events of the run's own making reach it before its next effect. */
  private deliverDuring(): void {
    for (let event = this.undelivered.shift(); event; event = this.undelivered.shift()) this.input({ type: "event", event });
  }

  private input(input: Input): void {
    this.inputs += 1;
    const { state, effects, wakeAt, journal } = advance(this.definition, this.state, input, this.facts, instantOf(this.now));
    this.state = state;
    this.wakeAt = wakeAt;
    this.effects.push(...effects);
    this.journal.push(...journal);
    const answers = journal.length > 0 ? this.given.respond?.(journal, this.facts) : undefined;
    if (answers && answers.length > 0) this.agenda = inOrder([...this.agenda, ...answers]);
  }

  private attempt(effect: Effect): { result: EffectResult; told: Told[] } {
    const at = instantOf(this.now);
    // What a run that is over had still asked for is left undone, but for closing its requests: as in a firm.
    const over = this.state.status === "ended" || this.state["ending"] !== undefined;
    if (over && effect.kind !== "closeRequest") return { result: { status: "left", at, reason: "The run has ended." }, told: [] };
    const contactId = String(effect.params["contactId"]);
    const marketingSent = this.marketing.get(contactId) ?? [];
    const facts = withRunFacts(this.state, this.facts);
    const decision = decide(this.definition, effect, facts, at, { undelivered: this.undelivered, marketingSent });
    if (decision.go !== "do") return { result: refusal(decision, at), told: [] };
    const failure = this.failures.find((one) => one.step === effect.key.step && one.at <= this.now);
    if (failure) {
      this.failures = this.failures.filter((one) => one !== failure);
      return { result: { status: "failed", at, reason: failure.reason, surely: true }, told: [] };
    }
    if (effect.purpose === "marketing") this.marketing.set(contactId, [...marketingSent, at]);
    const { data, told } = carryOut(this.definition, effect, this.facts);
    return { result: { status: "done", at, ...(data ? { data } : {}) }, told };
  }
}

function inOrder(happenings: Happening[]): Happening[] {
  return [...happenings].sort((a, b) => msOf(a.at) - msOf(b.at));
}
