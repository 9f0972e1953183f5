/**
 * Random flows that are valid, for property tests of compiler, engine and simulator. Flows are made of blocks that each lead on
 * to whatever comes next, so that branches meet again, parallels join and bodies lead back, as the rules want it.
 */
import fc from "fast-check";
import type { Condition, Definition, Step, StepId } from "../definition/types.ts";
import { decompileUnplaced } from "./decompile.ts";
import type { Graph } from "./types.ts";

/** A piece of a flow: given the ids it may use and where to go on, it writes its steps and says where it begins. */
type Block = (writer: Writer, next: StepId) => StepId;

class Writer {
  readonly steps: Record<StepId, Step> = {};
  private count = 0;
  /** `make` gets the id, for steps that inner blocks lead back to. */
  add(make: (id: StepId) => Step): StepId {
    const id = `s${++this.count}`;
    this.steps[id] = make(id);
    return id;
  }
}

function inRow(blocks: Block[]): Block {
  return (writer, next) => blocks.reduceRight((after, block) => block(writer, after), next);
}

const days = fc.integer({ min: 1, max: 40 }).map((count) => `P${count}D`);
const duration = fc.oneof(
  days,
  fc.integer({ min: 1, max: 100 }).map((hours) => `PT${hours}H`),
  fc.constantFrom("P1M", "P2W", "PT30M", "P1DT2H"),
);
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const key = fc.constantFrom("welcome", "reminder", "asset-form", "review", "engagement");
const stage = fc.constantFrom("lead", "hired", "lost", "closed");
const window = fc.record({
  days: fc.uniqueArray(fc.constantFrom("mon" as const, "tue" as const, "wed" as const, "thu" as const, "fri" as const, "sat" as const), {
    minLength: 1,
  }),
  from: fc.constantFrom("08:00", "10:00"),
  to: fc.constantFrom("12:00", "16:30"),
});
const name = fc.option(fc.constantFrom("First", "Once more", "Before the hearing"), { nil: undefined });

/** Mostly the main contact; else people by their roles. */
const roles = fc
  .option(fc.constantFrom("client", "spouse", "client spouse"), { nil: undefined, freq: 2 })
  .map((names) => names?.split(" "));

export const arbitraryCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    stage.map((to) => ({ "==": [{ var: "matter.stage" }, to] })),
    fc.constant({ isEmpty: [{ var: "contact.email" }] }),
    fc.integer({ min: 0, max: 30 }).map((count) => ({ "<=": [{ daysUntil: [{ var: "matter.closingDate" }] }, count] })),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((all) => ({ and: all })),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((any) => ({ or: any })),
  ),
})).condition;

const awaited = fc.oneof(
  fc.constant({ event: "form.submitted" }),
  stage.map((to) => ({ event: "matter.stageChanged", where: { "==": [{ var: "event.to" }, to] } })),
  fc.constantFrom("contact.replied", "document.signed", "call.logged").map((event) => ({ event })),
);

function simple(make: (next: StepId) => Step): Block {
  return (writer, next) => writer.add(() => make(next));
}

/** Steps that only lead on. */
const plain: fc.Arbitrary<Block> = fc.oneof(
  fc
    .tuple(key, fc.constantFrom("transactional" as const, "marketing" as const), name, fc.option(window, { nil: undefined }), roles)
    .map(([template, purpose, title, within, to]) =>
      simple((next) => given({ kind: "sendEmail", name: title, template, purpose, window: within, to, next })),
    ),
  fc.constant(simple((next) => ({ kind: "notifyStaff", to: "assignee", message: "{{ contact.firstName }} answered", next }))),
  fc
    .tuple(fc.option(duration, { nil: undefined }), fc.boolean())
    .map(([due, waitUntilDone]) =>
      simple((next) => given({ kind: "createTask", title: "Call {{ contact.firstName }}", due, waitUntilDone, next })),
    ),
  stage.map((to) => simple((next) => ({ kind: "moveStage", stage: to, next }))),
  key.map((tag) => simple((next) => ({ kind: "changeTags", add: [tag], next }))),
  fc.integer().map((value) =>
    simple((next) => ({
      kind: "updateFields",
      set: { "vars.count": value, "matter.custom": { "+": [{ var: "vars.count" }, 1] } },
      next,
    })),
  ),
  fc.constant(simple((next) => ({ kind: "addNote", text: "Seen", next }))),
  fc
    .tuple(fc.constantFrom("transactional" as const, "marketing" as const), roles)
    .map(([purpose, to]) => simple((next) => given({ kind: "sendText", text: "Hello {{ contact.firstName }}", purpose, to, next }))),
  fc.constant(simple((next) => ({ kind: "assignStaff", how: "roundRobin", among: ["owner"], next }))),
  fc.constant(simple((next) => ({ kind: "callWebhook", url: "https://crm.example/in", method: "POST", body: { a: 1 }, next }))),
  fc.constantFrom("startFlow" as const, "stopFlow" as const).map((kind) => simple((next) => ({ kind, flow: "another", next }))),
  key.map((template) => simple((next) => ({ kind: "makeDocument", template, as: "pdf", next }))),
);

