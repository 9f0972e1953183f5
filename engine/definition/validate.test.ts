import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleDefinition } from "./example.ts";
import type { Problem } from "./types.ts";
import { validate } from "./validate.ts";

type Loose = Record<string, unknown>;
const email = (next: string): Loose => ({ kind: "sendEmail", template: "t", purpose: "transactional", next });
const note = (next: string): Loose => ({ kind: "addNote", text: "x", next });
const wait = (length: string, next: string): Loose => ({ kind: "wait", for: length, next });
const end: Loose = { kind: "end", outcome: "completed" };

/** The smallest flow around some steps; the first is the start. */
function flow(steps: Record<string, Loose>, more: Loose = {}): Loose {
  const enrol = { on: [{ event: "matter.created" }], again: "never" };
  return {
    format: "firmflow/1",
    key: "k",
    name: "K",
    subject: "matter",
    enrol,
    start: Object.keys(steps)[0],
    steps: { ...steps, done: end },
    ...more,
  };
}
/** `step:code` of each problem. */
function found(definition: unknown, options = {}): string[] {
  return validate(definition, options).map((problem: Problem) => `${problem.step ?? "flow"}:${problem.code}`);
}

describe("a definition", () => {
  it("of the design is fine", () => {
    expect(validate(exampleDefinition())).toEqual([]);
  });
  it("of a newer format is refused, as is one without", () => {
    expect(found({ ...exampleDefinition(), format: "firmflow/2" })).toEqual(["flow:newerFormat"]);
    expect(found({ ...exampleDefinition(), format: undefined })).toEqual(["flow:unknownFormat"]);
    expect(found([])).toEqual(["flow:notADefinition"]);
  });
  it("over 256 KB or nested beyond reading is refused", () => {
    const big = flow(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [`n${index}`, { kind: "addNote", text: "ä".repeat(2500), next: "done" }]),
      ),
    );
    expect(found(big)).toEqual(["flow:tooBig"]);
    let deep: unknown = {};
    for (let depth = 0; depth < 50_000; depth++) deep = { a: deep };
    expect(found({ ...exampleDefinition(), steps: deep })).toEqual(["flow:tooBig"]);
  });
  it("never makes the check throw, whatever it is", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void validate(value)));
    const spoiled = fc.tuple(fc.constantFrom("enrol", "goals", "exits", "steps", "start", "window", "clock", "caseTypes"), fc.jsonValue());
    fc.assert(fc.property(spoiled, ([field, value]) => void validate({ ...exampleDefinition(), [field]: value })));
    const step = fc.tuple(fc.constantFrom("welcome", "assets", "callTask", "book", "done"), fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(step, ([id, field, value]) => {
        const definition = exampleDefinition();
        const changed = { ...definition.steps[id], [field]: value };
        void validate({ ...definition, steps: { ...definition.steps, [id]: changed } });
      }),
    );
    const kinds = fc.constantFrom(
      "branch",
      "split",
      "parallel",
      "repeat",
      "waitForEvent",
      "wait",
      "approve",
      "callWebhook",
      "updateFields",
      "requestFiles",
    );
    const names = fc.constantFrom(
      "cases",
      "arms",
      "branches",
      "events",
      "join",
      "body",
      "what",
      "set",
      "save",
      "files",
      "for",
      "next",
      "window",
      "remind",
      "attach",
    );
    fc.assert(fc.property(kinds, fc.dictionary(names, fc.jsonValue()), (kind, fields) => void validate(flow({ a: { kind, ...fields } }))));
  });
});

