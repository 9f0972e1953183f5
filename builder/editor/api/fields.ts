/** What conditions, waits and merge fields can read: the engine's catalogue with the firm's own fields beside it, each with what it may be. Pure. */
import { factRoots, stepGives } from "../../../engine/conditions/index.ts";
import type { Choice, Records } from "./records.ts";

export interface FieldChoice {
  path: string;
  label: string;
  group: string;
  type: "text" | "number" | "boolean" | "date" | "dateTime" | "list" | "object";
  options?: Choice[];
  /** Other values than the options may be written: a tag that nobody has yet. */
  open?: boolean;
}

export interface Pipeline {
  caseType: string;
  name: string;
  stages: { id: string; name: string }[];
}
export interface OwnField {
  of?: string;
  on?: string;
  entity?: string;
  key: string;
  label?: string;
  name?: string;
  type?: string;
  options?: string[];
}

const ownTypes: Record<string, FieldChoice["type"]> = {
  date: "date",
  dateTime: "dateTime",
  number: "number",
  money: "number",
  boolean: "boolean",
  yesNo: "boolean",
  choice: "text",
  choices: "list",
  list: "list",
};

type Lists = Pick<Records, "stages" | "caseTypes" | "staff" | "tags" | "sources">;

const choices = (words: Record<string, string>): Choice[] => Object.entries(words).map(([value, label]) => ({ value, label }));

export const occasionKinds = choices({
  hearing: "Hearing",
  closing: "Closing",
  signing: "Signing",
  deadline: "Deadline",
  appointment: "Appointment",
  other: "Another date",
});
export const channels = choices({ email: "Email", text: "Text message", letter: "Letter" });
const occasionStates = choices({ planned: "Planned", moved: "Moved", held: "Held", missed: "Missed", cancelled: "Cancelled" });
const matterStates = choices({ open: "Open", won: "Won", lost: "Lost" });

/** What a built-in field may be, where that is known. */
function optionsFor(path: string, { stages, caseTypes, staff, tags, sources }: Lists): Pick<FieldChoice, "options" | "open"> {
  const closed: Record<string, Choice[]> = {
    "matter.stage": stages,
    "matter.caseType": caseTypes,
    "matter.state": matterStates,
    "matter.assignee": staff,
    "contact.preferredChannel": choices({ email: "Email", text: "Text message", phone: "Phone" }),
    "contact.language": choices({ en: "English", es: "Spanish" }),
    "occasion.kind": occasionKinds,
    "occasion.state": occasionStates,
    "occasion.attend": staff,
  };
  const open: Record<string, Choice[]> = { "contact.tags": tags, "contact.source": sources, "matter.source": sources };
  const [known = [], some = []] = [closed[path], open[path]];
  if (known.length > 0) return { options: known };
  return some.length > 0 ? { options: some, open: true } : {};
}

/** The engine's catalogue with the firm's own fields beside it. */
export function fieldChoices(own: OwnField[], lists: Lists): FieldChoice[] {
  const builtIn = factRoots.flatMap((root) =>
    root.fields.map(({ path, label, type }): FieldChoice => ({ path, label, type, group: root.label, ...optionsFor(path, lists) })),
  );
  const custom = own.map((field): FieldChoice => {
    const on = field.of ?? field.on ?? field.entity ?? "matter";
    return {
      path: `${on}.${field.key}`,
      label: field.label ?? field.name ?? field.key,
      type: ownTypes[field.type ?? ""] ?? "text",
      group: on === "contact" ? "Contact" : on === "occasion" ? "Occasion" : "Matter",
      ...(field.options?.length ? { options: field.options.map((value) => ({ value, label: value })) } : {}),
    };
  });
  return [...builtIn, ...custom.filter((field) => !builtIn.some(({ path }) => path === field.path))];
}

/** A step that leaves something behind: when it was answered, a link, an outcome. */
export interface GivingStep {
  id: string;
  kind: string;
  title: string;
}

export const gives = (kind: string): boolean => Object.hasOwn(stepGives, kind);

/** What those steps leave behind, as fields. */
export function stepFields(steps: readonly GivingStep[]): FieldChoice[] {
  return steps.flatMap(({ id, kind, title }) =>
    (gives(kind) ? (stepGives[kind] ?? []) : []).map(
      ([name, label, type]): FieldChoice => ({
        path: `steps.${id}.${name}`,
        label: `${title}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
        group: "Earlier steps",
        type,
      }),
    ),
  );
}
