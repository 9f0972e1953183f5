/** `docs/definition.md`, from the same descriptions the schema, the checks and the editor use. */
import { factRoots } from "../../../engine/conditions/catalogue.ts";
import { eventKinds } from "../../../engine/conditions/events.ts";
import { operators } from "../../../engine/conditions/operatorList.ts";
import { shapes } from "../../../engine/definition/defs.ts";
import type { FieldSchema } from "../../../engine/steps/fields.ts";
import { kindOf, stepKindNames } from "../../../engine/steps/index.ts";
import type { StepKind } from "../../../engine/steps/kind.ts";

const INTRODUCTION = `# The definition

A definition is the JSON a flow compiles to and a run carries out: what staff drew, without positions, secrets or message bodies.
It can be written by hand, kept in Git and checked with \`npm run -s flow -- validate FILE\`. The same is said as JSON Schema
(2020-12) in [engine/definition/definition.schema.json](../engine/definition/definition.schema.json); what a schema cannot say
(steps never reached, circles without a wait, merge fields that cannot exist …) the command checks too.

This page is made from the step descriptions in \`engine/steps\` by \`node tools/flow/generate/main.ts\`: change those, not this page.
`;

const EXAMPLE = `## A small flow

\`\`\`json
{
  "format": "firmflow/1",
  "key": "welcome",
  "name": "Welcome",
  "subject": "matter",
  "enrol": { "on": [{ "event": "matter.stageChanged", "where": { "==": [{ "var": "event.to" }, "hired"] } }], "again": "never" },
  "exits": [{ "id": "lost", "when": { "==": [{ "var": "matter.stage" }, "lost"] } }],
  "start": "hello",
  "steps": {
    "hello": { "kind": "sendEmail", "template": "welcome", "purpose": "transactional", "next": "assets" },
    "assets": { "kind": "requestForm", "form": "assets", "remind": ["P3D"], "giveUpAfter": "P7D", "next": "done", "onGiveUp": "call" },
    "call": { "kind": "createTask", "title": "Call {{ contact.firstName }}", "due": "P1D", "businessDays": true, "next": "done" },
    "done": { "kind": "end", "outcome": "completed" }
  }
}
\`\`\`
`;

const FORMATS = `## Formats

\`format\` says by which rules a definition was written. One of an older format is read as one of today, wherever it was kept (files, the command
line, the API, what is pasted, versions and drafts in the database), by a chain of pure functions in \`engine/definition/upgrade.ts\`, each from
one format to the next; runs go on with what they began with. One of a newer format is refused with a sentence. Within \`firmflow/1\`, a wait for
a moment may be written \`"at": "2027-03-01T09:00"\`; it is kept as \`instant\`.

No format has shipped but \`firmflow/1\`. Whoever makes another keeps an example of it in \`engine/definition/formats/\` with the story of somebody
who came through it, and writes the function that reads the one before: a test asks for both, and holds every example to its story for ever.
`;

export function definitionDocs(): string {
  return `${[INTRODUCTION, EXAMPLE, FORMATS, stepsSection(), shapesSection(), factsSection(), eventsSection(), operatorsSection()].join("\n").trimEnd()}\n`;
}

function stepsSection(): string {
  const toc = stepKindNames.map((name) => `[${name}](#${name.toLowerCase()})`).join(" · ");
  const intro = `Every step has a \`kind\` and may have a \`name\`, which staff see. Its id, the key under \`steps\`, begins with a letter and is made of letters, digits, dashes and underscores.`;
  return `## Steps\n\n${intro}\n\n${toc}\n\n${stepKindNames.map((name) => stepSection(kindOf(name))).join("\n")}`;
}

function stepSection(kind: StepKind): string {
  const rows = Object.entries(kind.fields).map(([name, schema]) => fieldRow(name, schema as FieldSchema, kind.required.includes(name)));
  return `### ${kind.kind}\n\n**${kind.label}.** ${kind.about}\n\n${table(["field", "what", "form"], rows)}\n`;
}

function fieldRow(name: string, schema: FieldSchema, required: boolean): string[] {
  const inner = (schema["items"] as FieldSchema | undefined)?.["properties"] as Record<string, FieldSchema> | undefined;
  const needed = ((schema["items"] as FieldSchema | undefined)?.["required"] ?? []) as string[];
  const parts = inner
    ? ` Each has ${Object.entries(inner)
        .map(([part, about]) => `\`${part}\`${needed.includes(part) ? "" : "?"} (${form(about)})`)
        .join(", ")}.`
    : "";
  return [`\`${name}\`${required ? "" : "?"}`, `${String(schema["description"] ?? "")}${parts}`, form(schema)];
}

function form(schema: FieldSchema): string {
  if (typeof schema["$ref"] === "string") return `[${schema["$ref"].split("/").at(-1)}](#forms-of-values)`;
  if (Array.isArray(schema["anyOf"])) return (schema["anyOf"] as FieldSchema[]).map(form).join(" or ");
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => `\`${String(value)}\``).join(", ");
  if (schema["type"] === "array")
    return `list of ${(schema["items"] as FieldSchema)["properties"] ? "objects" : form(schema["items"] as FieldSchema)}`;
  return typeof schema["type"] === "string" ? schema["type"] : "any JSON";
}

function shapesSection(): string {
  const rows = Object.entries(shapes).map(([name, schema]) => [`\`${name}\``, String(schema["description"] ?? ""), pattern(schema)]);
  return `## Forms of values\n\n${table(["form", "what it is", "pattern"], rows)}\n`;
}

function pattern(schema: FieldSchema): string {
  const text = schema["pattern"];
  return typeof text === "string" && text.length < 60 ? `\`${text}\`` : "";
}

function factsSection(): string {
  const rows = factRoots.map((root) => {
    const fields = root.fields.map((field) => `\`${field.path}\``).join(", ");
    return [`\`${root.name}\``, root.label, `${fields}${root.closed ? "" : `${fields ? ", and " : ""}any other id`}`];
  });
  const intro =
    'Merge fields (`{{ contact.firstName | default: "there" }}`) and conditions read the same facts. Custom fields stand beside built-in ones. `steps.<id>.…` is what a step gave, `vars.…` what the run keeps, `event.…` can be read inside a `where`. `waitUntil`, exits by `when` and `becomes` read only contact, matter, occasion, vars and steps.';
  return `## Facts\n\n${intro}\n\n${table(["root", "what", "fields"], rows)}\n`;
}

function eventsSection(): string {
  const rows = eventKinds.map((kind) => [`\`${kind.name}\``, kind.label, kind.data.map((field) => `\`event.${field.name}\``).join(", ")]);
  return `## Events\n\n${table(["event", "when", "data"], rows)}\n`;
}

function operatorsSection(): string {
  const rows = operators.map((operator) => [`\`${operator.name}\``, operator.label]);
  const intro =
    "Conditions are [JsonLogic](https://jsonlogic.com) with these operators; an empty object is always true. What cannot be compared is neither less nor more. `daysUntil` and `daysSince` count calendar days in the flow's zone; `contains` looks for an item in a list, or for a text in a text whatever the case.";
  return `## Operators\n\n${intro}\n\n${table(["operator", "reads"], rows)}\n`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