describe("steps", () => {
  it("that are never reached are named", () => {
    expect(found(flow({ a: note("done"), b: note("done") }))).toEqual(["b:unreachable"]);
  });
  it("only a goal leads to are reached", () => {
    const goals = [{ id: "g", on: "document.signed", then: "b" }];
    expect(found(flow({ a: note("done"), b: note("done") }, { goals }))).toEqual([]);
  });
  it("must be connected, to steps there are", () => {
    expect(found(flow({ a: { kind: "addNote", text: "x" } }))).toContain("a:missingOutlet");
    expect(found(flow({ a: { ...note(""), next: null } }))).toContain("a:missingOutlet");
    expect(found(flow({ a: note("nowhere") }))).toContain("a:unknownStep");
    expect(found(flow({ a: { kind: "branch", cases: [{ when: {} }], otherwise: "done" } }))).toEqual(["a:missingOutlet"]);
    expect(found(flow({ a: { kind: "requestForm", form: "f", giveUpAfter: "P3D", next: "done" } }))).toEqual(["a:missingOutlet"]);
    expect(found(flow({ a: note("done") }, { start: "x" }))).toContain("flow:unknownStep");
    expect(found(flow({ a: note("done") }, { goals: [{ id: "g", on: "document.signed", then: "x" }] }))).toEqual(["flow:unknownStep"]);
  });
  it("are of kinds there are, with fields there are", () => {
    expect(found(flow({ a: { kind: "dance", next: "done" } }))).toContain("a:unknownKind");
    expect(found(flow({ a: { ...note("done"), colour: "red" } }))).toEqual(["a:unknownField"]);
    expect(found(flow({ a: { ...email("done"), purpose: "spam" } }))).toEqual(["a:badValue"]);
    expect(found(flow({ a: { kind: "sendEmail", purpose: "transactional", next: "done" } }))).toEqual(["a:missingField"]);
    expect(found({ ...flow({ a: note("done") }), colour: "red" })).toEqual(["flow:unknownField"]);
    expect(validate(flow({ a: { ...note("done"), txet: "x" } }))[0]?.message).toContain("kind, name, text, next");
  });
  it("have ids made of letters, digits, dashes and underscores", () => {
    for (const id of ["1a", "a b", "ä", "a.b", "constructor"]) expect(found(flow({ [id]: note("done") }))).toContain(`${id}:badId`);
    expect(found(JSON.parse('{"format":"firmflow/1","steps":{"__proto__":{"kind":"end","outcome":"x"}}}'))).toContain("__proto__:badId");
  });
});

describe("what a flow reads", () => {
  it("cannot be prototypes, unknown roots or fields of closed ones", () => {
    for (const field of ["contact.constructor", "contact.__proto__.x", "client.name", "firm.nothing", "steps.zzz.link"]) {
      expect(found(flow({ a: { kind: "addNote", text: `{{ ${field} }}`, next: "done" } }))).toEqual(["a:unknownPath"]);
      const when = { "!!": [{ var: field }] };
      expect(found(flow({ a: { kind: "branch", cases: [{ when, next: "done" }], otherwise: "done" } }))).toEqual(["a:unknownPath"]);
    }
  });
  it("may be custom fields and what steps give", () => {
    expect(
      found(
        flow({ a: { kind: "addNote", text: "{{ matter.anything }} {{ contact.x_1 }} {{ steps.a.link }} {{ vars.y }}", next: "done" } }),
      ),
    ).toEqual([]);
  });
  it("uses operators and events there are", () => {
    expect(found(flow({ a: { kind: "waitUntil", when: { shout: [1] }, next: "done" } }))).toEqual(["a:unknownOperator"]);
    expect(found(flow({ a: { kind: "waitForEvent", event: "moon.risen", next: "done" } }))).toEqual(["a:unknownEvent"]);
    expect(
      found(flow({ a: { kind: "waitForEvent", event: "form.submitted", where: { "!!": { var: "event.link" } }, next: "done" } })),
    ).toEqual(["a:unknownPath"]);
  });
  it("is only what is watched, where a question stands open", () => {
    const when = { "!!": { var: "firm.name" } };
    expect(found(flow({ a: { kind: "waitUntil", when, next: "done" } }))).toEqual(["a:unknownPath"]);
    expect(found(flow({ a: note("done") }, { exits: [{ id: "x", when }] }))).toEqual(["flow:unknownPath"]);
    expect(found(flow({ a: { kind: "branch", cases: [{ when, next: "done" }], otherwise: "done" } }))).toEqual([]);
    expect(found(flow({ a: { kind: "waitUntil", when: { "!!": { var: "event.to" } }, next: "done" } }))).toEqual(["a:unknownPath"]);
  });
});

