/** A definition with a bit of everything, for tests: the design's estate-planning example. Made anew each time. */
import type { Definition } from "./types.ts";

export function exampleDefinition(): Definition {
  return {
    format: "firmflow/1",
    key: "estate-planning-onboarding",
    name: "Estate planning: onboarding",
    subject: "matter",
    caseTypes: ["estate-planning"],
    clock: { zone: "firm" },
    window: { days: ["tue", "wed", "thu", "fri"], from: "10:00", to: "16:00" },
    enrol: {
      on: [{ event: "matter.stageChanged", where: { "==": [{ var: "event.to" }, "hired"] } }],
      again: "never",
    },
    goals: [{ id: "g1", name: "Engaged", on: "document.signed", where: { "==": [{ var: "event.template" }, "engagement"] }, then: "end" }],
    exits: [{ id: "x1", when: { in: [{ var: "matter.stage" }, ["lost", "closed"]] } }],
    start: "welcome",
    steps: {
      welcome: { kind: "sendEmail", name: "Welcome", template: "ep-welcome", purpose: "transactional", next: "assets" },
      assets: {
        kind: "requestForm",
        form: "ep-assets",
        to: ["client", "spouse"],
        remind: ["P3D", "P7D", "P12D"],
        giveUpAfter: "P21D",
        next: "book",
        onGiveUp: "callTask",
      },
      callTask: {
        kind: "createTask",
        title: "Call {{contact.firstName}}",
        due: "P1D",
        businessDays: true,
        waitUntilDone: true,
        next: "book",
      },
      book: { kind: "offerAppointment", type: "ep-review", giveUpAfter: "P21D", next: "done", onGiveUp: "done" },
      done: { kind: "end", outcome: "completed" },
    },
  };
}
