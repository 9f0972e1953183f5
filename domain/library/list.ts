import type { Definition } from "../../engine/definition/types.ts";
import type { Text } from "../../engine/forms/index.ts";
import { emptyInput, query } from "../base/index.ts";
import { DocumentTemplateModel } from "../documents/model.ts";
import { FlowModel } from "../flows/index.ts";
import { FormModel } from "../forms/index.ts";
import { messageKeys } from "../messages/index.ts";
import { AppointmentTypeModel } from "../scheduling/index.ts";
import { needsOf } from "./needs.ts";
import { library } from "./packages.ts";

export type UsedSort = "form" | "mail" | "document" | "appointment";
/** Something a shipped flow uses, and whether the firm has one under this key: then its own is used. */
export interface Used {
  sort: UsedSort;
  key: string;
  name: string;
  here: boolean;
}
export interface ShippedFlow {
  key: string;
  name: string;
  /** What it does, in two sentences. */
  about: string;
  subject: Definition["subject"];
  /** What it goes with: "Estate planning". */
  group: string;
  /** What its case type calls its stages, by key. */
  stages: Record<string, string>;
  uses: Used[];
  /** The firm has a flow under this key. */
  installed: boolean;
  definition: Definition;
}

/** What ships, each with what it uses, and what of it the firm has already. */
export const listLibrary = query({
  name: "library.list",
  role: "viewer",
  input: emptyInput,
  run: async (): Promise<ShippedFlow[]> => {
    const flows = keysOf(await FlowModel.find({}, { key: 1 }).lean());
    const here: Record<UsedSort, ReadonlySet<string>> = {
      form: keysOf(await FormModel.find({}, { key: 1 }).lean()),
      mail: new Set(await messageKeys()),
      document: keysOf(await DocumentTemplateModel.find({}, { key: 1 }).lean()),
      appointment: keysOf(await AppointmentTypeModel.find({}, { key: 1 }).lean()),
    };
    return library().flows.map(({ folder, definition }) => {
      const { key, name, subject } = definition;
      const settings = library().settings.get(folder);
      const uses = usedBy(definition).map((one) => ({ ...one, here: here[one.sort].has(one.key) }));
      return {
        key,
        name,
        about: settings?.flows?.[key] ?? "",
        subject,
        group: settings?.name ?? "Other",
        stages: Object.fromEntries((settings?.stages ?? []).map((stage) => [stage.id, stage.name])),
        uses,
        installed: flows.has(key),
        definition,
      };
    });
  },
});

const keysOf = (rows: { key: string }[]): ReadonlySet<string> => new Set(rows.map((row) => row.key));

/** What a flow uses, by the names it ships under. */
function usedBy(definition: Definition): Omit<Used, "here">[] {
  const shipped = library();
  const needs = needsOf(definition);
  const of = (sort: UsedSort, keys: string[], name: (key: string) => string | undefined) =>
    keys.map((key) => ({ sort, key, name: name(key) ?? key }));
  return [
    ...of("form", needs.forms, (key) => inEnglish(shipped.forms.get(key)?.title)),
    ...of("mail", needs.mails, (key) => shipped.mails.get(key)?.name),
    ...of("document", needs.documents, (key) => shipped.documents.get(key)?.name),
    ...of("appointment", needs.appointmentTypes, (key) => shipped.appointmentTypes.get(key)?.name),
  ];
}

const inEnglish = (text: Text | undefined): string | undefined => (typeof text === "string" ? text : text?.en);
