import { expect } from "vitest";
import type { Definition, StepId } from "../../definition/types.ts";
import { outletsOf } from "../../steps/index.ts";
import { instantOf, MINUTE, msOf } from "../../time/index.ts";
import { advance } from "../advance.ts";
import { type Mapping, type Migrated, migrate } from "../moving/index.ts";
import { position } from "../positions.ts";
import { start } from "../start.ts";
import type { Advanced, Effect, EffectResult, Facts, Input, JournalEntry, JsonObject, RunState } from "../types.ts";
import type { Deed } from "./inputs.ts";

/** A run to which random things happen, watched over at every step. */
export class Trial {
  definition: Definition;
  version = 1;
  readonly journal: JournalEntry[] = [];
  /** All that was decided on, so that it can be decided once more. */
  readonly taken: { input: Input; facts: Facts; now: string }[] = [];
  state: RunState;
  private readonly facts: Facts;
  private readonly contact = { id: "c1", email: "ann@example.com", consent: { email: true } };
  private now = msOf("2026-01-05T15:00:00Z");
  private wakeAt: string | null = null;
  private pending: Effect[] = [];
  private readonly open = new Set<string>();
  private readonly finished = new Set<string>();
  private readonly jumps: StepId[] = [];
  private told = 0;
  private requests = 0;

  constructor(definition: Definition, state?: RunState) {
    this.definition = definition;
    this.facts = {
      firm: { zone: "America/New_York", holidays: ["2026-01-19"] },
      contact: this.contact,
      matter: { id: "m1", stage: "lead", closingDate: "2026-03-02" },
    };
    this.state = state ?? start(definition, { runId: "r1", subject: { kind: "matter", matterId: "m1", contactId: "c1" } });
    this.input({ type: "start" });
  }

  befall(deed: Deed): void {
    const input = this.inputOf(deed);
    if (input) this.input(input);
  }

  /** Moves the run, where it can be, to another version, and watches over that as over any input. */
  move(definition: Definition, mapping: Mapping): Migrated["became"] {
    const from = { number: this.version, definition: this.definition };
    const to = { number: this.version + 1, definition };
    const before = JSON.stringify(this.state);
    const result = migrate({ from, to, mapping, by: "Sam" }, this.state, this.facts, instantOf(this.now));
    expect(JSON.stringify(this.state)).toBe(before);
    if (result.became !== "moved") return result.became;
    this.version += 1;
    this.definition = definition;
    this.take(result);
    return "moved";
  }

  private inputOf(deed: Deed): Input | null {
    switch (deed.do) {
      case "event":
        this.told += deed.again ? 0 : 1;
        return {
          type: "event",
          event: {
            id: `e${this.told}`,
            type: deed.type,
            at: instantOf(this.now),
            data: deed.data,
            stream: "m",
            seq: this.told,
            ...this.request(deed.request),
          },
        };
      case "set": {
        const [root, name] = deed.path.split(".") as ["matter" | "contact", string];
        Object.assign(this.facts[root] ?? {}, { [name]: deed.value });
        this.told += 1;
        return {
          type: "event",
          event: {
            id: `e${this.told}`,
            type: `${root}.changed`,
            at: instantOf(this.now),
            data: { paths: [deed.path] },
            stream: "m",
            seq: this.told,
          },
        };
      }
      case "wake":
        if (this.wakeAt === null) return null;
        this.now = Math.max(this.now, msOf(this.wakeAt)) + deed.lateMinutes * MINUTE;
        return { type: "timer" };
      case "settle":
        return this.settle(deed);
      case "command":
        return this.command(deed.which, deed.step);
      case "released":
        delete this.facts.hold;
        return { type: "released", at: instantOf(this.now) };
      case "presence": {
        const { contact } = this;
        if (deed.deleted) delete this.facts.contact;
        else this.facts.contact = contact;
        this.told += 1;
        const data: JsonObject = { paths: ["contact.deletedAt"], name: "Ann", ...(deed.deleted ? { deleted: true } : { restored: true }) };
        const at = instantOf(this.now);
        return {
          type: "event",
          event: { id: `e${this.told}`, type: "contact.changed", at, data, contactId: "c1", stream: "m", seq: this.told },
        };
      }
      case "personHold":
        this.facts.hold = { reason: "Illness" };
        return null;
      default:
        return deed satisfies never;
    }
  }

  private request(which: number): { requestId?: string } {
    return which < 3 || this.requests === 0 ? {} : { requestId: `rq${(which % this.requests) + 1}` };
  }

