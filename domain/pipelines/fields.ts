import Type, { type Static } from "typebox";
import { changed, conflict, currentScope, invalidField, newId, notFound, operation, query } from "../base/index.ts";
import { calendarDay, closed, instantOf, key, line, oneLine, oneOf } from "../inputs/index.ts";
import { FieldModel, type FieldRecord, fieldTypes } from "./model.ts";

const on = Type.Union([Type.Literal("contact"), Type.Literal("matter")]);
export const NewField = Type.Object(
  {
    on,
    key,
    label: line(80),
    type: oneOf(fieldTypes),
    options: Type.Optional(Type.Array(line(120), { maxItems: 100 })),
    caseTypes: Type.Optional(Type.Array(key, { maxItems: 50 })),
  },
  closed,
);

/** Built-in fields that custom ones stand beside: a key can't be both. */
const builtIn: Record<FieldRecord["on"], string[]> = {
  contact: [
    "id",
    "firstName",
    "lastName",
    "name",
    "company",
    "email",
    "phone",
    "address",
    "language",
    "preferredChannel",
    "zone",
    "consent",
    "suppressed",
    "noTexts",
    "tags",
    "source",
    "createdAt",
    "fields",
    "search",
    "constructor",
    "prototype",
  ],
  matter: [
    "id",
    "number",
    "title",
    "caseType",
    "caseTypeName",
    "stage",
    "stageName",
    "stageSince",
    "state",
    "assignee",
    "source",
    "value",
    "openedAt",
    "closedAt",
    "people",
    "mainContactId",
    "fields",
    "search",
    "createdAt",
    "constructor",
    "prototype",
  ],
};

export const addField = operation({
  name: "fields.add",
  role: "owner",
  input: NewField,
  run: async (input) => {
    if (builtIn[input.on].includes(input.key)) throw invalidField("/key", `"${input.key}" is a built-in field. Choose another key.`);
    if (input.type === "choice" && !input.options?.length) throw invalidField("/options", "A choice needs at least one option.");
    const same = await FieldModel.findOne({ on: input.on, key: input.key }).lean();
    if (same) throw conflict("field-exists", `There is already a field "${same.label}" with the key "${input.key}".`);
    const id = newId("field");
    const order = await FieldModel.countDocuments({ on: input.on });
    await FieldModel.create([{ _id: id, ...input, label: oneLine("/label", "Label", input.label), order }]);
    return { id };
  },
});

/** Adds those of the fields that the firm does not have yet; for flows of the library, which bring the fields they use. */
export const ensureFields = operation({
  name: "fields.ensure",
  role: "builder",
  input: Type.Object({ fields: Type.Array(NewField, { maxItems: 200 }) }, closed),
  run: async ({ fields }) => {
    const known = new Set((await FieldModel.find({}, { on: 1, key: 1 }).lean()).map((one) => `${one.on}.${one.key}`));
    const missing = fields.filter((one) => !known.has(`${one.on}.${one.key}`) && !builtIn[one.on].includes(one.key));
    if (missing.length)
      await FieldModel.insertMany(missing.map((one, index) => ({ _id: newId("field"), ...one, order: known.size + index })));
    return { added: missing.map((one) => `${one.on}.${one.key}`) };
  },
});

export const changeField = operation({
  name: "fields.change",
  role: "owner",
  input: Type.Object(
    {
      fieldId: line(60),
      change: Type.Partial(Type.Object({ label: line(80), options: Type.Array(line(120), { maxItems: 100 }) }, closed), closed),
    },
    closed,
  ),
  run: async ({ fieldId, change }) => {
    const field = await changed(FieldModel, { _id: fieldId }, { $set: change });
    if (!field) throw notFound("This field");
    return field;
  },
});

