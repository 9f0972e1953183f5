/** The shapes that fields of steps and of the definition share: `$defs` of the schema. */
import { DURATION_PATTERN } from "../steps/durations.ts";
import type { FieldSchema, Shape } from "../steps/fields.ts";

/** Ids of steps, goals and exits. */
export const ID_PATTERN = "^[A-Za-z][A-Za-z0-9_-]*$";
const TIME_PATTERN = "^(?:[01]\\d|2[0-3]):[0-5]\\d$";
/** A local date-time or one with an offset; whether the day exists is checked apart. */
const DATE_TIME_PATTERN = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:\\d\\d)?$";
/** One line: no control characters, so that nothing can begin a header of its own. */
const LINE_PATTERN = "^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*\\S[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$";
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function text(pattern: string, maxLength: number, description: string): FieldSchema {
  return { type: "string", pattern, maxLength, description };
}

export const shapes: Record<Shape, FieldSchema> = {
  stepId: text(ID_PATTERN, 64, "the id of a step"),
  outlet: text(ID_PATTERN, 64, "the id of the step that comes next"),
  key: text("^[A-Za-z0-9][A-Za-z0-9_.-]*$", 100, "a key: letters, digits, dashes, dots and underscores, like ep-welcome"),
  name: text(LINE_PATTERN, 100, "a short name on one line"),
  line: text(LINE_PATTERN, 500, "a text on one line"),
  text: { type: "string", minLength: 1, maxLength: 20_000, description: "a text" },
  liquidLine: text(LINE_PATTERN, 1000, "a text on one line, with merge fields like {{ contact.firstName }}"),
  liquid: { type: "string", pattern: "\\S", maxLength: 20_000, description: "a text, with merge fields like {{ contact.firstName }}" },
  duration: text(DURATION_PATTERN, 40, "a duration as ISO 8601 writes it, like P3D (three days) or PT12H (twelve hours)"),
  localTime: text(TIME_PATTERN, 5, "a time of day like 09:30"),
  dateTime: text(DATE_TIME_PATTERN, 40, "a date and time like 2027-03-01T09:00, with or without an offset"),
  factPath: text("^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)+$", 200, "a field like matter.closingDate"),
  eventName: text("^[a-z]+\\.[A-Za-z]+$", 60, "an event like form.submitted"),
  role: text(ID_PATTERN, 40, "a role of the matter's people, like client or spouse"),
  tag: text(LINE_PATTERN, 60, "a tag"),
  purpose: { type: "string", enum: ["transactional", "marketing"], description: "transactional or marketing" },
  condition: { type: "object", description: 'a condition in JsonLogic, like {"==": [{"var": "matter.stage"}, "hired"]}' },
  window: {
    type: "object",
    properties: {
      days: {
        type: "array",
        items: { type: "string", enum: WEEKDAYS },
        maxItems: 7,
        title: "Days",
        description: `days of the week: ${WEEKDAYS.join(", ")}`,
      },
      from: { $ref: "#/$defs/localTime", title: "From", description: "When it opens, included." },
      to: { $ref: "#/$defs/localTime", title: "To", description: "When it closes, not included." },
    },
    required: ["days", "from", "to"],
    additionalProperties: false,
    description: 'days and times like {"days": ["tue", "wed"], "from": "10:00", "to": "16:00"}',
  },
  lateness: {
    type: "object",
    properties: {
      after: { $ref: "#/$defs/duration", title: "After", description: "How late it may be." },
      then: { type: "string", enum: ["send", "skip", "nextWindow"], title: "Then", description: "send, skip or nextWindow" },
    },
    required: ["after", "then"],
    additionalProperties: false,
    description: 'what to do when late, like {"after": "PT12H", "then": "skip"}',
  },
};
