/** What an event carries, as fields of a condition: what names a record of the firm's is chosen by its name, never typed by its key. Pure. */
import { type EventField, eventKind } from "../../../engine/conditions/index.ts";
import { channels, type FieldChoice, occasionKinds } from "../api/fields.ts";
import type { Choice, Records } from "../api/records.ts";

type Lists = Pick<Records, "forms" | "documents" | "appointmentTypes" | "flows" | "stages" | "staff" | "caseTypes" | "tags" | "sources"> & {
  fields: readonly FieldChoice[];
};

/** `steps` are those of the drawing: a message or a task that something happened to is one of them. */
export function eventFields(event: string, lists: Lists, steps: readonly Choice[]): FieldChoice[] {
  return (eventKind(event)?.data ?? []).map((field: EventField): FieldChoice => {
    const known = optionsOf(event, field.name, lists, steps);
    return {
      path: `event.${field.name}`,
      label: field.label,
      type: field.type,
      group: "What happened",
      ...(known && known.options.length > 0 ? { options: [...known.options], ...(known.open ? { open: true } : {}) } : {}),
    };
  });
}

interface Known {
  options: readonly Choice[];
  open?: boolean;
}

function optionsOf(event: string, name: string, lists: Lists, steps: readonly Choice[]): Known | undefined {
  const [group] = event.split(".");
  switch (name) {
    case "form":
      return { options: lists.forms };
    case "template":
      return { options: lists.documents };
    case "flow":
      return { options: lists.flows };
    case "staff":
      return { options: lists.staff };
    case "caseType":
      return { options: lists.caseTypes };
    case "tag":
      return { options: lists.tags, open: true };
    case "source":
      return { options: lists.sources, open: true };
    case "channel":
      return { options: channels };
    case "step":
      return { options: steps };
    case "paths":
      return { options: changing(lists.fields, group ?? "") };
    case "kind":
      return group === "occasion" ? { options: occasionKinds } : undefined;
    case "type":
      return { options: lists.appointmentTypes, open: true };
    case "from":
    case "to":
      return event === "matter.stageChanged" ? { options: lists.stages } : undefined;
    default:
      return undefined;
  }
}

/** The fields of a record that can change, by their paths. */
const changing = (fields: readonly FieldChoice[], root: string): Choice[] =>
  fields.flatMap(({ path, label }) => (path.startsWith(`${root}.`) && !path.endsWith(".id") ? [{ value: path, label }] : []));