/** Takes a field from the firm's forms and pages. What records hold under its key stays with them. */
export const removeField = operation({
  name: "fields.remove",
  role: "owner",
  input: Type.Object({ fieldId: line(60) }, closed),
  run: async ({ fieldId }) => {
    const { deletedCount } = await FieldModel.deleteOne({ _id: fieldId });
    if (!deletedCount) throw notFound("This field");
  },
});

export const listFields = query({
  name: "fields.list",
  role: "viewer",
  input: Type.Object({ on: Type.Optional(on) }, closed),
  run: ({ on: which }) =>
    FieldModel.find(which ? { on: which } : {})
      .sort({ on: 1, order: 1 })
      .lean(),
});

/**
 * Values for custom fields, each checked by its type; null clears one. Staff and API keys may set only fields the firm has, so that a
 * misspelt one is noticed; forms and flows may keep answers under keys of their own.
 */
export async function checkedFields(
  which: FieldRecord["on"],
  values: Record<string, unknown>,
  at = "/fields",
): Promise<Record<string, unknown>> {
  const names = Object.keys(values);
  if (!names.length) return {};
  const definitions = new Map((await FieldModel.find({ on: which, key: { $in: names } }).lean()).map((one) => [one.key, one]));
  const strict = ["staff", "apiKey"].includes(currentScope().actor.kind);
  return Object.fromEntries(
    names.map((name) => [name, checkedField(which, name, definitions.get(name), values[name], `${at}/${name}`, strict)]),
  );
}

function checkedField(
  on: FieldRecord["on"],
  name: string,
  field: FieldRecord | undefined,
  value: unknown,
  path: string,
  strict: boolean,
): unknown {
  if (builtIn[on].includes(name) || name === "__proto__")
    throw invalidField(path, `"${name}" is a built-in field, not one of the firm's own.`);
  if (!field && strict)
    throw invalidField(
      path,
      `There is no field "${name}" on ${on === "contact" ? "contacts" : "matters"}. Add it under Settings, Pipelines and fields.`,
    );
  if (value === null || value === "") return null;
  return field ? typed(field, value, path) : undefinedField(name, value, path);
}

function typed(field: FieldRecord, value: unknown, path: string): unknown {
  const wrong = (what: string) => invalidField(path, `${field.label} must be ${what}.`);
  switch (field.type) {
    case "text":
      if (typeof value !== "string") throw wrong("text");
      return limited(oneLine(path, field.label, value), 500, path, field.label);
    case "longText":
      if (typeof value !== "string") throw wrong("text");
      return limited(value, 20_000, path, field.label);
    case "number":
    case "money": {
      const number = typeof value === "string" && /^-?\$?[\d,]*\.?\d+$/.test(value.trim()) ? Number(value.replace(/[$,\s]/g, "")) : value;
      if (typeof number !== "number" || !Number.isFinite(number)) throw wrong("a number");
      return number;
    }
    case "date":
      if (typeof value !== "string") throw wrong("a date");
      return calendarDay(path, field.label, value);
    case "dateTime":
      if (typeof value !== "string") throw wrong("a date and time");
      return instantOf(path, field.label, value).toISOString();
    case "yesNo":
      if (typeof value !== "boolean") throw wrong("yes or no");
      return value;
    case "choice":
      if (typeof value !== "string" || !field.options?.includes(value)) throw wrong(`one of: ${(field.options ?? []).join(", ")}`);
      return value;
    case "list":
      return limitedJson(value, path, field.label);
    default:
      return field.type satisfies never;
  }
}

function undefinedField(name: string, value: unknown, path: string): unknown {
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return calendarDay(path, name, value);
  return limitedJson(value, path, name);
}

function limited(value: string, max: number, path: string, label: string): string {
  if (value.length > max) throw invalidField(path, `${label} must have at most ${max} characters.`);
  return value;
}

function limitedJson(value: unknown, path: string, label: string): unknown {
  if (JSON.stringify(value).length > 20_000) throw invalidField(path, `${label} is too long to keep. Put it into a note or a document.`);
  return value;
}

export type NewFieldInput = Static<typeof NewField>;
