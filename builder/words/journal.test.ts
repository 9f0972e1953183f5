import { describe, expect, it } from "vitest";
import type { Definition } from "../../engine/definition/types.ts";
import type { JournalEntry } from "../../engine/run/index.ts";
import { journalWords, outcomeWords } from "./journal.ts";

const steps: Definition["steps"] = {
  welcome: { kind: "sendEmail", name: "Welcome", template: "welcome", next: "assets" },
  assets: { kind: "requestForm", name: "Asset form", form: "assets", next: "done" },
  letters: { kind: "startFlow", name: "Newsletter", flow: "newsletter", next: "quiet" },
  quiet: { kind: "stopFlow", name: "No more reminders", flow: "reminders", next: "done" },
  done: { kind: "end", outcome: "completed" },
} as unknown as Definition["steps"];
const people: Record<string, string> = { c1: "Ngozi Okafor" };
const say = (entry: Omit<JournalEntry, "seq" | "at">) => {
  const { what, more, detail } = journalWords(
    { seq: 1, at: "2026-11-23T15:00:00.000Z", ...entry },
    { factWords: (path, value) => `${path}: ${value}`, steps, titleOf: (step) => step.name ?? step.kind, person: (id) => people[id] },
  );
  return [what, more, detail].filter(Boolean).join(" | ");
};

describe("a line of the journal in words", () => {
  it("says what was sent and to whom", () => {
    expect(say({ what: "sent", step: "welcome", data: { contactId: "c1" } })).toBe("Welcome | sent to Ngozi Okafor");
  });

  it("says what the records said when something was decided", () => {
    const facts = [{ path: "matter.children", value: 2 }];
    expect(say({ what: "branched", step: "assets", to: "welcome", data: { outlet: "cases/0", facts } })).toBe(
      "Asset form | decided, on to “Welcome” | Read then: matter.children: 2",
    );
  });

  it("counts reminders", () => {
    expect(say({ what: "reminded", step: "assets", data: { contactId: "c1", reminder: 2 } })).toBe(
      "Asset form | second reminder to Ngozi Okafor",
    );
  });

  it("says who answered, and when it came too late", () => {
    expect(say({ what: "completed", step: "assets", late: true, data: { contactId: "c1" } })).toBe(
      "Asset form | Ngozi Okafor answered, after it was given up",
    );
  });

  it("says how and by whom it was settled where staff did it", () => {
    expect(say({ what: "completed", step: "assets", by: "Dana Whitfield", data: { how: "phone" } })).toBe(
      "Asset form | done | How: by phone · By Dana Whitfield",
    );
  });

  it("gives the reason why something was not sent", () => {
    expect(say({ what: "skipped", step: "welcome", reason: "Never agreed to email.", data: { contactId: "c1" } })).toBe(
      "Welcome | not sent to Ngozi Okafor | Never agreed to email.",
    );
  });

  it("says why a flow was not started though its moment came", () => {
    expect(say({ what: "skipped", reason: "Not started: it was due on January 26." })).toBe(
      "The flow was not started | Not started: it was due on January 26.",
    );
  });

  it("tells staff leaving a step out from a message not sent", () => {
    expect(say({ what: "skipped", step: "welcome", by: "Dana Whitfield", reason: "Skipped by staff." })).toBe(
      "Welcome | left out | By Dana Whitfield",
    );
  });

  it("warns where nobody can know whether it arrived", () => {
    expect(say({ what: "attention", step: "welcome", uncertain: true, reason: "The mail server did not answer." })).toMatch(
      /Nobody can know/,
    );
  });

  it("does not say that another flow was started or stopped where nothing was", () => {
    const started = (became?: string) => say({ what: "started", step: "letters", ...(became ? { data: { became } } : {}) });
    expect([started(), started("run")]).toEqual(Array(2).fill("Newsletter | another flow was started"));
    expect(started("already")).toBe("Newsletter | not started: they are in it, or have been through it");
    expect(started("refused")).toBe("Newsletter | not started: too many flows have started each other");
    const stopped = (count: number) => say({ what: "stopped", step: "quiet", data: { stopped: count } });
    expect([stopped(1), stopped(0)]).toEqual([
      "No more reminders | another flow was stopped",
      "No more reminders | nobody was in the other flow",
    ]);
  });

  it("speaks of the run as a whole where no step is named", () => {
    expect(say({ what: "held", reason: "In mourning", by: "Dana Whitfield" })).toBe("Put on hold | In mourning · By Dana Whitfield");
    expect(say({ what: "stopped", by: "Dana Whitfield" })).toBe("Taken out of the flow | By Dana Whitfield");
  });

  it("names the steps of a move by hand", () => {
    expect(say({ what: "jumped", step: "welcome", to: "assets", by: "Dana Whitfield" })).toBe(
      "Moved by hand | from “Welcome” to “Asset form” | By Dana Whitfield",
    );
  });

  it("says what a step wrote down, where its words are known", () => {
    const entry = { seq: 1, at: "2026-11-23T15:00:00.000Z", what: "stageMoved" as const, step: "welcome" };
    const telling = { steps, titleOf: () => "Now hired", person: () => undefined };
    expect(journalWords(entry, { ...telling, summaryOf: () => "Stage to Hired" }).more).toBe("Stage to Hired");
    expect(journalWords(entry, telling).more).toBe("the stage was moved");
  });

  it("never shows a step it does not know by its key", () => {
    expect(say({ what: "sent", step: "gone" })).toBe("Sent");
  });
});

it("an ending of the flow's own keeps its name", () => {
  expect(outcomeWords("cancelled")).toBe("because staff took them out");
  expect(outcomeWords("signed")).toBe("as “signed”");
});