describe("a circle", () => {
  const branch = (to: string): Loose => ({ kind: "branch", cases: [{ when: { "!!": { var: "matter.x" } }, next: to }], otherwise: "done" });
  it("needs a wait of at least a minute", () => {
    expect(found(flow({ a: note("b"), b: branch("a") }))).toEqual([expect.stringMatching(/^[ab]:cycleWithoutWait$/)]);
    expect(found(flow({ a: wait("PT59S", "b"), b: branch("a") }))).toHaveLength(1);
    expect(found(flow({ a: wait("PT1M", "b"), b: branch("a") }))).toEqual([]);
    expect(
      found(flow({ a: { kind: "wait", window: { days: ["mon"], from: "09:00", to: "10:00" }, next: "b" }, b: branch("a") })),
    ).toHaveLength(1);
    expect(found(flow({ a: branch("a") }))).toEqual(["a:cycleWithoutWait"]);
  });
  it("may rest in an answer that is given up or a time that runs out", () => {
    expect(found(flow({ a: { kind: "requestForm", form: "f", giveUpAfter: "P1D", next: "done", onGiveUp: "a" } }))).toEqual([]);
    expect(found(flow({ a: { kind: "waitForEvent", event: "call.logged", timeout: "PT1H", onTimeout: "a", next: "done" } }))).toEqual([]);
  });
  it("of a repeat that counts its times needs none", () => {
    expect(found(flow({ a: { kind: "repeat", body: "b", times: 3, next: "done" }, b: note("a") }))).toEqual([]);
    expect(
      found(flow({ a: { kind: "repeat", body: "b", until: { "!!": { var: "matter.x" } }, next: "done" }, b: note("a") })),
    ).toHaveLength(1);
  });
});

describe("regions", () => {
  const parallel = (...branches: string[]): Loose => ({ kind: "parallel", branches, join: "j" });
  const join: Loose = { kind: "join", need: "all", next: "after" };
  const branch = (to: string, otherwise: string): Loose => ({
    kind: "branch",
    cases: [{ when: { "!!": { var: "matter.x" } }, next: to }],
    otherwise,
  });
  it("may be left to their join or an end", () => {
    expect(found(flow({ p: parallel("b", "c"), b: branch("done", "j"), c: wait("P1D", "j"), j: join, after: note("done") }))).toEqual([]);
    expect(found(flow({ p: parallel("j", "c"), c: note("j"), j: join, after: note("done") }))).toEqual([]);
  });
  it("may not be left to anywhere else", () => {
    expect(found(flow({ p: parallel("b", "c"), b: note("after"), c: note("j"), j: join, after: note("done") }))).toEqual([
      "b:leavesRegion",
    ]);
    expect(found(flow({ p: parallel("b", "c"), b: note("c"), c: note("j"), j: join, after: note("done") }))).toHaveLength(1);
    expect(found(flow({ p: parallel("b", "c"), b: wait("P1D", "p"), c: note("j"), j: join, after: note("done") }))).toEqual([
      "b:leavesRegion",
    ]);
    expect(
      found(flow({ r: { kind: "repeat", body: "b", times: 2, next: "after" }, b: branch("after", "r"), after: note("done") })),
    ).toEqual(["b:leavesRegion"]);
  });
  it("may not be entered from outside", () => {
    expect(
      found(flow({ a: branch("c", "p"), p: parallel("b", "c"), b: note("j"), c: note("j"), j: join, after: note("done") })),
    ).not.toEqual([]);
    expect(found(flow({ a: branch("j", "p"), p: parallel("b", "c"), b: note("j"), c: note("j"), j: join, after: note("done") }))).toEqual([
      "a:entersRegion",
    ]);
  });
  it("are no place for goals to go on", () => {
    const steps = { p: parallel("b", "c"), b: note("j"), c: note("j"), j: join, after: note("done") };
    expect(found(flow(steps, { goals: [{ id: "g", on: "document.signed", then: "b" }] }))).toEqual(["flow:goalIntoRegion"]);
    expect(found(flow(steps, { goals: [{ id: "g", on: "document.signed", then: "j" }] }))).toEqual(["flow:goalIntoRegion"]);
    expect(found(flow(steps, { goals: [{ id: "g", on: "document.signed", then: "after" }] }))).toEqual([]);
  });
  it("have one join each, and repeats lead back", () => {
    expect(found(flow({ p: { ...parallel("b", "c"), join: "after" }, b: note("after"), c: note("after"), after: note("done") }))).toContain(
      "p:noJoin",
    );
    expect(found(flow({ r: { kind: "repeat", body: "b", times: 2, next: "done" }, b: note("done") }))).toEqual(["r:neverRepeats"]);
    expect(found(flow({ r: { kind: "repeat", body: "b", next: "done" }, b: wait("P1D", "r") }))).toEqual(["r:noEnd"]);
  });
  it("may stand in each other", () => {
    const steps = {
      p: parallel("r", "c"),
      r: { kind: "repeat", body: "w", times: 2, next: "j" },
      w: wait("P1D", "q"),
      q: { kind: "parallel", branches: ["x", "y"], join: "k" },
      x: note("k"),
      y: note("k"),
      k: { kind: "join", need: "any", next: "r" },
      c: note("j"),
      j: join,
      after: note("done"),
    };
    expect(found(flow(steps))).toEqual([]);
    expect(found(flow({ ...steps, x: note("j") }))).toEqual(["x:leavesRegion"]);
    expect(found(flow({ ...steps, x: wait("P1D", "r") }))).toEqual(["x:leavesRegion"]);
  });
});

