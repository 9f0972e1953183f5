import Type from "typebox";
import { atServerTime } from "../../activities/clock.ts";
import { settleApproval } from "../../domain/approvals/index.ts";
import { operation, withScope } from "../../domain/base/index.ts";
import { changeContact, createContact } from "../../domain/contacts/index.ts";
import { deliverPending, tellReleased } from "../../domain/events/dispatchers.ts";
import { EventModel, emit, type NewEvent } from "../../domain/events/index.ts";
import { readFacts } from "../../domain/facts/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { hold, release } from "../../domain/holds/index.ts";
import { changeMatter, createMatter, moveStage } from "../../domain/matters/index.ts";
import { messageIdOf } from "../../domain/messages/keys.ts";
import { requestById, settle } from "../../domain/requests/index.ts";
import { enrolOnce, RunModel, startWorkflow, tellRun } from "../../domain/runs/index.ts";
import { completeTask, TaskModel } from "../../domain/tasks/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import type { Command, Facts, JournalEntry, RunState } from "../../engine/run/index.ts";
import { journalOf } from "../support/engine.ts";
import type { TestFirm } from "../support/firm.ts";
import { answerEvent, requestFor } from "./answers.ts";
import { dayAfter, kept, otherAddress, personOf, type Told } from "./imagined.ts";
import type { Paced } from "./pacing.ts";
import type { Case, Happening } from "./script.ts";

/** A case acted out on a real firm: its own matter and people, its own flow, its own run. */
export class Acting {
  readonly case: Case;
  readonly runId: string;
  readonly told: Told;
  readonly #firm: TestFirm;
  readonly #paced: Paced;
  readonly #streams: string[];
  readonly #matterId: string;
  /** Steps whose next mail is refused. */
  readonly failing: string[] = [];
  /** The hold in force. */
  #hold: string | undefined;

  private constructor(
    given: Case,
    firm: TestFirm,
    paced: Paced,
    run: { definition: Definition; runId: string; matterId: string; facts: Facts; start: string },
  ) {
    this.case = given;
    this.#firm = firm;
    this.#paced = paced;
    this.runId = run.runId;
    this.#matterId = run.matterId;
    const people = [personOf(run.facts, "client"), personOf(run.facts, "spouse")].flatMap((id) => (id ? [`contact:${id}`] : []));
    this.#streams = [`matter:${run.matterId}`, ...people];
    this.told = { definition: run.definition, start: run.start, facts: run.facts, moments: new Map() };
  }

  static async record(given: Case, firm: TestFirm, of: (runId: string) => Paced, number: string, now: string): Promise<Acting> {
    const { scope } = firm;
    const phone = `+1518555${number.padStart(4, "0").slice(-4)}`;
    const name = (who: string) => ({ firstName: "Ngozi", email: `${who}.${number}@mail.example`, phone });
    const consent = given.consent ? { consent: { email: { given: true } } } : {};
    const { id: client } = await createContact(scope, { ...name("client"), ...consent });
    const { id: spouse } = await createContact(scope, name("spouse"));
    const people = [
      { contactId: client, role: "client" },
      { contactId: spouse, role: "spouse" },
    ];
    const fields = given.closing === null ? {} : { fields: { closingDate: dayAfter(now, given.closing) } };
    const { id: matterId } = await createMatter(scope, { caseType: "random", mainContactId: client, people, ...fields });
    await EventModel.collection.updateMany({ matterId }, { $set: { state: "delivered" } });
    const key = `random-${number}`;
    const definition = { ...given.definition, key, steps: onThisMachine(given.definition.steps) };
    await publishDefinition(scope, { definition });
    const subject = { kind: "matter" as const, matterId };
    const facts = await readFacts(scope, subject);
    const enrolled = await enrolOnce(scope, { flowKey: key, subject });
    if (enrolled.became !== "run") throw new Error(`Not started: ${enrolled.became}`);
    const paced = of(enrolled.runId);
    return new Acting(given, firm, paced, { definition, runId: enrolled.runId, matterId, facts, start: now });
  }

