/**
 * The JSON Schema words that step kinds share. Shapes live once, in `$defs` of the definition's schema
 * (engine/definition/defs.ts); a step names the shape and says in its own words what the field is for.
 */
export type FieldSchema = Record<string, unknown>;

/** Names of the shapes in `$defs`. */
export type Shape =
  | "stepId"
  | "outlet"
  | "key"
  | "line"
  | "text"
  | "duration"
  | "localTime"
  | "dateTime"
  | "condition"
  | "factPath"
  | "liquidLine"
  | "liquid"
  | "role"
  | "tag"
  | "window"
  | "lateness"
  | "purpose"
  | "eventName"
  | "name";

/** A field of a shared shape. `title` labels it in panel and docs, `description` says what it does. */
export function field(shape: Shape, title: string, description: string): FieldSchema {
  return { $ref: `#/$defs/${shape}`, title, description };
}

export function listOf(
  shape: Shape,
  title: string,
  description: string,
  limits: { minItems?: number; maxItems?: number } = {},
): FieldSchema {
  return {
    type: "array",
    items: { $ref: `#/$defs/${shape}` },
    minItems: limits.minItems ?? 1,
    maxItems: limits.maxItems ?? 50,
    title,
    description,
  };
}

export function choice(values: readonly string[], title: string, description: string): FieldSchema {
  return { type: "string", enum: [...values], title, description };
}

export function flag(title: string, description: string): FieldSchema {
  return { type: "boolean", title, description };
}

/** A list of small objects: cases, arms, awaited events, requested files. */
export function entries(
  properties: Record<string, FieldSchema>,
  required: string[],
  title: string,
  description: string,
  limits: { minItems: number; maxItems: number },
): FieldSchema {
  return {
    type: "array",
    ...limits,
    items: { type: "object", properties, required, additionalProperties: false },
    title,
    description,
  };
}

/** A way on from the step. */
export function outletField(title: string, description: string): FieldSchema {
  return field("outlet", title, description);
}

export const NEXT = outletField("Then", "The step that comes next.");
export const ON_ERROR = outletField(
  "If it cannot be done",
  "Where to go when it failed for good. Without it the run waits for staff, under “Needs attention”.",
);
export const ON_TIMEOUT = outletField("If time runs out", "Where to go when the time given has passed.");
export const TO_ROLES = listOf(
  "role",
  "To",
  "Roles of the matter's people it goes to, e.g. `client`, `spouse`. Without it, the main contact.",
  { maxItems: 20 },
);
export const LATE = field(
  "lateness",
  "If late",
  "What to do when it would go out later than planned. By default, over 12 hours late marketing is skipped and everything else is sent.",
);