describe("times", () => {
  it("need windows that open", () => {
    const window = (days: string[], from: string, to: string) => found(flow({ a: note("done") }, { window: { days, from, to } }));
    expect(window([], "09:00", "10:00")).toEqual(["flow:windowWithoutDays"]);
    expect(window(["mon"], "10:00", "10:00")).toEqual(["flow:windowBackwards"]);
    expect(window(["mon"], "25:00", "26:00")).toEqual(["flow:badValue", "flow:badValue"]);
    expect(found(flow({ a: { kind: "wait", window: { days: [], from: "09:00", to: "10:00" }, next: "done" } }))).toEqual([
      "a:windowWithoutDays",
    ]);
  });
  it("need durations, days that exist, and none before 1900", () => {
    for (const length of ["3 days", "P", "PT", "P-1D", "P1.5D", "P1H"])
      expect(found(flow({ a: wait(length, "done") }))).toEqual(["a:badValue"]);
    expect(found(flow({ a: wait("P9999Y", "done") }))).toEqual(["a:tooLong"]);
    const until = (instant: string) => found(flow({ a: { kind: "wait", instant, next: "done" } }));
    expect(until("1899-12-31T09:00")).toEqual(["a:badDate"]);
    expect(until("2027-02-29T09:00")).toEqual(["a:badDate"]);
    expect(until("2027-03-01T24:00")).toEqual(["a:badDate"]);
    expect(until("tomorrow")).toEqual(["a:badValue"]);
    expect(until("2027-03-01T09:00-05:00")).toEqual([]);
    expect(found(flow({ a: { kind: "updateFields", set: { "matter.courtDate": "1850-01-01" }, next: "done" } }))).toEqual(["a:badDate"]);
  });
  it("have one end", () => {
    const waits = (fields: Loose) => found(flow({ a: { kind: "wait", next: "done", ...fields } }));
    expect(waits({ for: "P1D", field: "matter.closingDate" })).toEqual(["a:twoEnds"]);
    expect(waits({ field: "matter.closingDate", before: "P1D", after: "P1D" })).toEqual(["a:twoEnds"]);
    expect(waits({})).toEqual(["a:noEnd"]);
    expect(waits({ for: "PT3H", businessDays: true })).toEqual(["a:businessDaysNeedWholeDays"]);
    expect(waits({ for: "P1D", before: "P1D" })).toEqual(["a:fieldWithoutUse"]);
    expect(found(flow({ a: { kind: "waitForEvent", event: "call.logged", events: [{ event: "call.logged" }], next: "done" } }))).toEqual([
      "a:twoEnds",
    ]);
  });
  it("remind before giving up", () => {
    const asks = (remind: string[], giveUpAfter: string) =>
      found(flow({ a: { kind: "requestForm", form: "f", remind, giveUpAfter, next: "done", onGiveUp: "done" } }));
    expect(asks(["P3D", "P7D"], "P14D")).toEqual([]);
    expect(asks(["P14D"], "P14D")).toEqual(["a:reminderAfterGivingUp"]);
    expect(asks(["P1M"], "P30D")).toEqual(["a:reminderAfterGivingUp"]);
    expect(asks(["P1M"], "P1M1D")).toEqual([]);
    expect(asks(["PT24H"], "P1D")).toEqual(["a:reminderAfterGivingUp"]);
  });
  it("start by rules a calendar has", () => {
    const starts = (on: Loose) => found(flow({ a: note("done") }, { enrol: { on: [on], again: "always" } }));
    expect(starts({ schedule: "FREQ=MONTHLY;BYMONTHDAY=1" })).toEqual([]);
    expect(starts({ schedule: "DTSTART;TZID=America/New_York:20270101T090000\nRRULE:FREQ=WEEKLY;BYDAY=MO,-1FR" })).toEqual([]);
    for (const schedule of [
      "",
      "MONTHLY",
      "FREQ=SOMETIMES",
      "FREQ=DAILY;BYMONTHDAY=40",
      "DTSTART;TZID=Mars/Base:20270101T090000\nFREQ=DAILY",
    ])
      expect(starts({ schedule })).toEqual(["flow:badSchedule"]);
    expect(starts({ field: "matter.closingDate", before: "P3D", at: "09:00", every: "P1Y" })).toEqual([]);
    expect(starts({ field: "matter.closingDate", before: "P3D", after: "P3D" })).toEqual(["flow:twoEnds"]);
    expect(starts({ event: "matter.created", schedule: "FREQ=DAILY" })).toEqual(["flow:badTrigger"]);
    expect(starts({})).toEqual(["flow:badTrigger"]);
  });
});

