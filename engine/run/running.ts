import { compute, evaluate, renderText } from "../conditions/index.ts";
import type { Condition, Definition, Step, StepId } from "../definition/types.ts";
import { outletsOf } from "../steps/index.ts";
import { instantOf } from "../time/index.ts";
import { flowZone, withRunFacts } from "./runFacts.ts";
import type { Ask, Frame, Inner, Tok } from "./state.ts";
import type { Effect, Facts, Instant, JournalEntry, JournalWhat, Json, RunEvent } from "./types.ts";

type Extra = Omit<JournalEntry, "seq" | "at" | "what" | "step" | "visit">;

/**
 * One call of `advance` at work on its own copy of the state. It writes the journal, moves tokens and collects effects; what happens at a
 * step is the step's behaviour.
 */
export class Running {
  readonly definition: Definition;
  readonly state: Inner;
  readonly given: Facts;
  /** The time it really is, in milliseconds. */
  readonly now: number;
  /** Logical time of the decision being made. */
  at: Instant;
  readonly effects: Effect[] = [];
  readonly journal: JournalEntry[] = [];
  /** Tokens on their way to a step, in order. */
  readonly moving: { token: Tok; to: StepId }[] = [];

  constructor(definition: Definition, state: Inner, given: Facts, now: number) {
    this.definition = definition;
    this.state = state;
    this.given = given;
    this.now = now;
    this.at = instantOf(now);
  }

  get ended(): boolean {
    return this.state.status === "ended" || this.state.ending !== undefined;
  }
  get held(): boolean {
    return this.state.hold !== undefined;
  }

  step(id: StepId): Step | undefined {
    return Object.hasOwn(this.definition.steps, id) ? this.definition.steps[id] : undefined;
  }

  facts(event?: RunEvent): Facts {
    return withRunFacts(this.state, this.given, event);
  }
  zone(): string {
    return flowZone(this.definition, this.given);
  }
  /** Whether a condition holds now (rule 3). */
  holds(condition: Condition | undefined, event?: RunEvent): boolean {
    return evaluate(condition, this.facts(event), this.at, this.zone());
  }
  /** A value, or what its JsonLogic gives now. */
  value(logic: unknown): Json {
    return (compute(logic, this.facts(), this.at, this.zone()) ?? null) as Json;
  }

  /** A text with its merge fields filled in as they are now. */
  says(template: string): string {
    return renderText(template, this.facts()).text;
  }

  write(what: JournalWhat, place: { step: StepId; visit: number } | null, extra: Extra = {}): void {
    this.state.seq += 1;
    const said = Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== undefined));
    this.journal.push({
      seq: this.state.seq,
      at: this.at,
      what,
      ...(place ? { step: place.step, visit: place.visit } : {}),
      ...said,
    });
  }

  newToken(step: StepId, planned: Instant, path?: Frame[]): Tok {
    this.state.tokenCount += 1;
    const token: Tok = { id: `t${this.state.tokenCount}`, step, visit: 0, at: this.at, planned, ...(path?.length ? { path } : {}) };
    this.state.tokens.push(token);
    return token;
  }

  /** The token leaves by an outlet. In a held run it stays until the hold is lifted, in one about to move until it has. */
  leave(token: Tok, outlet = "next"): void {
    const step = this.step(token.step);
    const to = step && outletsOf(step).find((way) => way.name === outlet)?.to;
    if (to) this.send(token, to);
    else this.attention(token, `This step has no way on for “${outlet}”. Jump to the step that should come next, or cancel the run.`);
  }

  send(token: Tok, to: StepId): void {
    delete token.until;
    delete token.att;
    delete token.fx;
    delete token.mem;
    if (this.held || this.state.moving) token.go = to;
    else this.moving.push({ token, to });
  }

  /** What can't go on waits for staff, with the reason in words (rule 10). */
  attention(place: Tok | Ask, reason: string): void {
    place.att = reason;
    if ("id" in place) delete place.until;
    this.write("attention", place as { step: StepId; visit: number }, { reason });
  }

  tokenById(id: string | undefined): Tok | undefined {
    return this.state.tokens.find((token) => token.id === id);
  }
}
