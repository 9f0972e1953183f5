/** Builds the JSON Schema (2020-12) of definitions from the step descriptions. `definition.schema.json` is its checked-in result. */
import type { FieldSchema } from "../steps/fields.ts";
import { kindOf, stepKindNames } from "../steps/index.ts";
import type { StepKind } from "../steps/kind.ts";
import { ID_PATTERN, shapes } from "./defs.ts";
import { envelope, exits, triggers } from "./envelope.ts";

export const SCHEMA_ID = "https://firmflow.dev/schema/firmflow-1/definition.schema.json";

/** One step kind's steps. */
export function stepSchema(kind: StepKind): FieldSchema {
  return {
    type: "object",
    title: kind.label,
    description: kind.about,
    properties: {
      kind: { const: kind.kind },
      name: { $ref: "#/$defs/name", title: "Name", description: "What staff call this step." },
      ...kind.fields,
    },
    required: ["kind", ...kind.required],
    additionalProperties: false,
  };
}

export function definitionSchema(): FieldSchema {
  const kinds = stepKindNames.map(kindOf);
  const flow = envelope({
    trigger: { oneOf: Object.keys(triggers).map((name) => ({ $ref: `#/$defs/trigger-${name}` })) },
    exit: { oneOf: Object.keys(exits).map((name) => ({ $ref: `#/$defs/exit-${name}` })) },
    steps: stepsSchema({ $ref: "#/$defs/step" }),
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: SCHEMA_ID,
    title: "Firmflow definition",
    ...flow,
    $defs: {
      ...shapes,
      ...prefixed("trigger-", triggers),
      ...prefixed("exit-", exits),
      step: { oneOf: kinds.map((kind) => ({ $ref: `#/$defs/step-${kind.kind}` })) },
      ...Object.fromEntries(kinds.map((kind) => [`step-${kind.kind}`, stepSchema(kind)])),
    },
  };
}

export function stepsSchema(step: FieldSchema): FieldSchema {
  return {
    type: "object",
    propertyNames: { pattern: ID_PATTERN, maxLength: 64 },
    additionalProperties: step,
    minProperties: 1,
    title: "Steps",
    description: "the steps by id, at least one",
  };
}

function prefixed(prefix: string, schemas: Record<string, FieldSchema>): Record<string, FieldSchema> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [prefix + name, schema]));
}