const waits: fc.Arbitrary<Block> = fc.oneof(
  fc
    .tuple(duration, fc.option(window, { nil: undefined }))
    .map(([length, within]) => simple((next) => given({ kind: "wait", for: length, window: within, next }))),
  fc
    .tuple(days, fc.boolean(), time)
    .map(([length, businessDays, at]) => simple((next) => ({ kind: "wait", for: length, businessDays, at, next }))),
  window.map((within) => simple((next) => ({ kind: "wait", window: within, next }))),
  fc
    .constantFrom("2027-03-01T09:00", "2027-03-01T09:00:00Z")
    .map((instant) => simple((next) => ({ kind: "wait", instant, next, onPast: next }))),
  fc.tuple(fc.option(days, { nil: undefined }), fc.boolean()).map(([offset, isBefore]) =>
    simple((next) =>
      given({
        kind: "wait",
        field: "matter.closingDate",
        [isBefore ? "before" : "after"]: offset,
        next,
        onMissing: next,
        onPast: next,
      } as Step),
    ),
  ),
);

/** Leaves out what is undefined, as JSON does. */
function given(step: Step): Step {
  return Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined)) as unknown as Step;
}

const request = (inner: fc.Arbitrary<Block>): fc.Arbitrary<Block> =>
  fc
    .record({
      sort: fc.integer({ min: 0, max: 3 }),
      record: key,
      late: inner,
      reminders: fc.boolean(),
      gives: fc.boolean(),
      waitFor: fc.boolean(),
      to: roles,
      complete: fc.constantFrom("all" as const, "any" as const, undefined),
      fails: fc.boolean(),
    })
    .map(({ sort, record, late, reminders, gives, waitFor, to, complete, fails }): Block => {
      return (writer, next) => {
        const asked = [
          { kind: "requestForm", form: record },
          { kind: "offerAppointment", type: record },
          { kind: "requestFiles", files: [{ name: "Deed", required: true }] },
          { kind: "requestSignature", document: record, onDeclined: next },
        ][sort];
        const onGiveUp = gives && waitFor ? late(writer, next) : undefined;
        const fields = {
          ...asked,
          remind: reminders ? ["P3D", "P7D"] : undefined,
          giveUpAfter: gives ? "P14D" : undefined,
          waitFor,
          to,
          complete,
          onGiveUp,
          onError: fails ? next : undefined,
          next,
        };
        return writer.add(() => given(fields as unknown as Step));
      };
    });