describe("the rest", () => {
  it("needs weights that do not sum to zero", () => {
    const arms = [0, 0].map((weight) => ({ weight, next: "done" }));
    expect(found(flow({ a: { kind: "split", arms } }))).toEqual(["a:weightsSumToZero"]);
  });
  it("needs the firm's postal address for marketing, when publishing", () => {
    const definition = flow({ a: { ...email("done"), purpose: "marketing" } });
    expect(found(definition)).toEqual([]);
    expect(found(definition, { publishing: { postalAddress: " " } })).toEqual(["a:marketingWithoutAddress"]);
    expect(found(definition, { publishing: { postalAddress: "1 State St", unsubscribe: false } })).toEqual([
      "a:marketingWithoutUnsubscribe",
    ]);
    expect(found(definition, { publishing: { postalAddress: "1 State St" } })).toEqual([]);
  });
  it("warns of a message that lacks a language the firm writes in, and says which one leaves instead", () => {
    const definition = flow({ a: email("done") });
    const languages = { uses: ["en", "es"], has: { t: ["en"] } };
    expect(found(definition, { languages })).toEqual(["a:missingLanguage"]);
    expect(validate(definition, { languages })).toMatchObject([{ severity: "warning", path: "/steps/a/template" }]);
    expect(found(definition, { languages: { ...languages, has: { t: ["es", "en"] } } })).toEqual([]);
    expect(found(definition, { languages: { ...languages, has: {} } })).toEqual([]);
  });
  it("knows the firm's records when told", () => {
    expect(found(flow({ a: email("done") }), { known: { templates: ["other"] } })).toEqual(["a:unknownRecord"]);
    expect(found(flow({ a: email("done") }), { known: { templates: ["t"], forms: [] } })).toEqual([]);
  });
  it("warns of leaving on opting out where clients need the messages", () => {
    const exits = [{ id: "x", on: "contact.unsubscribed" }];
    const [problem] = validate(flow({ a: email("done") }, { exits }));
    expect([problem?.code, problem?.severity]).toEqual(["exitOnOptingOut", "warning"]);
    expect(found(flow({ a: { ...email("done"), purpose: "marketing" } }, { exits }))).toEqual([]);
  });
  it("warns of a start that would have to become true by a day's passing", () => {
    const becomes = { "<=": [{ daysUntil: { var: "matter.closingDate" } }, 30] };
    const enrol = { on: [{ event: "call.logged" }, { becomes }], again: "never" };
    const [problem, ...more] = validate(flow({ a: note("done") }, { enrol }));
    expect([problem?.code, problem?.severity, problem?.path, more]).toEqual(["becomesByDays", "warning", "/enrol/on/1/becomes", []]);
    expect(found(flow({ a: note("done") }, { enrol: { ...enrol, on: [{ field: "matter.closingDate", before: "P30D" }] } }))).toEqual([]);
  });
  it("tells goals and exits apart by id", () => {
    const exits = [
      { id: "x", on: "call.logged" },
      { id: "x", on: "contact.replied" },
    ];
    expect(found(flow({ a: note("done") }, { exits }))).toEqual(["flow:doubleId"]);
  });
  it("keeps secrets out and writes only what may be written", () => {
    const hook = { kind: "callWebhook", url: "https://x.example/y", method: "POST", next: "done" };
    expect(found(flow({ a: { ...hook, headers: { Authorization: "Bearer x" } } }))).toEqual(["a:secretInFlow"]);
    expect(found(flow({ a: { ...hook, url: "http://x.example" } }))).toEqual(["a:badValue"]);
    expect(found(flow({ a: { ...hook, save: { "vars.score": "/score" } } }))).toEqual([]);
    expect(found(flow({ a: { kind: "updateFields", set: { "firm.name": "x" }, next: "done" } }))).toEqual(["a:notWritable"]);
  });
  it("takes header-breaking lines in no field that becomes one", () => {
    expect(found(flow({ a: { ...email("done"), from: "x\r\nBcc: y" } }))).toEqual(["a:badValue"]);
  });
});
