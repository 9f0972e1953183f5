/** Turns ajv's findings into sentences that name the place and say what to do. */
import type { FieldSchema } from "../steps/fields.ts";
import { shapes } from "./defs.ts";
import { problem } from "./problem.ts";
import type { Problem, StepId } from "./types.ts";

/** What the compiled validators report (a part of ajv's ErrorObject). */
export interface ShapeError {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

export interface Holder {
  step: StepId | null;
  /** JSON pointer of the value that was validated. */
  path: string;
  /** How messages call it: `Step “welcome”`, `The flow`. */
  called: string;
  /** "A “Send email” step", "A flow": what has no such field. */
  sort: string;
  schema: FieldSchema;
  value: unknown;
}

export function inWords(errors: readonly ShapeError[], holder: Holder): Problem[] {
  const alternatives = errors.filter((error) => error.keyword === "anyOf").map((error) => error.instancePath);
  const seen = new Set<string>();
  return errors.flatMap((error) => {
    const covered = alternatives.some(
      (path) => error.keyword !== "anyOf" && (error.instancePath === path || error.instancePath.startsWith(`${path}/`)),
    );
    if (covered || error.keyword === "propertyNames") return [];
    const said = say(error, holder);
    const key = `${said.path} ${said.code === "badValue" ? "" : said.message}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [said];
  });
}

function say(error: ShapeError, holder: Holder): Problem {
  const segments = error.instancePath.split("/").slice(1).map(unescapeSegment);
  const make = (path: string, code: string, message: string) => problem(holder.step, holder.path + path, code, message);
  if (error.keyword === "required") {
    const name = String(error.params["missingProperty"]);
    const what = describe(schemaAt(holder.schema, [...segments, name]));
    return make(`${error.instancePath}/${name}`, "missingField", `${holder.called}${inside(segments)} has no “${name}”. Add it: ${what}.`);
  }
  if (error.keyword === "additionalProperties" || error.keyword === "unevaluatedProperties") {
    const name = String(error.params["additionalProperty"] ?? "");
    const all = Object.keys((schemaAt(holder.schema, segments)?.["properties"] ?? {}) as object).join(", ");
    const has = segments.length === 0 ? `${holder.sort} has` : "There are only";
    return make(
      `${error.instancePath}/${escapeSegment(name)}`,
      "unknownField",
      `${holder.called}${inside(segments)} has a field “${clip(name)}”, which is unknown. ${has} ${all}. Correct its name or remove it.`,
    );
  }
  return sayValue(error, holder, segments, make);
}

function sayValue(
  error: ShapeError,
  holder: Holder,
  segments: string[],
  make: (path: string, code: string, message: string) => Problem,
): Problem {
  const schema = schemaAt(holder.schema, segments);
  const value = valueAt(holder.value, segments);
  const place = segments.length === 0 ? holder.called : `“${segments.join(" ")}” of ${lower(holder.called)}`;
  const what = describe(schema);
  const propertyName = error.params["propertyName"] ?? (error as { propertyName?: unknown }).propertyName;
  if (typeof propertyName === "string")
    return make(
      `${error.instancePath}/${escapeSegment(propertyName)}`,
      "badValue",
      `${place} has “${clip(propertyName)}”, which is no field that can be. Use names like matter.closingDate.`,
    );
  if (value === "") return make(error.instancePath, "missingField", `${place} is empty. Give ${what}.`);
  if (error.keyword === "minItems" || error.keyword === "minProperties")
    return make(error.instancePath, "missingField", `${place} needs at least ${error.params["limit"]}. Add one.`);
  if (["maxItems", "maxProperties", "maxLength", "maximum"].includes(error.keyword))
    return make(error.instancePath, "badValue", `${place} is more than allowed: at most ${error.params["limit"]}. Make it less.`);
  if (error.keyword === "minimum")
    return make(error.instancePath, "badValue", `${place} must be at least ${error.params["limit"]}. Correct it.`);
  return make(error.instancePath, "badValue", `${place} is ${show(value)}, which does not fit. Give ${what}.`);
}

/** What is expected, as said after "Give": the shape's own words, which describe a value, before the field's, which describe a use. */
function describe(schema: FieldSchema | undefined): string {
  if (!schema) return "it a value";
  const shape = typeof schema["$ref"] === "string" ? shapeOf(schema["$ref"]) : undefined;
  const allowed = Array.isArray(schema["enum"]) ? schema["enum"].join(", ") : undefined;
  if (allowed) return `one of ${allowed}`;
  if (shape && typeof shape["description"] === "string") return shape["description"];
  if (schema["type"] === "boolean") return "true or false";
  if (schema["type"] === "integer") return "a whole number";
  if (schema["type"] === "number") return "a number";
  if (schema["type"] === "array") return `a list${schema["title"] ? ` (${String(schema["title"])})` : ""}`;
  return typeof schema["description"] === "string" ? schema["description"].replace(/\.$/, "") : "a value of the right kind";
}

function shapeOf(ref: string): FieldSchema | undefined {
  return shapes[ref.split("/").at(-1) as keyof typeof shapes];
}

function schemaAt(root: FieldSchema, segments: string[]): FieldSchema | undefined {
  let schema: FieldSchema | undefined = root;
  for (const segment of segments) {
    const resolved: FieldSchema | undefined = typeof schema?.["$ref"] === "string" ? shapeOf(schema["$ref"]) : schema;
    const properties = (resolved?.["properties"] ?? {}) as Record<string, FieldSchema>;
    schema = Object.hasOwn(properties, segment)
      ? properties[segment]
      : ((resolved?.["items"] ?? resolved?.["additionalProperties"]) as FieldSchema | undefined);
  }
  return schema && typeof schema["$ref"] === "string" && schema["title"] === undefined ? { ...shapeOf(schema["$ref"]), ...schema } : schema;
}

function valueAt(root: unknown, segments: string[]): unknown {
  let value = root;
  for (const segment of segments) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}

function inside(segments: string[]): string {
  return segments.length === 0 ? "" : ` in “${segments.join(" ")}”`;
}
function lower(called: string): string {
  return called.charAt(0).toLowerCase() + called.slice(1);
}
function show(value: unknown): string {
  return typeof value === "string" ? `“${clip(value)}”` : clip(JSON.stringify(value) ?? "nothing");
}
export function clip(text: string, length = 60): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
export function escapeSegment(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
function unescapeSegment(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}
