import { Temporal } from "temporal-polyfill";
import type { Definition } from "../../definition/types.ts";
import { change } from "../../simulate/changes.ts";
import { carryOut } from "../../simulate/world.ts";
import { instantOf, msOf } from "../../time/index.ts";
import { advance } from "../advance.ts";
import { type DecideContext, decide, refusal } from "../decide.ts";
import { abandonMove, isBusy, type Mapping, migrate, movingTo, type Version } from "../moving/index.ts";
import { withRunFacts } from "../runFacts.ts";
import { type StartOptions, start } from "../start.ts";
import type {
  Advanced,
  Command,
  Effect,
  EffectResult,
  Facts,
  Input,
  JournalEntry,
  Json,
  JsonObject,
  RunEvent,
  RunState,
} from "../types.ts";
import type { FlowBuilder } from "./flow.ts";
import { lines } from "./lines.ts";

export interface LabOptions extends Partial<StartOptions> {
  /** Local time in New York: `2026-01-05 10:00` (a Monday), the default. */
  at?: string;
  facts?: Partial<Facts>;
  /** Effects wait in `pending` to be settled by hand. */
  byHand?: boolean;
  event?: RunEvent;
}

/**
 * A run under the microscope: the clock stands until told otherwise, every state goes through JSON, effects are decided on as in
 * production and carried out at once, unless by hand.
 */
export class Lab {
  definition: Definition;
  version = 1;
  readonly journal: JournalEntry[] = [];
  readonly facts: Facts;
  /** Every effect ever asked for. */
  readonly asked: Effect[] = [];
  pending: Effect[] = [];
  undelivered: RunEvent[] = [];
  /** When marketing went to the client, from this flow and any other. */
  marketingSent: string[] = [];
  state: RunState;
  wakeAt: string | null = null;
  now: string;
  private readonly byHand: boolean;
  private told = 0;
  private requests = 0;
  private seen = 0;
  private waiting: Version | null = null;

  constructor(flow: FlowBuilder | Definition, options: LabOptions = {}) {
    this.definition = "build" in flow ? flow.build() : flow;
    this.now = local(options.at ?? "2026-01-05 10:00");
    this.byHand = options.byHand ?? false;
    this.facts = structuredClone({
      firm: { zone: "America/New_York", holidays: ["2026-01-19"] },
      contact: { id: "client", firstName: "Ann", email: "ann@example.com", consent: { email: true } },
      matter: { id: "m1", stage: "open" },
      ...options.facts,
    });
    const { byHand: _byHand, facts: _facts, at: _at, event, ...more } = options;
    this.state = start(this.definition, { runId: "r1", subject: { kind: "matter", matterId: "m1", contactId: "client" }, ...more });
    this.input({ type: "start", ...(event ? { event } : {}) });
  }

  /** One input, and unless by hand the effects it leads to. */
  input(input: Input): this {
    this.take(advance(this.definition, this.state, input, this.facts, this.now));
    this.moveIfSettled();
    return this;
  }

  private take(result: Advanced): void {
    this.state = JSON.parse(JSON.stringify(result.state)) as RunState;
    this.wakeAt = result.wakeAt;
    this.journal.push(...result.journal);
    this.asked.push(...result.effects);
    this.pending.push(...result.effects);
    if (!this.byHand) this.carryOutAll();
  }

  carryOutAll(): void {
    for (let effect = this.pending.shift(); effect; effect = this.pending.shift()) {
      const decision = this.decide(effect);
      this.input({ type: "effect", key: effect.key, result: decision.go === "do" ? this.doIt(effect) : refusal(decision, this.now) });
    }
  }

  decide(effect: Effect, context: DecideContext = { undelivered: this.undelivered, marketingSent: this.marketingSent }) {
    return decide(this.definition, effect, withRunFacts(this.state, this.facts), this.now, context);
  }

  private doIt(effect: Effect): EffectResult {
    carryOut(this.definition, effect, this.facts);
    if (effect.purpose === "marketing") this.marketingSent.push(this.now);
    const data: JsonObject = effect.key.part.startsWith("ask:") ? { requestId: `rq${++this.requests}` } : {};
    if (effect.kind === "createTask") data["taskId"] = `task-${effect.key.step}`;
    return { status: "done", at: this.now, data };
  }

