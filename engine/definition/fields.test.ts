import { describe, expect, it } from "vitest";
import type { FieldSchema } from "../steps/fields.ts";
import { kindOf, stepKindNames } from "../steps/index.ts";
import type { StepKind } from "../steps/kind.ts";
import { shapes } from "./defs.ts";
import { envelope } from "./envelope.ts";
import { stepSchema } from "./schema.ts";
import { validate } from "./validate.ts";

/** Every field of every kind, wrong in every way its schema forbids: each is named, with what to do. */

interface Wrong {
  /** What is the matter with it. */
  how: string;
  value: unknown;
  /** Where in the field, as a JSON pointer. */
  at: string;
}
type Loose = Record<string, unknown>;

/** A value each shape takes. */
const good: Record<string, unknown> = {
  stepId: "other",
  outlet: "done",
  key: "ep-welcome",
  name: "Welcome",
  line: "https://hooks.example/in",
  text: "A text",
  liquidLine: "Call {{ contact.firstName }}",
  liquid: "Call {{ contact.firstName }}",
  duration: "P3D",
  localTime: "09:30",
  dateTime: "2027-03-01T09:00",
  factPath: "matter.closingDate",
  eventName: "form.submitted",
  role: "client",
  tag: "vip",
  purpose: "transactional",
  condition: { "==": [{ var: "matter.stage" }, "hired"] },
  window: { days: ["tue"], from: "10:00", to: "16:00" },
  lateness: { after: "PT12H", then: "skip" },
};

function resolved(schema: FieldSchema): FieldSchema {
  const ref = schema["$ref"];
  return typeof ref === "string" ? { ...shapes[ref.split("/").at(-1) as keyof typeof shapes], ...schema } : schema;
}

/** A value that fits. */
function goodFor(schema: FieldSchema): unknown {
  const ref = schema["$ref"];
  if (typeof ref === "string") return structuredClone(good[ref.split("/").at(-1) ?? ""]);
  if ("const" in schema) return schema["const"];
  if (Array.isArray(schema["enum"])) return schema["enum"][0];
  switch (schema["type"]) {
    case "array":
      return Array.from({ length: Number(schema["minItems"] ?? 1) || 1 }, () => goodFor(schema["items"] as FieldSchema));
    case "object":
      return goodObject(schema);
    case "integer":
    case "number":
      return Math.max(1, Number(schema["minimum"] ?? 1));
    case "boolean":
      return true;
    default:
      return typeof schema["pattern"] === "string" && schema["pattern"].includes("https") ? "https://hooks.example/in" : "text";
  }
}

function goodObject(schema: FieldSchema): Loose {
  const properties = (schema["properties"] ?? {}) as Record<string, FieldSchema>;
  const required = (schema["required"] ?? []) as string[];
  const made = Object.fromEntries(required.map((name) => [name, goodFor(properties[name] ?? {})]));
  return Number(schema["minProperties"] ?? 0) > 0 && required.length === 0 ? { "matter.note": "x" } : made;
}

/** Every way the schema forbids. */
function wrongFor(schema: FieldSchema, at = ""): Wrong[] {
  const {
    type,
    pattern,
    maxLength,
    minLength,
    enum: values,
    minItems,
    maxItems,
    minimum,
    maximum,
  } = resolved(schema) as {
    [word: string]: unknown;
  } & { type?: string };
  const wrong: Wrong[] = [];
  const say = (how: string, value: unknown) => wrong.push({ how, value, at });
  if (type === "string") {
    for (const value of [42, true, {}, ["a"]]) say(`is ${JSON.stringify(value)}`, value);
    // A way on that leads nowhere is one nobody has drawn yet; those that are needed are missed as such.
    const undrawn = schema["$ref"] === "#/$defs/outlet";
    if (!undrawn && (pattern !== undefined || minLength !== undefined || values !== undefined)) say("is empty", "");
    if (maxLength !== undefined) say("is too long", "a".repeat(Number(maxLength) + 1));
    if (values !== undefined) say("is none of those allowed", "somethingElse");
    else if (pattern !== undefined) for (const value of misfits(String(pattern))) say(`is ${JSON.stringify(value)}`, value);
  } else if (type === "boolean") for (const value of ["yes", 1, {}]) say(`is ${JSON.stringify(value)}`, value);
  else if (type === "integer" || type === "number") {
    for (const value of ["3", true, {}]) say(`is ${JSON.stringify(value)}`, value);
    if (minimum !== undefined) say("is too small", Number(minimum) - 1);
    if (maximum !== undefined) say("is too great", Number(maximum) + 1);
    if (type === "integer") say("is a fraction", 1.5);
  } else if (type === "array") {
    for (const value of ["a", 7, {}]) say(`is ${JSON.stringify(value)}`, value);
    const one = goodFor((schema["items"] ?? resolved(schema)["items"]) as FieldSchema);
    if (Number(minItems ?? 0) > 0) say("is an empty list", []);
    if (maxItems !== undefined)
      say(
        "is too long a list",
        Array.from({ length: Number(maxItems) + 1 }, () => one),
      );
    const rest = Array.from({ length: Math.max(0, Number(minItems ?? 1) - 1) }, () => one);
    for (const inner of wrongFor(resolved(schema)["items"] as FieldSchema, `${at}/0`))
      wrong.push({ ...inner, value: [inner.value, ...rest] });
  } else if (type === "object") wrong.push(...wrongObject(resolved(schema), at));
  return wrong;
}

