import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import Type, { type Static, type TSchema } from "typebox";
import { type FieldError, invalid } from "./errors.ts";

const ajv = new Ajv2020({ allErrors: true, coerceTypes: false, useDefaults: true, strict: false });
formats.default(ajv);
/** For path and query parameters, which arrive as text: "20" is a number where one is asked for. */
const textAjv = new Ajv2020({ allErrors: true, coerceTypes: "array", useDefaults: true, strict: false });
formats.default(textAjv);
const compiled = new Map<typeof ajv, WeakMap<object, ValidateFunction>>([
  [ajv, new WeakMap()],
  [textAjv, new WeakMap()],
]);

function validator(schema: TSchema, using: typeof ajv): ValidateFunction {
  const cache = compiled.get(using);
  const known = cache?.get(schema);
  if (known) return known;
  const made = using.compile(schema as object);
  cache?.set(schema, made);
  return made;
}

/** The input as the schema says it, or an error that names each field in words. Defaults of the schema are filled in. */
export function check<T extends TSchema>(schema: T, input: unknown): Static<T> {
  return checkWith(ajv, schema, input);
}

/** As `check`, for parameters that arrive as text. */
export function checkText<T extends TSchema>(schema: T, input: unknown): Static<T> {
  return checkWith(textAjv, schema, input);
}

function checkWith<T extends TSchema>(using: typeof ajv, schema: T, input: unknown): Static<T> {
  const copy = cloneOf(input);
  const validate = validator(schema, using);
  if (validate(copy)) return copy as Static<T>;
  const errors = fieldErrors(validate.errors ?? []);
  throw invalid(errors[0]?.message ?? "What was sent is not what this expects.", errors);
}

/** Defaults are filled into a copy. What is nested so deeply that no copy can be made of it is nothing any schema asks for. */
function cloneOf(input: unknown): unknown {
  try {
    return structuredClone(input);
  } catch (error) {
    if (error instanceof RangeError)
      throw invalid("The request is nested too deeply.", [{ path: "/", message: "This is nested too deeply." }]);
    throw error;
  }
}

export function fieldErrors(errors: ErrorObject[]): FieldError[] {
  const byPath = new Map<string, FieldError>();
  for (const error of errors) {
    if (error.keyword === "if" || error.keyword === "anyOf" || error.keyword === "oneOf") {
      if (errors.length > 1) continue;
    }
    const path = pathOf(error);
    if (!byPath.has(path)) byPath.set(path, { path, message: sentence(path, error) });
  }
  return [...byPath.values()];
}

function pathOf(error: ErrorObject): string {
  const params: Record<string, unknown> = error.params;
  if (error.keyword === "required") return `${error.instancePath}/${String(params.missingProperty)}`;
  if (error.keyword === "additionalProperties" || error.keyword === "unevaluatedProperties")
    return `${error.instancePath}/${String(params.additionalProperty ?? params.unevaluatedProperty)}`;
  return error.instancePath || "/";
}

function fieldName(path: string): string {
  const last = path.split("/").filter(Boolean).pop();
  if (!last) return "The request";
  const words = last
    .replace(/^_+|_+$/g, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[-_]/g, " ")
    .toLowerCase();
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : last;
}

function sentence(path: string, error: ErrorObject): string {
  const name = fieldName(path);
  const params: Record<string, unknown> = error.params;
  switch (error.keyword) {
    case "required":
      return `${name} is missing.`;
    case "additionalProperties":
    case "unevaluatedProperties":
      return `${name} is not a field here. Take it out or check its spelling.`;
    case "type":
      return `${name} must be ${typeName(String(params.type))}.`;
    case "enum":
      return `${name} must be one of: ${(params.allowedValues as unknown[]).join(", ")}.`;
    case "minLength":
      return params.limit === 1 ? `${name} must not be empty.` : `${name} must have at least ${String(params.limit)} characters.`;
    case "maxLength":
      return `${name} must have at most ${String(params.limit)} characters.`;
    case "format":
      return `${name} is not a valid ${formatName(String(params.format))}.`;
    case "pattern":
      return `${name} is not written the way this field expects.`;
    case "minimum":
      return `${name} must be at least ${String(params.limit)}.`;
    case "maximum":
      return `${name} must be at most ${String(params.limit)}.`;
    case "minItems":
      return `${name} needs at least ${String(params.limit)} entries.`;
    case "maxItems":
      return `${name} may have at most ${String(params.limit)} entries.`;
    default:
      return `${name} ${error.message ?? "is not valid"}.`;
  }
}

const typeWords: Record<string, string> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "yes or no",
  array: "a list",
  object: "a group of fields",
  null: "empty",
};
const typeName = (type: string) =>
  type
    .split(",")
    .map((one) => typeWords[one] ?? one)
    .join(" or ");
const formatName = (format: string) =>
  ({ email: "email address", "date-time": "date and time", date: "date (YYYY-MM-DD)", uri: "web address" })[format] ?? format;

/** For operations and routes that take nothing. */
export const emptyInput = Type.Object({}, { additionalProperties: false });
