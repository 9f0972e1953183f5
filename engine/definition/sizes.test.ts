import { describe, expect, it } from "vitest";
import { aFlow } from "../run/testing/flow.ts";
import { Lab, local } from "../run/testing/lab.ts";
import { simulate } from "../simulate/index.ts";
import { exampleDefinition } from "./example.ts";
import { upgrade } from "./upgrade.ts";
import { isValid, validate } from "./validate.ts";

type Loose = Record<string, unknown>;
const row = (count: number, text = "x") =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index): [string, Loose] => [
      `n${index}`,
      { kind: "addNote", text, next: index + 1 < count ? `n${index + 1}` : "done" },
    ]),
  );
const flow = (steps: Record<string, Loose>): Loose => ({
  format: "firmflow/1",
  key: "big",
  name: "Big",
  subject: "matter",
  enrol: { on: [], again: "never" },
  start: "n0",
  steps: { ...steps, done: { kind: "end", outcome: "completed" } },
});

describe("a definition of a great size", () => {
  it("of five thousand steps is judged in a moment: over 256 KB it is refused, with what to do", () => {
    const began = performance.now();
    const [problem, ...more] = validate(flow(row(5000)));
    expect(performance.now() - began).toBeLessThan(2000);
    expect([problem?.code, more]).toEqual(["tooBig", []]);
    expect(problem?.message).toMatch(/at most 256 KB are taken\. Split it into several flows\./);
  });

  it("of 300 KB is refused whatever fills it", () => {
    const text = "é".repeat(1000);
    expect(validate(flow(row(150, text))).map((found) => found.code)).toEqual(["tooBig"]);
    expect(validate({ ...exampleDefinition(), name: "n".repeat(300 * 1024) }).map((found) => found.code)).toEqual(["tooBig"]);
  });

  it("of a thousand steps is taken, and carried out to its end", () => {
    const definition: unknown = flow(row(1000));
    const problems = validate(definition);
    expect(problems).toEqual([]);
    if (!isValid(definition, problems)) throw new Error("It has problems.");
    const { outcome, journal } = simulate(definition, { start: "2026-01-05T15:00:00Z", until: "2026-02-05T15:00:00Z" });
    expect([outcome, journal.length]).toEqual(["completed", 1002]);
  });
});

describe("a format", () => {
  it("that is newer is refused with a sentence, whatever else the definition holds", () => {
    for (const format of ["firmflow/2", "firmflow/17"]) {
      const [problem, ...more] = validate(upgrade({ ...exampleDefinition(), format, steps: { a: { kind: "teleport" } } }));
      expect([problem?.code, more]).toEqual(["newerFormat", []]);
      expect(problem?.message).toBe(
        `This flow was made by a newer Firmflow (format ${format}); this one reads firmflow/1. Update Firmflow, then open it again.`,
      );
    }
  });
  it("that nobody knows is refused with what to write", () => {
    for (const format of [undefined, null, 1, "firmflow/0", "firmflow/1 ", "__proto__", "constructor", {}]) {
      const [problem] = validate(upgrade({ ...exampleDefinition(), format }));
      expect([problem?.code, problem?.message]).toEqual(["unknownFormat", expect.stringContaining('Write "format": "firmflow/1".')]);
    }
  });
});

describe("a clock or zone that is wrong", () => {
  it("a server's clock a day ahead moves nothing that was planned: a wait ends when it is over, not sooner", () => {
    const run = new Lab(aFlow().wait("P3D").email("hello"));
    run.now = local("2026-01-06 10:00");
    run.input({ type: "timer" });
    expect(run.story()).toEqual(["Jan 5 10:00 wait0 entered", "Jan 5 10:00 wait0 waiting, until Jan 8 10:00"]);
    run.now = local("2026-01-05 11:00");
    run.input({ type: "timer" });
    expect(run.to("2026-01-08 10:00").story().at(-2)).toBe("Jan 8 10:00 hello sent");
  });

  it("a zone that does not exist is read as the firm's, and the firm's as UTC", () => {
    const facts = { contact: { id: "client", email: "a@b.example", zone: "Mars/Olympus" } };
    const waits = aFlow({ clock: { zone: "contact" } }).wait({ for: "P1D", at: "09:00" }, "w");
    expect(new Lab(waits, { facts }).news().at(-1)).toBe("Jan 5 10:00 w waiting, until Jan 6 09:00");
    const nowhere = new Lab(waits, { facts: { ...facts, firm: { zone: "Nowhere/At_all" } } });
    expect(nowhere.wakeAt).toBe("2026-01-06T09:00:00.000Z");
  });

  it("neither a date nor a holiday that is none makes a run fall over", () => {
    for (const closingDate of ["2026-02-30", "soon", 42, {}, "9999-99-99", "-271821-04-20"]) {
      const run = new Lab(aFlow().wait({ field: "matter.closingDate", before: "P3D" }, "w"), {
        facts: { matter: { id: "m1", closingDate } as never, firm: { zone: "America/New_York", holidays: ["never", 7] as never } },
      });
      expect(run.story().at(-1)).toContain("w attention");
    }
  });
});