function wrongObject(schema: FieldSchema, at: string): Wrong[] {
  const wrong: Wrong[] = ["a", 7, ["x"]].map((value) => ({ how: `is ${JSON.stringify(value)}`, value, at }));
  const properties = (schema["properties"] ?? {}) as Record<string, FieldSchema>;
  const fine = () => goodObject(schema);
  if (schema["additionalProperties"] === false)
    wrong.push({ how: "has an unknown field", value: { ...fine(), colour: 1 }, at: `${at}/colour` });
  if (Number(schema["minProperties"] ?? 0) > 0) wrong.push({ how: "is empty", value: {}, at });
  for (const name of (schema["required"] ?? []) as string[]) {
    const { [name]: _left, ...without } = fine();
    wrong.push({ how: `lacks ${name}`, value: without, at: `${at}/${name}` });
  }
  for (const [name, inner] of Object.entries(properties))
    for (const one of wrongFor(inner, `${at}/${name}`)) wrong.push({ ...one, value: { ...fine(), [name]: one.value } });
  return wrong;
}

/** Texts that a pattern refuses, tried by hand against it. */
function misfits(pattern: string): string[] {
  const tries = [
    "a\r\nBcc: x",
    "-",
    "constructor of",
    "3 days",
    "P-1D",
    "24:00",
    "9:30",
    "2027-03-01",
    "mattr",
    "Form Submitted",
    "a b",
    "ftp://x",
    "…",
  ];
  return tries.filter((text) => !new RegExp(pattern, "u").test(text)).slice(0, 4);
}

/** A flow in which this is the only step beside an end, all its required fields filled in. */
function flowWith(kind: StepKind, field: string, value: unknown): Loose {
  const fields = Object.fromEntries(kind.required.map((name) => [name, goodFor((kind.fields[name] ?? nothing) as FieldSchema)]));
  const given = { kind: kind.kind, ...fields, ...(value === undefined ? {} : { [field]: value }) };
  return {
    format: "firmflow/1",
    key: "k",
    name: "K",
    subject: "matter",
    enrol: { on: [], again: "never" },
    start: "a",
    steps: { a: given, done: { kind: "end", outcome: "completed" } },
  };
}

const nothing: FieldSchema = {};
const sense = /\b(Give|Add|Correct|Make|Choose|Write|Use|Set|Connect|Remove|Enter|Put|Keep|Name|Draw|Begin|Split|Say|Lead|Go)\b/;
const shapely = new Set([
  "badValue",
  "missingField",
  "unknownField",
  "unknownKind",
  "missingOutlet",
  "unknownStep",
  "badDate",
  "badSchedule",
  "tooLong",
]);

const table = stepKindNames.map(kindOf).flatMap((kind) =>
  Object.entries({ name: stepSchema(kind)["properties"] as never, ...kind.fields }).flatMap(([field, schema]) => {
    const own =
      field === "name" ? ((stepSchema(kind)["properties"] as Record<string, FieldSchema>)["name"] ?? {}) : (schema as FieldSchema);
    return wrongFor(own, `/steps/a/${field}`).map((wrong) => ({ kind, field, ...wrong }));
  }),
);

describe("a field that is wrong", () => {
  it("is looked at in every kind and in every way", () => {
    expect(table.length).toBeGreaterThan(1000);
    expect(new Set(table.map((one) => one.kind.kind)).size).toBe(stepKindNames.length);
  });

  it.each(stepKindNames)("in a step “%s” is found where it stands, and the message says what to do", (name) => {
    const silent: string[] = [];
    for (const { kind, field, how, value, at } of table.filter((one) => one.kind.kind === name)) {
      const problems = validate(flowWith(kind, field, value));
      const there = problems.filter(
        (one) => one.step === "a" && (one.path === at || one.path.startsWith(`${at}/`) || at.startsWith(`${one.path}/`)),
      );
      const said = there.filter((one) => shapely.has(one.code) && /“.+”/.test(one.message) && sense.test(one.message));
      if (said.length === 0)
        silent.push(`${kind.kind}.${field} ${how} at ${at}: ${JSON.stringify(problems.map((one) => `${one.code} ${one.path}`))}`);
    }
    expect(silent).toEqual([]);
  });

  it("is missed where it is required", () => {
    for (const kind of stepKindNames.map(kindOf))
      for (const field of kind.required) {
        const flow = flowWith(kind, field, undefined);
        const steps = flow["steps"] as Record<string, Loose>;
        delete steps["a"]?.[field];
        const found = validate(flow).filter((one) => one.step === "a" && one.path.startsWith(`/steps/a/${field}`));
        expect(
          found.map((one) => one.code).filter((code) => /^missing/.test(code)),
          `${kind.kind}.${field}`,
        ).not.toEqual([]);
      }
  });

  it("that nobody knows is named, with those there are", () => {
    for (const kind of stepKindNames.map(kindOf)) {
      const found = validate(flowWith(kind, "colour", "green")).find((one) => one.code === "unknownField");
      expect(found, kind.kind).toMatchObject({ step: "a", path: "/steps/a/colour" });
      expect(found?.message).toContain("kind, name");
    }
  });

  it("of the flow itself is found as well", () => {
    const schema = envelope({ trigger: {}, exit: {}, steps: {} });
    const properties = schema["properties"] as Record<string, FieldSchema>;
    const silent: string[] = [];
    for (const [field, one] of Object.entries(properties)) {
      if (field === "steps" || field === "format") continue;
      for (const { how, value, at } of wrongFor(one, `/${field}`)) {
        const base = flowWith(kindOf("addNote"), "text", "x");
        const problems = validate({ ...base, [field]: value });
        const said = problems.filter((found) => found.path === at || found.path.startsWith(`${at}/`) || at.startsWith(`${found.path}/`));
        if (said.length === 0 || !said.every((found) => sense.test(found.message)))
          silent.push(`${field} ${how}: ${JSON.stringify(problems)}`);
      }
    }
    expect(silent).toEqual([]);
  });
});
