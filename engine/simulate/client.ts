import type { Definition, Duration, Step, StepId, StepOf } from "../definition/types.ts";
import type { Facts, FirmFacts, Instant, JournalEntry, Json, JsonObject } from "../run/index.ts";
import { recipientsOf } from "../run/recipients.ts";
import { after, instantOf, inZone, msOf } from "../time/index.ts";
import { awaitedBy, becoming, carrying, comesOfBooking } from "./awaited.ts";
import { readFacts } from "./facts.ts";
import { type Happening, play, type Simulation } from "./play.ts";
import { usualSpan } from "./simulate.ts";
import { documentTemplate } from "./world.ts";

/**
 * How an imagined client behaves: does everything soon, nothing at all, or half of it (every other request, and that one late); or by
 * delays of its own, from the request, by step (`*` for all others; null never). Of several people asked each may have their own, by their
 * role: `assets/spouse`.
 */
export type Behaviour = "everything" | "half" | "nothing" | { delays: Record<StepId, Duration | null> };

/** What becomes of an appointment once it is booked; one that moves does so a week on, and is kept. */
export type AfterBooking = "comes" | "moves" | "cancels" | "misses";

export interface ClientOptions {
  until?: Instant;
  /** What becomes of appointments, by the step that offered them: usually the client comes. */
  booked?: Record<StepId, AfterBooking>;
  /** Of steps that wait for whichever of several things comes first: which does. Usually the first that is named. */
  happens?: Record<StepId, number>;
  /** How long staff take over their tasks; null never. Usually a day. */
  staff?: Duration | null;
  arms?: Record<StepId, number>;
  happenings?: Happening[];
}

/** What this person would receive and when, if they behaved so: for the editor's preview and the library's tests. */
export function simulateClient(
  definition: Definition,
  facts: Omit<Facts, "firm"> & { firm?: FirmFacts },
  firm: FirmFacts,
  start: Instant,
  behaviour: Behaviour,
  options: ClientOptions = {},
): Simulation {
  const begins = msOf(start);
  const read = readFacts(firm as JsonObject, facts as JsonObject);
  const client = new Client(definition, behaviour, options, read);
  return play(definition, {
    start: instantOf(begins),
    until: options.until ?? instantOf(after(begins, usualSpan, "UTC") ?? begins),
    facts: read,
    happenings: options.happenings ?? [],
    ...(options.arms ? { arms: options.arms } : {}),
    respond: (lines) => lines.flatMap((line) => client.answer(line)),
  });
}

const soon: Duration = "P1D";
const afterReminders: Duration = "P4D";

class Client {
  private readonly definition: Definition;
  private readonly behaviour: Behaviour;
  private readonly staff: Duration | null;
  private readonly booked: Record<StepId, AfterBooking>;
  private readonly happens: Record<StepId, number>;
  private readonly facts: Facts;
  private readonly zone: string;
  private asked = 0;
  /** When each of those asked to sign does, by step and visit; null never. */
  private readonly signing = new Map<string, { at: Instant | null; contactId?: string }[]>();
  constructor(definition: Definition, behaviour: Behaviour, { staff, booked, happens }: ClientOptions, facts: Facts) {
    this.definition = definition;
    this.behaviour = behaviour;
    this.staff = staff === undefined ? "P1D" : staff;
    this.booked = booked ?? {};
    this.happens = happens ?? {};
    this.facts = facts;
    this.zone = facts.firm.zone;
  }

  /** What follows from a line of the journal. */
  answer(line: JournalEntry): Happening[] {
    const step = line.step === undefined ? undefined : this.definition.steps[line.step];
    if (!step || line.step === undefined) return [];
    if (line.what === "requested" && step.kind === "approve") return this.staffDo(line, line.step, "approved");
    if (line.what === "requested") return this.clientDoes(line, line.step, step);
    if (line.what === "created" && step.kind === "createTask" && step.waitUntilDone) return this.staffDo(line, line.step, "done");
    if (line.what === "waiting" && step.kind === "waitForEvent") return this.comes(line, line.step, step);
    if (line.what === "waiting" && step.kind === "waitUntil") return this.becomes(line, line.step, step);
    return [];
  }

  private staffDo(line: JournalEntry, step: StepId, outcome: string): Happening[] {
    const at = this.moment(line.at, this.staff);
    return at ? [{ at, event: "task.completed", data: { step, outcome } }] : [];
  }

  private delay(step: StepId, role?: string): Duration | null {
    const { behaviour } = this;
    if (behaviour === "everything") return soon;
    if (behaviour === "nothing") return null;
    if (behaviour === "half") return this.asked++ % 2 === 0 ? afterReminders : null;
    const theirs = `${step}/${role}`;
    if (role !== undefined && Object.hasOwn(behaviour.delays, theirs)) return behaviour.delays[theirs] ?? null;
    if (Object.hasOwn(behaviour.delays, step)) return behaviour.delays[step] ?? null;
    return behaviour.delays["*"] ?? null;
  }

