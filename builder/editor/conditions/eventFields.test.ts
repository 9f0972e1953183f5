import { describe, expect, it } from "vitest";
import { eventKinds } from "../../../engine/conditions/index.ts";
import { fieldChoices, stepFields } from "../api/fields.ts";
import { givingSteps } from "../store/useGivingSteps.ts";
import { eventFields } from "./eventFields.ts";

const one = (value: string) => [{ value, label: value.toUpperCase() }];
const lists = {
  ...{ forms: one("assets"), documents: one("agreement"), appointmentTypes: one("review"), flows: one("nurture"), stages: one("hired") },
  ...{ staff: one("staff-1"), caseTypes: one("closing"), tags: one("vip"), sources: one("Referral") },
};
const fields = fieldChoices([{ on: "matter", key: "heirs", label: "Heirs", type: "choices", options: ["one", "two"] }], lists);
const of = (event: string, name: string) =>
  eventFields(event, { ...lists, fields }, one("welcome")).find(({ path }) => path === `event.${name}`);

describe("what an event carries", () => {
  it.each([
    ["form.submitted", "form", "assets"],
    ["document.signed", "template", "agreement"],
    ["occasion.held", "type", "review"],
    ["occasion.held", "kind", "hearing"],
    ["matter.stageChanged", "to", "hired"],
    ["matter.assigned", "staff", "staff-1"],
    ["contact.tagged", "tag", "vip"],
    ["contact.replied", "channel", "email"],
    ["message.clicked", "step", "welcome"],
    ["run.ended", "flow", "nurture"],
    ["matter.changed", "paths", "matter.heirs"],
  ])("is chosen by name: %s, %s", (event, name, value) => {
    expect(of(event, name)?.options?.map((option) => option.value)).toContain(value);
  });

  it("may be written where nobody can know all of it beforehand", () => {
    expect([of("contact.tagged", "tag")?.open, of("form.submitted", "form")?.open]).toEqual([true, undefined]);
    expect(of("invoice.paid", "number")).not.toHaveProperty("options");
  });

  it("is offered for every event there is", () => {
    for (const { name, data } of eventKinds) expect(eventFields(name, { ...lists, fields }, [])).toHaveLength(data.length);
  });
});

describe("what steps leave behind", () => {
  it("are fields by the step's title; a step that leaves nothing gives none", () => {
    const steps = givingSteps([
      { id: "call", step: { kind: "createTask", name: "Call them" }, position: { x: 0, y: 0 } },
      { id: "over", step: { kind: "end", outcome: "done" }, position: { x: 0, y: 0 } },
    ]);
    expect(stepFields(steps).map(({ path, label }) => `${path} ${label}`)).toEqual([
      "steps.call.outcome Call them: outcome",
      "steps.call.completedAt Call them: done at",
    ]);
  });
});
