import { Select } from "@mantine/core";
import { eventKinds } from "../../../engine/conditions/index.ts";
import type { FieldProps } from "./Field.tsx";

const groups = [...new Set(eventKinds.map((event) => event.group))].map((group) => ({
  group,
  items: eventKinds.filter((event) => event.group === group).map((event) => ({ value: event.name, label: event.label })),
}));

/** Something that can happen to a person, matter or date. */
export function EventPicker({ label, value, onChange, error, hint, readOnly, named }: FieldProps<string>) {
  const known = eventKinds.some((event) => event.name === value);
  return (
    <Select
      label={label}
      {...(named ? { "aria-label": named } : {})}
      value={value || null}
      data={value && !known ? [...groups, { group: "Unknown", items: [{ value, label: value }] }] : groups}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      placeholder="Choose what happens"
      searchable={!readOnly}
      allowDeselect={false}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