  private settle(deed: Extract<Deed, { do: "settle" }>): Input | null {
    const effect = this.pending[deed.which % Math.max(this.pending.length, 1)];
    if (!effect) return null;
    this.pending = this.pending.filter((one) => one !== effect);
    this.open.delete(keyOf(effect));
    return { type: "effect", key: effect.key, result: this.result(deed) };
  }

  private result({ how, surely }: Extract<Deed, { do: "settle" }>): EffectResult {
    const at = instantOf(this.now);
    if (how === "done") return { status: how, at, data: { requestId: `rq${++this.requests}`, taskId: `t${this.requests}` } };
    if (how === "later") return { status: how, at, until: instantOf(this.now + 90 * MINUTE), reason: "Window" };
    if (how === "failed") return { status: how, at, reason: "Broken", surely };
    return { status: how, at, reason: how };
  }

  private command(which: Extract<Deed, { do: "command" }>["which"], index: number): Input {
    const ids = Object.keys(this.definition.steps);
    const step = ids[index % ids.length] ?? "";
    const told = { type: "command", by: "Sam", at: instantOf(this.now) } as const;
    if (which === "hold") return { ...told, command: { do: "hold", reason: "Away" } };
    if (which === "complete") return { ...told, command: { do: "complete", step, how: "phone" } };
    if (which !== "jump") return { ...told, command: { do: which } };
    this.jumps.push(step);
    return { ...told, command: { do: "jump", to: step } };
  }

  private input(input: Input): void {
    const before = JSON.stringify(this.state);
    this.taken.push(structuredClone({ input, facts: this.facts, now: instantOf(this.now) }));
    const advanced = advance(this.definition, this.state, input, this.facts, instantOf(this.now));
    expect(JSON.stringify(this.state)).toBe(before);
    if (input.type === "effect" && (input.result.status === "done" || input.result.status === "skipped"))
      this.finished.add(`${input.key.step}#${input.key.visit}/${input.key.part}`);
    this.take(advanced);
  }

  private take({ state, effects, wakeAt, journal }: Advanced): void {
    this.state = state;
    this.wakeAt = wakeAt;
    this.journal.push(...journal);
    for (const effect of effects) {
      expect(this.open.has(keyOf(effect)), `issued while in flight: ${keyOf(effect)}`).toBe(false);
      expect(this.finished.has(keyOf(effect)), `issued again: ${keyOf(effect)}`).toBe(false);
      this.open.add(keyOf(effect));
    }
    this.pending.push(...effects);
    this.watch();
  }
  /** What holds at every moment. */
  private watch(): void {
    const { state } = this;
    for (const token of state.tokens) expect(Object.hasOwn(this.definition.steps, token.step)).toBe(true);
    if (state.status === "ended") expect([state.tokens, this.wakeAt]).toEqual([[], null]);
    expect(position(state).filter((one) => !one.token.includes("."))).toHaveLength(state.tokens.length);
    expect(JSON.stringify(state).length).toBeLessThan(8 * 1024);
  }

  /** What holds of the whole story. */
  check(): void {
    const { journal } = this;
    expect(journal.map((line) => line.seq)).toEqual(journal.map((_, index) => index + 1));
    expect(journal.filter((line) => line.reason?.startsWith("Firmflow could not"))).toEqual([]);
    const joined = journal.filter((line) => line.what === "joined").map((line) => `${line.step}#${line.visit}`);
    expect(new Set(joined).size).toBe(joined.length);
    expect(journal.filter((line) => line.what === "ended").length).toBeLessThan(2);
    // Which ways were taken in which version is not told apart.
    if (this.version > 1) return;
    const allowed = this.reachable();
    for (const line of journal) if (line.step) expect(allowed.has(line.step), `${line.step} was not on the way`).toBe(true);
  }

  /** Steps on ways that were taken: of branches and splits only those the journal names. */
  private reachable(): Set<StepId> {
    const found = new Set<StepId>();
    const skipped = new Set(this.journal.filter((line) => line.what === "skipped" && line.by).map((line) => line.step));
    const waiting = [this.definition.start, ...(this.definition.goals ?? []).map((goal) => goal.then), ...this.jumps];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const step = Object.hasOwn(this.definition.steps, id) ? this.definition.steps[id] : undefined;
      if (!step || found.has(id)) continue;
      found.add(id);
      const decides = (step.kind === "branch" || step.kind === "split") && !skipped.has(id);
      const taken = this.journal.filter((line) => line.step === id && line.what === "branched").map((line) => line.to ?? "");
      waiting.push(...(decides ? taken : outletsOf(step).flatMap((way) => way.to ?? [])));
    }
    return found;
  }
}

function keyOf({ key }: Effect): string {
  return `${key.step}#${key.visit}/${key.part}`;
}
