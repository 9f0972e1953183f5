/** The firm's records that steps name by key: for pickers, for words, and for knowing what does not exist. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ValidateOptions } from "../../../engine/definition/index.ts";
import { api } from "../../api/client.ts";
import { spaced } from "../words/lists.ts";
import type { Names } from "../words/names.ts";
import { type FieldChoice, fieldChoices, type OwnField, type Pipeline } from "./fields.ts";
import { flowCalls } from "./flows.ts";

export interface Choice {
  value: string;
  label: string;
  group?: string;
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
  sources: Choice[];
  fields: FieldChoice[];
  /** The languages each message of the firm's is written in. */
  languages: Readonly<Record<string, readonly string[]>>;
  /** What was read: only that is checked. */
  known: NonNullable<ValidateOptions["known"]>;
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

const asSaid = (list: string[]): Choice[] => list.map((value) => ({ value, label: value }));
const keyed = (list: { key: string; name?: string }[] | null): Choice[] =>
  (list ?? []).map(({ key, name }) => ({ value: key, label: name ?? key }));

async function readRecords(): Promise<Records> {
  const [templates, forms, documents, types, flows, pipelines, staff, filters, fields] = await Promise.all([
    listOf<{ key: string; name: string; languages?: string[] }>("/api/message-templates", "templates"),
    listOf<{ key: string; name: string }>("/api/forms", "forms"),
    listOf<{ key: string; name: string }>("/api/document-templates", "templates"),
    listOf<{ key: string; name: string }>("/api/appointment-types", "types"),
    flowCalls.list().then(
      ({ flows }) => flows,
      () => null,
    ),
    listOf<Pipeline>("/api/pipelines", "pipelines"),
    listOf<{ id: string; name: string; active: boolean }>("/api/staff", "staff"),
    api.get<{ tags: string[]; sources: string[] }>("/api/contacts/filters").catch(() => null),
    listOf<OwnField>("/api/fields", "fields"),
  ]);
  const everyStage = (pipelines ?? []).flatMap((pipeline) =>
    pipeline.stages.map((stage): Choice => ({ value: stage.id, label: stage.name, group: pipeline.name })),
  );
  // Case types may share a stage's id: it is offered once.
  const stages = everyStage.filter((stage, index) => everyStage.findIndex((other) => other.value === stage.value) === index);
  const keys = (list: { key: string }[]) => list.map(({ key }) => key);
  const lists = {
    stages,
    caseTypes: (pipelines ?? []).map(({ caseType, name }) => ({ value: caseType, label: name })),
    staff: (staff ?? []).filter((one) => one.active !== false).map(({ id, name }) => ({ value: id, label: name })),
    tags: asSaid(filters?.tags ?? []),
    sources: asSaid(filters?.sources ?? []),
  };
  return {
    templates: keyed(templates),
    forms: keyed(forms),
    documents: keyed(documents),
    appointmentTypes: keyed(types),
    flows: keyed(flows),
    ...lists,
    fields: fieldChoices(fields ?? [], lists),
    languages: Object.fromEntries((templates ?? []).map(({ key, languages = [] }) => [key, languages])),
    known: {
      ...(templates ? { templates: keys(templates) } : {}),
      ...(forms ? { forms: keys(forms) } : {}),
      ...(types ? { appointmentTypes: keys(types) } : {}),
      ...(flows ? { flows: keys(flows) } : {}),
      ...(pipelines ? { stages: stages.map(({ value }) => value), caseTypes: pipelines.map(({ caseType }) => caseType) } : {}),
    },
  };
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
  sources: [],
  fields: fieldChoices([], { stages: [], caseTypes: [], staff: [], tags: [], sources: [] }),
  languages: {},
  known: {},
};

/** By what steps name the records of a sort: a field by its path. */
export function keysOf(records: Records, sort: "fields" | Exclude<keyof Records, "known" | "fields" | "languages">): string[] {
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