  /** Starts the recorded run, and waits until all that follows at once has followed. */
  async begin(): Promise<void> {
    await startWorkflow((await this.record()) as Parameters<typeof startWorkflow>[0]);
    await this.#paced.whenTaken("start");
    this.told.start = this.#paced.moments[0]?.at ?? this.told.start;
    await this.#paced.atRest();
  }

  when(happening: Happening): string {
    return new Date(
      Date.parse(this.told.start) + happening.after * 60_000 + 17_000 + this.case.happenings.indexOf(happening) * 31,
    ).toISOString();
  }

  /** Lets it happen at its moment and waits until all that follows at once has followed. */
  async happen(happening: Happening, now: number): Promise<void> {
    await this.rest(now);
    // Nothing happens to it any more.
    if (this.ended) return;
    const at = this.when(happening);
    this.told.moments.set(happening, at);
    await this.#paced.during(() => atServerTime(Date.parse(at), () => this.#do(happening, at)));
    await this.#paced.atRest();
  }

  async #do(happening: Happening, at: string): Promise<void> {
    const { scope } = this.#firm;
    const matterId = this.#matterId;
    switch (happening.sort) {
      case "event":
        await tell(scope, { events: [{ type: happening.type, data: happening.data, matterId }] });
        break;
      case "set":
        await this.#set(happening.path, happening.value);
        break;
      case "closing": {
        const closingDate = happening.days === null ? null : dayAfter(this.told.start, happening.days);
        await changeMatter(scope, { matterId, change: { fields: { closingDate } } });
        break;
      }
      case "answer":
        await this.#answer(happening, at);
        break;
      case "task":
        await this.#completeTask(happening.step, happening.outcome);
        break;
      case "fail":
        this.failing.push(happening.step);
        return;
      case "keepBack":
        return await this.#keepBack(happening);
      case "letGo":
        return await this.#letGo(happening);
      case "command":
        return await this.#command(happening, happening.do === "hold" ? { do: "hold", reason: "On hold." } : { do: happening.do });
      case "jump":
        return await this.#command(happening, { do: "jump", to: happening.to });
      case "complete":
        return await this.#command(happening, { do: "complete", step: happening.step, how: "phone" });
      default:
        happening satisfies never;
    }
    await this.deliver();
  }

  async #set(path: string, value: unknown): Promise<void> {
    const { scope } = this.#firm;
    const contactId = personOf(this.told.facts, "client") ?? "";
    if (path === "matter.stage") await moveStage(scope, { matterId: this.#matterId, stage: String(value) });
    else if (path === "contact.consent.email")
      await changeContact(scope, { contactId, change: { consent: { email: { given: value === true } } } });
    else await changeContact(scope, { contactId, change: { email: value === null ? null : otherAddress(this.told.facts) } });
  }

  async #answer(happening: Extract<Happening, { sort: "answer" }>, at: string): Promise<void> {
    const contactId = personOf(this.told.facts, happening.who);
    const event = answerEvent(this.case.definition, happening, at);
    const state = await this.state();
    if (!event || !contactId || !state) return;
    const requestId = requestFor(this.case.definition, state, happening, contactId);
    const about = { matterId: this.#matterId, contactId };
    await tell(this.#firm.scope, {
      events: [{ ...event, ...about, ...(requestId ? { requestId } : {}) }],
      ...(requestId ? { requestId } : {}),
    });
  }

  /** One hold at a time: what would be a second one does not happen. */
  async #keepBack(happening: Extract<Happening, { sort: "keepBack" }>): Promise<void> {
    if (this.#hold) {
      this.told.moments.delete(happening);
      return;
    }
    const contactId = personOf(this.told.facts, "client") ?? "";
    const targetId = { contact: contactId, matter: this.#matterId, flow: this.told.definition.key }[happening.target];
    this.#hold = (await hold(this.#firm.scope, { target: happening.target, targetId, reason: kept })).id;
  }

  async #letGo(happening: Happening): Promise<void> {
    const holdId = this.#hold;
    this.#hold = undefined;
    if (!holdId) {
      this.told.moments.delete(happening);
      return;
    }
    await release(this.#firm.scope, { holdId });
    await tellReleased();
    await this.#paced.whenTaken(`released:${holdId}`);
  }

  async #completeTask(step: string, outcome: "approved" | "rejected"): Promise<void> {
    const { scope } = this.#firm;
    const task = await withScope(scope, () => TaskModel.findOne({ runId: this.runId, step, state: "open" }).sort({ visit: -1 }).lean());
    const { approvalId } = task ?? {};
    if (approvalId) await settleApproval(scope, { approvalId, decision: outcome, messages: [] });
    else if (task) await completeTask(scope, { taskId: task._id, outcome });
  }

  async #command(happening: Happening, command: Command): Promise<void> {
    const before = this.#paced.moments.length;
    try {
      await tellRun({ ...this.#firm.scope, idempotencyKey: `${this.runId}/${this.when(happening)}` }, this.runId, command);
    } catch (error) {
      // It would change nothing, and the simulator must find so too.
      if (!(error instanceof Error && "code" in error && (error.code === "command-refused" || error.code === "run-ended"))) throw error;
    }
    const taken = this.#paced.moments.slice(before).find((one) => one.took.startsWith("update:"));
    if (taken) this.told.moments.set(happening, taken.at);
  }

  /** Carries what is pending about this matter and its people to the run, and waits until the run has taken it. */
  async deliver(): Promise<void> {
    const pending = await withScope(this.#firm.scope, () =>
      EventModel.find({ state: "pending", stream: { $in: this.#streams } }, { type: 1 }).lean(),
    );
    if (pending.length === 0) return;
    const run = await this.record();
    const onError = (error: unknown) => {
      throw error;
    };
    await deliverPending({ name: this.runId, streams: this.#streams, onError });
    if (run.status === "ended") return;
    for (const event of pending) if (run.listens.includes(event.type)) await this.#paced.whenTaken(event._id);
  }

  /** Whether the mail that is being handed over now is to be refused; once for each time it was asked for. */
  refuses(messageId: string): boolean {
    const { current } = this.#paced;
    const index = current ? this.failing.indexOf(current.step) : -1;
    if (!current || index < 0) return false;
    const domain = messageId.split("@")[1]?.slice(0, -1) ?? "";
    if (messageIdOf(this.#firm.scope.firmId, { runId: this.runId, ...current }, domain) !== messageId) return false;
    this.failing.splice(index, 1);
    return true;
  }

  get ended(): boolean {
    return this.#paced.ended;
  }

  /** Until nothing that was due by then is under way. */
  async rest(now: number): Promise<void> {
    for (let looks = 0; looks < 2000; looks++) {
      await this.#paced.atRest();
      if (this.ended) return;
      const { wakeAt } = await this.record();
      if ((!wakeAt || wakeAt.getTime() > now) && this.#paced.current === undefined) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`Run ${this.runId} does not come to rest.`);
  }

  async record() {
    const run = await withScope(this.#firm.scope, () => RunModel.findById(this.runId).lean());
    if (!run) throw new Error(`Run ${this.runId} is gone.`);
    return run;
  }
  async state(): Promise<RunState | null> {
    const { advanced } = await this.record();
    return advanced ? (JSON.parse(advanced) as { state: RunState }).state : null;
  }
  journal(): Promise<JournalEntry[]> {
    return journalOf(this.#firm.scope, this.runId);
  }
}

/** Calls go to the other system of the tests. */
function onThisMachine(steps: Definition["steps"]): Definition["steps"] {
  const url = `https://${process.env.FIRMFLOW_PRIVATE_WEBHOOKS ?? ""}/in`;
  return Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, step.kind === "callWebhook" ? { ...step, url } : step]));
}

/** Something happened to the matter; where it answers a request, that is answered. */
const tell = operation({
  name: "differential.tell",
  role: "staff",
  input: Type.Object({ requestId: Type.Optional(Type.String()), events: Type.Unsafe<NewEvent[]>({}) }),
  run: async ({ requestId, events }, scope) => {
    if (requestId) await settle(await requestById(requestId), { how: "link", scope });
    for (const event of events) await emit(event);
  },
});