  /** As whom somebody is asked, of those whom a step asks. */
  private roleOf(step: Step, contactId: Json | undefined): string | undefined {
    const roles = "to" in step && Array.isArray(step.to) ? step.to : [];
    return roles.find((role) => this.facts.people?.[role]?.some(({ id }) => id === contactId));
  }

  private clientDoes(line: JournalEntry, id: StepId, step: Step): Happening[] {
    const contactId = line.data?.["contactId"];
    const at = this.moment(line.at, this.delay(id, this.roleOf(step, contactId)));
    const who = typeof contactId === "string" ? { contactId } : {};
    if (step.kind === "requestSignature") return this.signs(line, id, step, at, who);
    if (!at) return [];
    switch (step.kind) {
      case "requestForm":
        return [{ at, event: "form.submitted", data: { form: step.form }, ...who }];
      case "requestFiles":
        return [{ at, event: "files.received", data: { names: step.files.map((file) => file.name) }, ...who }];
      case "offerAppointment":
        return this.appointment(at, id, step.type, who);
      default:
        return [];
    }
  }

  /** Each signs by themselves; the document is signed when everyone asked has, at the moment of the last. */
  private signs(
    line: JournalEntry,
    id: StepId,
    step: StepOf<"requestSignature">,
    at: Instant | null,
    who: { contactId?: string },
  ): Happening[] {
    const asking = `${id}/${line.visit ?? 1}`;
    const people = [...(this.signing.get(asking) ?? []), { at, ...who }];
    this.signing.set(asking, people);
    const everyone = step.complete === "any" ? 1 : recipientsOf(step.to, this.facts).length;
    if (people.length !== everyone) return [];
    const sign = people.flatMap((one) => (one.at ? [{ ...one, at: one.at }] : [])).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const data = { template: documentTemplate(this.definition, step.document) };
    return sign.map((one, n) => ({ ...one, event: n + 1 === everyone ? "document.signed" : "document.partlySigned", data }));
  }

  /** Books for the next weekday at ten, a week on. Usually comes; else moves it or calls it off a day later, or just stays away. */
  private appointment(at: Instant, step: StepId, type: string, who: { contactId?: string }): Happening[] {
    let day = inZone(msOf(at), this.zone).add({ days: 7 }).with({ hour: 10, minute: 0, second: 0, millisecond: 0 });
    while (day.dayOfWeek > 5) day = day.add({ days: 1 });
    const data = { kind: "appointment", type, at: instantOf(day.epochMilliseconds) };
    const over = instantOf(day.add({ hours: 1 }).epochMilliseconds);
    const planned = { at, event: "occasion.planned", data, ...who };
    const dayLater = this.moment(at, "P1D") ?? over;
    const becomes = Object.hasOwn(this.booked, step) ? this.booked[step] : "comes";
    switch (becomes) {
      case "cancels":
        return [planned, { at: dayLater, event: "occasion.cancelled", data, ...who }];
      case "misses":
        return [planned, { at: over, event: "occasion.missed", data, ...who }];
      case "moves": {
        const later = day.add({ days: 7 });
        const moved = { ...data, at: instantOf(later.epochMilliseconds) };
        return [
          planned,
          { at: dayLater, event: "occasion.moved", data: { ...moved, from: data.at }, ...who },
          { at: instantOf(later.add({ hours: 1 }).epochMilliseconds), event: "occasion.held", data: moved, ...who },
        ];
      }
      default:
        return [planned, { at: over, event: "occasion.held", data, ...who }];
    }
  }

  /** Something awaited comes to pass as it is awaited, where it does not come of an appointment that is booked anyway. */
  private comes(line: JournalEntry, id: StepId, step: Extract<Step, { kind: "waitForEvent" }>): Happening[] {
    const awaited = awaitedBy(step);
    const chosen = (Object.hasOwn(this.happens, id) ? awaited[this.happens[id] ?? 0] : undefined) ?? awaited[0];
    const at = this.moment(line.at, this.delay(id));
    if (!at || !chosen?.event || comesOfBooking(this.definition, chosen, this.facts, line.at)) return [];
    return [{ at, event: chosen.event, data: carrying(chosen.where) }];
  }

  /** Staff, or the client through them, bring about what is waited for; usually nobody does. */
  private becomes(line: JournalEntry, id: StepId, step: StepOf<"waitUntil">): Happening[] {
    const { behaviour } = this;
    const said = typeof behaviour === "object" && Object.hasOwn(behaviour.delays, id) ? (behaviour.delays[id] ?? null) : null;
    const at = this.moment(line.at, said);
    const set = becoming(step.when);
    return at && Object.keys(set).length > 0 ? [{ at, set }] : [];
  }

  private moment(from: Instant, delay: Duration | null): Instant | null {
    const ms = delay === null ? null : after(msOf(from), delay, this.zone);
    return ms === null ? null : instantOf(ms);
  }
}
