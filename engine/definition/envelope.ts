/** Schemas of everything in a definition that is not a step. */
import { type FieldSchema, field } from "../steps/fields.ts";
import { ID_PATTERN } from "./defs.ts";

export const FORMAT = "firmflow/1";

const WHERE = field("condition", "Only if", "JsonLogic over facts, the event's data being `event.…`.");
const ID: FieldSchema = {
  type: "string",
  pattern: ID_PATTERN,
  maxLength: 64,
  title: "Id",
  description: "an id that begins with a letter, of letters, digits, dashes and underscores",
};

function shape(properties: Record<string, FieldSchema>, required: string[], description: string): FieldSchema {
  return { type: "object", properties, required, additionalProperties: false, description };
}

/** The four ways a run begins, by the field that tells them apart. */
export const triggers: Record<"event" | "field" | "schedule" | "becomes", FieldSchema> = {
  event: shape(
    { event: field("eventName", "Event", "The event that starts a run."), where: WHERE },
    ["event"],
    "an event, with a condition if wanted",
  ),
  field: shape(
    {
      field: field("factPath", "Date", "The date that starts a run."),
      before: field("duration", "Before", "How long before that date."),
      after: field("duration", "After", "How long after that date."),
      at: field("localTime", "At", "The time of day."),
      every: field("duration", "Every", "Again each time this long has passed, e.g. `P1Y` for a birthday."),
    },
    ["field"],
    "a date of the subject",
  ),
  schedule: shape(
    {
      schedule: {
        type: "string",
        maxLength: 1000,
        title: "Schedule",
        description: "An RRULE of RFC 5545, like `FREQ=MONTHLY;BYMONTHDAY=1`.",
      },
    },
    ["schedule"],
    "a calendar rule",
  ),
  becomes: shape(
    { becomes: field("condition", "Becomes true", "A condition on contact, matter, occasion.") },
    ["becomes"],
    "a condition becoming true",
  ),
};

/** The two ways of leaving early. */
export const exits: Record<"when" | "on", FieldSchema> = {
  when: shape(
    {
      id: ID,
      name: field("name", "Name", "What it is called."),
      when: field("condition", "When", "Asked on every change and before every effect."),
    },
    ["id", "when"],
    "leaving when a condition is true",
  ),
  on: shape(
    {
      id: ID,
      name: field("name", "Name", "What it is called."),
      on: field("eventName", "On", "The event on which people leave."),
      where: WHERE,
    },
    ["id", "on"],
    "leaving on an event",
  ),
};

export const goal: FieldSchema = shape(
  {
    id: ID,
    name: field("name", "Name", "What is reached."),
    on: field("eventName", "On", "The event that reaches it."),
    where: WHERE,
    then: field("stepId", "Then", "`end`, or the step to go on with."),
  },
  ["id", "on", "then"],
  "a goal",
);

/** Everything at the top of a definition. How triggers, exits and steps look inside is the caller's to say. */
export function envelope(inside: { trigger: FieldSchema; exit: FieldSchema; steps: FieldSchema }): FieldSchema {
  return shape(
    {
      format: { const: FORMAT, title: "Format", description: `the format of this file, “${FORMAT}”` },
      key: field("key", "Key", "Names the flow across its versions."),
      name: field("name", "Name", "What staff call it."),
      subject: {
        type: "string",
        enum: ["contact", "matter", "occasion"],
        title: "Subject",
        description: "what goes through it: contact, matter or occasion",
      },
      caseTypes: {
        type: "array",
        items: { $ref: "#/$defs/key" },
        maxItems: 50,
        title: "Case types",
        description: "In whose gallery it is shown.",
      },
      clock: shape(
        {
          zone: {
            type: "string",
            enum: ["firm", "contact"],
            title: "Zone",
            description: "whose time zone waits and windows use: firm or contact",
          },
        },
        ["zone"],
        'whose clock it goes by, like {"zone": "firm"}',
      ),
      window: field("window", "Window", "When marketing may leave."),
      enrol: shape(
        {
          on: { type: "array", items: inside.trigger, maxItems: 20, title: "Starts on", description: "What starts a run." },
          again: {
            anyOf: [
              { type: "string", enum: ["never", "afterEnd", "always"] },
              shape({ after: field("duration", "After", "How long after the last start.") }, ["after"], "a time"),
            ],
            title: "Again",
            description: 'whether a subject may enter again: never, afterEnd, always, or {"after": "P90D"}',
          },
          where: field("condition", "Who may enter", "JsonLogic over facts; empty is everyone."),
        },
        ["on", "again"],
        "who enters, and when",
      ),
      goals: {
        type: "array",
        items: goal,
        maxItems: 20,
        title: "Goals",
        description: "What the flow is for: reaching one ends it or leads on.",
      },
      exits: { type: "array", items: inside.exit, maxItems: 20, title: "Exits", description: "What makes people leave early." },
      start: field("stepId", "Start", "The first step."),
      steps: inside.steps,
    },
    ["format", "key", "name", "subject", "enrol", "start", "steps"],
    "a flow",
  );
}