const deciding = (inner: fc.Arbitrary<Block>): fc.Arbitrary<Block> =>
  fc.oneof(
    fc.tuple(fc.array(fc.tuple(arbitraryCondition, inner), { minLength: 1, maxLength: 3 }), inner).map(([cases, otherwise]): Block => {
      return (writer, next) => {
        const ways = cases.map(([when, block]) => ({ when, next: block(writer, next) }));
        const last = otherwise(writer, next);
        return writer.add(() => ({ kind: "branch", cases: ways, otherwise: last }));
      };
    }),
    fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), inner), { minLength: 2, maxLength: 3 }).map((arms): Block => {
      return (writer, next) => {
        const ways = arms.map(([weight, block]) => ({ weight, next: block(writer, next) }));
        return writer.add(() => ({ kind: "split", arms: ways }));
      };
    }),
    fc
      .tuple(fc.array(inner, { minLength: 2, maxLength: 3 }), fc.constantFrom("all" as const, "any" as const))
      .map(([branches, need]): Block => {
        return (writer, next) => {
          const join = writer.add(() => ({ kind: "join", need, next }));
          const ways = branches.map((block) => block(writer, join));
          return writer.add(() => ({ kind: "parallel", branches: ways, join }));
        };
      }),
    fc.tuple(inner, days, fc.integer({ min: 1, max: 4 })).map(([body, pause, times]): Block => {
      return (writer, next) =>
        writer.add((id) => {
          // The body always waits, so that any repeat may stand in any circle.
          const rest = writer.add(() => ({ kind: "wait", for: pause, next: id }));
          return { kind: "repeat", body: body(writer, rest), times, next };
        });
    }),
    fc.tuple(awaited, inner, fc.option(days, { nil: undefined })).map(([event, late, timeout]): Block => {
      return (writer, next) => {
        const onTimeout = timeout === undefined ? undefined : late(writer, next);
        return writer.add(() => given({ kind: "waitForEvent", ...event, timeout, onTimeout, next }));
      };
    }),
    fc.tuple(fc.array(fc.tuple(awaited, fc.option(inner, { nil: undefined })), { minLength: 1, maxLength: 3 })).map(([events]): Block => {
      return (writer, next) => {
        const entries = events.map(([event, block]) => (block ? { ...event, next: block(writer, next) } : event));
        return writer.add(() => ({ kind: "waitForEvent", events: entries, next }));
      };
    }),
    fc
      .tuple(arbitraryCondition, days)
      .map(([when, timeout]) => simple((next) => ({ kind: "waitUntil", when, timeout, onTimeout: next, next }))),
    fc.tuple(key, inner).map(([template, rejected]): Block => {
      return (writer, next) => {
        const mail = writer.add(() => ({ kind: "sendEmail", template, purpose: "transactional", next }));
        const onRejected = rejected(writer, next);
        return writer.add(() => ({ kind: "approve", by: "assignee", what: mail, next: mail, onRejected }));
      };
    }),
    fc.tuple(arbitraryCondition, fc.constantFrom("stopped", "completed")).map(([when, outcome]): Block => {
      return (writer, next) => {
        const end = writer.add(() => ({ kind: "end", outcome }));
        return writer.add(() => ({ kind: "branch", cases: [{ when, next: end }], otherwise: next }));
      };
    }),
  );

const { blocks } = fc.letrec<{ blocks: Block; block: Block }>((tie) => ({
  blocks: fc.array(tie("block"), { minLength: 1, maxLength: 4, depthIdentifier: "flow" }).map(inRow),
  block: fc.oneof(
    { depthIdentifier: "flow", depthSize: "small", maxDepth: 4 },
    plain,
    waits,
    request(tie("blocks")),
    deciding(tie("blocks")),
  ),
}));

const settings = fc.record({
  window: fc.option(window, { nil: undefined }),
  clock: fc.option(fc.constantFrom({ zone: "firm" as const }, { zone: "contact" as const }), { nil: undefined }),
  again: fc.oneof(fc.constantFrom("never" as const, "afterEnd" as const, "always" as const), fc.constant({ after: "P90D" })),
  exit: fc.option(arbitraryCondition, { nil: undefined }),
  goal: fc.constantFrom("none" as const, "ends" as const, "leads on" as const),
});

/** A valid definition. */
export const arbitraryDefinition: fc.Arbitrary<Definition> = fc
  .tuple(blocks, settings)
  .map(([block, { window: within, clock, again, exit, goal }]) => {
    const writer = new Writer();
    const done = writer.add(() => ({ kind: "end", outcome: "completed" }));
    const start = block(writer, done);
    const all = {
      format: "firmflow/1",
      key: "random",
      name: "Random",
      subject: "matter",
      clock,
      window: within,
      enrol: { on: [{ event: "matter.created" }], again },
      goals: goal === "none" ? undefined : [{ id: "g1", on: "document.signed", then: goal === "ends" ? "end" : done }],
      exits: exit ? [{ id: "x1", when: exit }] : undefined,
      start,
      steps: writer.steps,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as Definition;
  });

/** A valid drawing, its steps scattered over the canvas. */
export const arbitraryGraph: fc.Arbitrary<Graph> = fc
  .tuple(arbitraryDefinition, fc.infiniteStream(fc.integer({ min: -2000, max: 2000 })))
  .map(([definition, numbers]) => {
    const graph = decompileUnplaced(definition);
    const number = () => Number(numbers.next().value ?? 0);
    return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: number(), y: number() } })) };
  });
