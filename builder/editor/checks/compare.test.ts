import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import type { Definition } from "../../../engine/definition/types.ts";
import { answersFor, askingSteps, sampleFacts } from "../preview/sampleFacts.ts";
import { plainNames } from "../words/names.ts";
import { anonymous } from "./anonymous.ts";
import { agendaFor, type Difference, differences, type Tried } from "./compare.ts";

const days = { zone: "America/New_York", holidays: [] };
const around = { names: plainNames, days, firm: { zone: days.zone } };
const starts = new Date("2026-01-05T15:00:00Z");

function tried(definition: Definition): Tried {
  return {
    starts: starts.toISOString(),
    facts: anonymous(sampleFacts(definition, starts, days.zone), definition) as unknown as Tried["facts"],
    answers: answersFor("nothing", askingSteps(definition)),
    booked: {},
  };
}
const agenda = (definition: Definition, of = tried(exampleDefinition())) => agendaFor(definition, of, around) ?? [];
const said = (found: Difference[]) =>
  found.map(({ sort, line, was }) => `${sort} ${line.what} ${line.at.slice(0, 10)}${was ? ` was ${was.slice(0, 10)}` : ""}`);
const changed = (change: (definition: Definition) => void) => {
  const definition = structuredClone(exampleDefinition());
  change(definition);
  return definition;
};

describe("a kept preview", () => {
  it("passes while the flow does the same, also under other titles", () => {
    const renamed = changed(({ steps }) => {
      for (const step of Object.values(steps)) step.name = `Other ${step.name ?? ""}`;
    });
    expect(differences(agenda(exampleDefinition()), agenda(renamed))).toEqual([]);
  });

  it("tells what comes at another time, what no longer comes and what is new, in the order of time", () => {
    const other = changed(({ steps }) => {
      const { assets } = steps;
      if (assets?.kind === "requestForm") assets.remind = ["P5D", "P7D"];
    });
    expect(said(differences(agenda(exampleDefinition()), agenda(other)))).toEqual([
      "moved Reminder 2026-01-10 was 2026-01-08",
      "moved Reminder 2026-01-10 was 2026-01-08",
      "gone Reminder 2026-01-17",
      "gone Reminder 2026-01-17",
    ]);
  });

  it("tells of another email at the same moment", () => {
    const other = changed(({ steps }) => {
      const { welcome } = steps;
      if (welcome?.kind === "sendEmail") welcome.template = "another";
    });
    expect(
      differences(agenda(exampleDefinition()), agenda(other))
        .map(({ sort, line }) => `${sort} ${line.carried}`)
        .toSorted(),
    ).toEqual(["gone ep-welcome", "new another"]);
  });
});

describe("what is kept of a real person", () => {
  it("is what the flow reads and how they are reached, not who they are", () => {
    const definition = changed(({ enrol }) => {
      enrol.where = {
        and: [
          { "==": [{ var: "matter.stage" }, "hired"] },
          { "!=": [{ var: "contact.lastName" }, ""] },
          { ">": [{ var: "matter.value" }, 1] },
        ],
      };
    });
    const facts = sampleFacts(definition, starts, days.zone);
    const real = {
      ...facts,
      contact: {
        ...facts.contact,
        id: "con_1",
        firstName: "Adaeze",
        lastName: "Eze",
        name: "Adaeze Eze",
        email: "ada@eze.example",
        born: "1980-02-01",
        consent: { email: false },
      },
      matter: { ...facts.matter, title: "Eze: estate", stage: "hired", value: 3200, secret: "divorce" },
    } as typeof facts;
    const kept = anonymous(real, definition);
    expect(JSON.stringify(kept)).not.toMatch(/Eze|Adaeze|eze\.example|divorce|1980|con_1/);
    expect(kept.matter).toMatchObject({ stage: "hired", value: 3200 });
    expect(kept.contact).toMatchObject({ consent: { email: false }, email: "ngozi.sample@mail.example" });
    expect(Object.keys(kept.people ?? {})).toEqual(["client", "spouse"]);
  });
});