  /** Settles a pending effect by hand: the first of that step or part. */
  settle(which: string, result: Partial<EffectResult> & { status: EffectResult["status"] } = { status: "done" }): this {
    const effect = this.pending.find((one) => one.key.step === which || one.key.part === which);
    if (!effect)
      throw new Error(`Nothing pending for ${which}: ${this.pending.map((one) => `${one.key.step}/${one.key.part}`).join(", ")}`);
    this.pending = this.pending.filter((one) => one !== effect);
    return this.input({ type: "effect", key: effect.key, result: { at: this.now, ...result } as EffectResult });
  }

  /** Lets time pass to a local moment, waking the run whenever it wants. */
  to(moment: string): this {
    const end = msOf(local(moment));
    for (let guard = 0; this.wakeAt !== null && msOf(this.wakeAt) <= end && guard < 5000; guard++) {
      this.now = instantOf(Math.max(msOf(this.wakeAt), msOf(this.now)));
      this.input({ type: "timer" });
    }
    this.now = instantOf(end);
    return this;
  }

  /** Time passes and nobody wakes the run: an outage that ends at this moment. */
  outageUntil(moment: string): this {
    this.now = local(moment);
    return this.input({ type: "timer" });
  }

  event(type: string, data: JsonObject = {}, more: Partial<RunEvent> = {}): this {
    return this.input({ type: "event", event: this.anEvent(type, data, more) });
  }

  anEvent(type: string, data: JsonObject = {}, more: Partial<RunEvent> = {}): RunEvent {
    this.told += 1;
    return { id: `e${this.told}`, type, at: this.now, data, stream: "matter:m1", seq: this.told, ...more };
  }

  /** Records change, and the run hears of it. */
  set(path: string, value: Json): this {
    for (const { type, data } of change(this.facts, { [path]: value })) this.event(type, data);
    return this;
  }

  command(command: Command, by = "Sam"): this {
    return this.input({ type: "command", command, by, at: this.now });
  }

  /** Moves the run to another version of its flow, as staff would; why not, where that is refused. */
  move(to: FlowBuilder | Definition, mapping: Mapping = {}, number = this.version + 1): string | null {
    const next = { number, definition: "build" in to ? to.build() : to };
    const from = { number: this.version, definition: this.definition };
    const result = migrate({ from, to: next, mapping, by: "Sam" }, this.state, this.facts, this.now);
    if (result.became === "refused") return result.why;
    this.waiting = result.became === "waits" ? next : null;
    if (result.became === "moved") this.become(next);
    this.take(result);
    return null;
  }

  private become({ number, definition }: Version): void {
    this.version = number;
    this.definition = definition;
  }

  /** A move that waited for effects in flight happens as soon as none is. */
  private moveIfSettled(): void {
    const waiting = this.waiting;
    const moving = movingTo(this.state);
    if (!waiting || !moving || isBusy(this.state)) return;
    this.waiting = null;
    const from = { number: this.version, definition: this.definition };
    const result = migrate({ from, to: waiting, mapping: moving.mapping, by: moving.by }, this.state, this.facts, this.now);
    if (result.became !== "refused") this.become(waiting);
    this.take(result.became === "refused" ? abandonMove({ from, to: waiting }, this.state, this.facts, this.now, result.why) : result);
  }

  /** Lines written since the last call. */
  news(): string[] {
    const fresh = this.journal.slice(this.seen);
    this.seen = this.journal.length;
    return lines(fresh);
  }

  story(): string[] {
    return lines(this.journal);
  }

  keys(): string[] {
    return this.asked.map(({ key }) => `${key.step}#${key.visit}/${key.part}`);
  }
}

/** `2026-01-05 10:00` in New York as an instant. */
export function local(moment: string): string {
  return new Date(
    Temporal.PlainDateTime.from(moment.replace(" ", "T")).toZonedDateTime("America/New_York").epochMilliseconds,
  ).toISOString();
}
