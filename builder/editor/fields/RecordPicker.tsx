import { MultiSelect, Select, TagsInput } from "@mantine/core";
import { useState } from "react";
import type { StepKindName } from "../../../engine/definition/types.ts";
import { type FieldChoice, stepFields } from "../api/fields.ts";
import { type Choice, useRecords } from "../api/records.ts";
import { useEditor } from "../store/context.tsx";
import { useGivingSteps } from "../store/useGivingSteps.ts";
import { capital, role, spaced } from "../words/lists.ts";
import { titleOf } from "../words/step.ts";
import type { FieldProps } from "./Field.tsx";
import { WithNew } from "./WithNew.tsx";

export type RecordSort = "templates" | "forms" | "documents" | "appointmentTypes" | "flows" | "stages" | "caseTypes";

interface RecordPickerProps extends FieldProps<string> {
  sort: RecordSort;
  clearable?: boolean;
}

const key = /^[A-Za-z][A-Za-z0-9._-]*$/;

/** One of the firm's records. A key that is not there yet can be typed: publishing asks for it. */
export function RecordPicker({ sort, label, value, onChange, error, hint, readOnly, placeholder, clearable = false }: RecordPickerProps) {
  const records = useRecords();
  const [search, setSearch] = useState("");
  const data = withOthers(records[sort], value ? [value] : [], key.test(search.trim()) ? search.trim() : undefined);
  const select = (
    <Select
      label={label}
      value={value || null}
      data={grouped(data)}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      placeholder={placeholder ?? "Choose"}
      searchable={!readOnly}
      clearable={clearable && !readOnly}
      allowDeselect={clearable}
      onSearchChange={setSearch}
      nothingFoundMessage="Nothing is called that"
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
  if (sort === "flows" || sort === "caseTypes") return select;
  return (
    <WithNew sort={sort} readOnly={readOnly} onMade={onChange}>
      {select}
    </WithNew>
  );
}

/** What is offered, with what is chosen though it is not there, and with what is being typed. */
export function withOthers(choices: readonly Choice[], chosen: readonly string[], typed: string | undefined): Choice[] {
  const known = new Set(choices.map((choice) => choice.value));
  const labels = new Set(choices.map((choice) => choice.label));
  const gone = chosen.filter((value) => value !== "" && !known.has(value)).map((value) => ({ value, label: value }));
  const isNew = typed && !known.has(typed) && !labels.has(typed) && !chosen.includes(typed);
  return [...choices, ...gone, ...(isNew ? [{ value: typed, label: `${typed} (not there yet)` }] : [])];
}

/** Mantine wants groups as groups, and no two items of the same value. */
function grouped(choices: Choice[]) {
  const groups = [...new Set(choices.map((choice) => choice.group ?? ""))];
  if (groups.length <= 1) return choices.map(({ value, label }) => ({ value, label }));
  return groups.map((group) => ({
    group,
    items: choices.filter((choice) => (choice.group ?? "") === group).map(({ value, label }) => ({ value, label })),
  }));
}

const usualRoles = ["client", "spouse", "coClient", "caller", "buyer", "seller", "agent", "lender"];

/** People of the matter by role; nobody is the main contact. */
export function RolesField({ label, value, onChange, error, hint, readOnly }: FieldProps<string[]>) {
  const all = [...new Set([...usualRoles, ...(value ?? [])])];
  return (
    <MultiSelect
      label={label}
      value={value ?? []}
      data={all.map((one) => ({ value: one, label: capital(role(one).replace(/^the /, "")) }))}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      placeholder={value?.length ? "Add a role" : "The main contact"}
      searchable={!readOnly}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    />
  );
}

const staffRoles = [
  { value: "assignee", label: "The assignee" },
  { value: "owner", label: "The owners" },
  { value: "builder", label: "The builders" },
  { value: "staff", label: "All staff" },
];

/** A member of staff, or a role of theirs. */
export function StaffPicker({ label, value, onChange, error, hint, readOnly, usual }: FieldProps<string> & { usual?: string }) {
  const { staff } = useRecords();
  const select = (
    <Select
      label={label}
      value={value ?? usual ?? null}
      data={staffGroups(staff, value)}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      searchable={!readOnly}
      allowDeselect={false}
      onChange={(next) => onChange(next === null || next === usual ? undefined : next)}
    />
  );
  return (
    <WithNew sort="staff" readOnly={readOnly} onMade={onChange}>
      {select}
    </WithNew>
  );
}

export function StaffListPicker({ label, value, onChange, error, hint, readOnly }: FieldProps<string[]>) {
  const { staff } = useRecords();
  const select = (
    <MultiSelect
      label={label}
      value={value ?? []}
      data={staffGroups(staff, ...(value ?? []))}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      searchable={!readOnly}
      placeholder={value?.length ? "" : "Choose"}
      onChange={(next) => onChange(next)}
    />
  );
  return (
    <WithNew sort="staff" readOnly={readOnly} onMade={(made) => onChange([...(value ?? []), made])}>
      {select}
    </WithNew>
  );
}

function staffGroups(staff: Choice[], ...values: (string | undefined)[]) {
  const known = new Set([...staffRoles, ...staff].map(({ value }) => value));
  const others = values.filter((one): one is string => Boolean(one) && !known.has(one ?? ""));
  const people = [...staff, ...others.map((value) => ({ value, label: value }))].map(({ value, label }) => ({ value, label }));
  return [{ group: "Whoever is", items: staffRoles }, ...(people.length > 0 ? [{ group: "Staff", items: people }] : [])];
}

/** Another step of this flow, of certain kinds. */
export function StepPicker({
  label,
  value,
  onChange,
  error,
  hint,
  readOnly,
  kinds,
  not,
  clearable = false,
}: FieldProps<string> & { kinds: readonly StepKindName[]; not?: string; clearable?: boolean }) {
  const nodes = useEditor((state) => state.graph.nodes);
  const data = nodes
    .filter((node) => kinds.includes(node.step.kind) && node.id !== not)
    .map((node) => ({ value: node.id, label: titleOf(node.step) }));
  return (
    <Select
      label={label}
      value={value || null}
      data={data}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      placeholder={data.length > 0 ? "Choose a step" : "There is no such step yet"}
      searchable={!readOnly}
      clearable={clearable && !readOnly}
      allowDeselect={clearable}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

export function StepListPicker({
  label,
  value,
  onChange,
  error,
  readOnly,
  kinds,
}: FieldProps<string[]> & { kinds: readonly StepKindName[] }) {
  const nodes = useEditor((state) => state.graph.nodes);
  const data = nodes.filter((node) => kinds.includes(node.step.kind)).map((node) => ({ value: node.id, label: titleOf(node.step) }));
  if (data.length === 0 && !value?.length) return null;
  return (
    <MultiSelect
      label={label}
      value={value ?? []}
      data={data}
      error={error}
      readOnly={readOnly ?? false}
      searchable={!readOnly}
      placeholder={value?.length ? "" : "Nothing"}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    />
  );
}

export function TagsField({ label, value, onChange, error, hint, readOnly }: FieldProps<string[]>) {
  const { tags } = useRecords();
  return (
    <TagsInput
      label={label}
      value={value ?? []}
      data={tags.map(({ value: tag }) => tag)}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      placeholder={value?.length ? "" : "Type a tag and press Enter"}
      onChange={(next) => onChange(next.length > 0 ? next.map((tag) => tag.trim()).filter(Boolean) : undefined)}
    />
  );
}

/** A field nobody knows: of a person or a matter it was taken away; what a run carries along is not listed anywhere. */
export function unknownField(path: string, fields: readonly FieldChoice[]): string {
  const known = fields.some((field) => field.path === path);
  const [root = "", ...rest] = path.split(".");
  const gone = !known && rest.length === 1 && (root === "contact" || root === "matter");
  if (gone) return `${capital(spaced(rest.join(" ")))} (not there any more)`;
  return capital(spaced(root === "vars" ? rest.join(" ") : path));
}

interface FactPickerProps extends FieldProps<string> {
  /** Only fields of these types. */
  types?: readonly string[];
  roots?: readonly string[];
}

const path = /^[a-z]+\.[A-Za-z_][A-Za-z0-9_.-]*$/;

/** A field of the person, matter or date; also what earlier steps gave. */
export function FactPicker({ label, value, onChange, error, hint, readOnly, types, roots, named }: FactPickerProps) {
  const { fields } = useRecords();
  const giving = useGivingSteps();
  const [search, setSearch] = useState("");
  const offered = [...fields, ...stepFields(giving)].filter(
    (field) =>
      (!types || types.includes(field.type)) && (!roots || roots.includes(field.path.split(".")[0] ?? "")) && !field.path.endsWith(".id"),
  );
  const data = withOthers(
    offered.map((field) => ({ value: field.path, label: field.label, group: field.group })),
    value ? [value] : [],
    path.test(search.trim()) ? search.trim() : undefined,
  ).map((choice) => ({
    ...choice,
    group: choice.group ?? "Other",
    label: choice.label === choice.value ? unknownField(choice.value, fields) : choice.label,
  }));
  const select = (
    <Select
      label={label}
      {...(named ? { "aria-label": named } : {})}
      value={value || null}
      data={grouped(data)}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      placeholder="Choose a field"
      searchable={!readOnly}
      allowDeselect={false}
      onSearchChange={setSearch}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
  return (
    <WithNew sort="fields" types={types} beside={label === ""} readOnly={readOnly} onMade={onChange}>
      {select}
    </WithNew>
  );
}
