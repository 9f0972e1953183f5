/** The firm's records that steps name by key: for pickers, for words, and for knowing what does not exist. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { factRoots } from "../../../engine/conditions/index.ts";
import type { ValidateOptions } from "../../../engine/definition/index.ts";
import { api } from "../../api/client.ts";
import { spaced } from "../words/lists.ts";
import type { Names } from "../words/names.ts";
import { flowCalls } from "./flows.ts";

export interface Choice {
  value: string;
  label: string;
  group?: string;
}
export interface FieldChoice {
  path: string;
  label: string;
  group: string;
  type: "text" | "number" | "boolean" | "date" | "dateTime" | "list" | "object";
  options?: Choice[];
}
export interface Records {
  templates: Choice[];
  forms: Choice[];
  documents: Choice[];
  appointmentTypes: Choice[];
  flows: Choice[];
  stages: Choice[];
  caseTypes: Choice[];
  staff: Choice[];
  tags: Choice[];
  fields: FieldChoice[];
  /** What was read: only that is checked. */
  known: NonNullable<ValidateOptions["known"]>;
}

interface Pipeline {
  caseType: string;
  name: string;
  stages: { id: string; name: string }[];
}
interface OwnField {
  of?: string;
  on?: string;
  entity?: string;
  key: string;
  label?: string;
  name?: string;
  type?: string;
  options?: string[];
}

/** A list that cannot be had is an empty one: then keys are typed by hand. */
async function listOf<T>(path: string, field: string): Promise<T[] | null> {
  try {
    const answer = await api.get<Record<string, unknown>>(path);
    const list = answer[field];
    return Array.isArray(list) ? (list as T[]) : null;
  } catch {
    return null;
  }
}

const keyed = (list: { key: string; name?: string }[] | null): Choice[] =>
  (list ?? []).map(({ key, name }) => ({ value: key, label: name ?? key }));

async function readRecords(): Promise<Records> {
  const [templates, forms, documents, types, flows, pipelines, staff, filters, fields] = await Promise.all([
    listOf<{ key: string; name: string }>("/api/message-templates", "templates"),
    listOf<{ key: string; name: string }>("/api/forms", "forms"),
    listOf<{ key: string; name: string }>("/api/document-templates", "templates"),
    listOf<{ key: string; name: string }>("/api/appointment-types", "types"),
    flowCalls.list().then(
      ({ flows }) => flows,
      () => null,
    ),
    listOf<Pipeline>("/api/pipelines", "pipelines"),
    listOf<{ id: string; name: string; active: boolean }>("/api/staff", "staff"),
    listOf<string | { tag?: string; value?: string }>("/api/contacts/filters", "tags"),
    listOf<OwnField>("/api/fields", "fields"),
  ]);
  const everyStage = (pipelines ?? []).flatMap((pipeline) =>
    pipeline.stages.map((stage): Choice => ({ value: stage.id, label: stage.name, group: pipeline.name })),
  );
  // Case types may share a stage's id: it is offered once.
  const stages = everyStage.filter((stage, index) => everyStage.findIndex((other) => other.value === stage.value) === index);
  const keys = (list: { key: string }[]) => list.map(({ key }) => key);
  return {
    templates: keyed(templates),
    forms: keyed(forms),
    documents: keyed(documents),
    appointmentTypes: keyed(types),
    flows: keyed(flows),
    stages,
    caseTypes: (pipelines ?? []).map(({ caseType, name }) => ({ value: caseType, label: name })),
    staff: (staff ?? []).filter((one) => one.active !== false).map(({ id, name }) => ({ value: id, label: name })),
    tags: (filters ?? [])
      .map((one) => (typeof one === "string" ? one : (one.tag ?? one.value ?? "")))
      .filter(Boolean)
      .map((tag) => ({ value: tag, label: tag })),
    fields: fieldChoices(fields ?? [], stages, pipelines ?? []),
    known: {
      ...(templates ? { templates: keys(templates) } : {}),
      ...(forms ? { forms: keys(forms) } : {}),
      ...(types ? { appointmentTypes: keys(types) } : {}),
      ...(flows ? { flows: keys(flows) } : {}),
      ...(pipelines ? { stages: stages.map(({ value }) => value), caseTypes: pipelines.map(({ caseType }) => caseType) } : {}),
    },
  };
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

/** The engine's catalogue with the firm's own fields beside it. */
function fieldChoices(own: OwnField[], stages: Choice[], pipelines: Pipeline[]): FieldChoice[] {
  const options: Record<string, Choice[]> = {
    "matter.stage": stages,
    "matter.caseType": pipelines.map(({ caseType, name }) => ({ value: caseType, label: name })),
    "contact.preferredChannel": ["email", "text", "phone"].map((value) => ({ value, label: value })),
    "contact.language": [
      { value: "en", label: "English" },
      { value: "es", label: "Spanish" },
    ],
  };
  const builtIn = factRoots.flatMap((root) =>
    root.fields.map(
      ({ path, label, type }): FieldChoice => ({
        path,
        label,
        type,
        group: root.label,
        ...(options[path]?.length ? { options: options[path] } : {}),
      }),
    ),
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

const nothing: Records = {
  templates: [],
  forms: [],
  documents: [],
  appointmentTypes: [],
  flows: [],
  stages: [],
  caseTypes: [],
  staff: [],
  tags: [],
  fields: fieldChoices([], [], []),
  known: {},
};

/** By what steps name the records of a sort: a field by its path. */
export function keysOf(records: Records, sort: "fields" | Exclude<keyof Records, "known" | "fields">): string[] {
  return sort === "fields" ? records.fields.map(({ path }) => path) : records[sort].map(({ value }) => value);
}

export const recordsQuery = { queryKey: ["flow-records"], queryFn: readRecords, staleTime: 30_000 } as const;

export function useRecords(): Records {
  const { data } = useQuery(recordsQuery);
  return data ?? nothing;
}

export function useRecordNames(stepTitle: (id: string) => string | undefined): Names {
  const records = useRecords();
  return useMemo(() => {
    const from = (choices: Choice[]) => {
      const names = new Map(choices.map(({ value, label }) => [value, label]));
      return (key: string) => names.get(key) ?? key;
    };
    const paths = new Map(
      records.fields.map(({ path, label, group }) => [path, `${group === "Contact" || group === "Matter" ? "" : `${group}: `}${label}`]),
    );
    return {
      template: from(records.templates),
      form: from(records.forms),
      document: from(records.documents),
      appointmentType: from(records.appointmentTypes),
      stage: from(records.stages),
      caseType: from(records.caseTypes),
      flow: from(records.flows),
      staff: from(records.staff),
      tag: from(records.tags),
      fact: (path) => paths.get(path) ?? factWords(path, stepTitle),
    };
  }, [records, stepTitle]);
}

/** `steps.book.startsAt` is "Design meeting: starts at", `event.to` "to", `matter.ownField` "own field". */
function factWords(path: string, stepTitle: (id: string) => string | undefined): string {
  const [root = "", second = "", ...rest] = path.split(".");
  if (root === "steps") return `${stepTitle(second) ?? second}: ${spaced(rest.join(" "))}`;
  return spaced([second, ...rest].join(" "));
}
