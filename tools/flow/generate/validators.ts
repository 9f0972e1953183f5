/**
 * Makes `engine/definition/validators.generated.js`: ajv's validators compiled ahead, one per step kind and part of the definition.
 * No `eval` is then needed where a content security policy forbids it, and the browser carries no schema compiler.
 */
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { shapes } from "../../../engine/definition/defs.ts";
import { envelope, exits, triggers } from "../../../engine/definition/envelope.ts";
import { stepSchema } from "../../../engine/definition/schema.ts";
import { kindOf, stepKindNames } from "../../../engine/steps/index.ts";

const HEAD =
  "// Made by `node tools/flow/generate/main.ts` from the step descriptions. Change those, not this file.\n/* eslint-disable */\n";

export function validatorsSource(): string {
  const schemas: Record<string, object> = {
    envelope: envelope({ trigger: { type: "object" }, exit: { type: "object" }, steps: { type: "object" } }),
    ...renamed("trigger_", triggers),
    ...renamed("exit_", exits),
    ...Object.fromEntries(stepKindNames.map((name) => [`step_${name}`, stepSchema(kindOf(name))])),
  };
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    // Messages are ours (engine/definition/words.ts); ajv's would only make the file bigger.
    messages: false,
    logger: false,
    // Lengths in UTF-16 units: no helper to import, and limits are not about characters.
    unicode: false,
    // One function per shape, called from everywhere, instead of a copy in each place.
    inlineRefs: false,
    code: { source: true, esm: true, lines: false, optimize: 2 },
  });
  ajv.addSchema({ $id: "shapes", $defs: bare(shapes) });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema({ $id: name, ...(bare(schema) as object) });
  const code = standalone(ajv, Object.fromEntries(Object.keys(schemas).map((name) => [name, name])));
  if (/\brequire\(/.test(code)) throw new Error("The compiled validators want a helper of ajv's: avoid the keyword that needs it.");
  return HEAD + code;
}

/** Without words for people, and with shapes looked up in the schema they share. */
function bare(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bare);
  if (schema === null || typeof schema !== "object") return schema;
  const kept = Object.entries(schema).filter(([key, value]) => !((key === "title" || key === "description") && typeof value === "string"));
  return Object.fromEntries(kept.map(([key, value]) => [key, key === "$ref" ? `shapes${String(value)}` : bare(value)]));
}

// A CommonJS module's default export stands one level deeper under Node.
const standalone = standaloneCode.default;

function renamed(prefix: string, schemas: Record<string, object>): Record<string, object> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [prefix + name, schema]));
}
