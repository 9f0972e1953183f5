import { Select } from "@mantine/core";
import { useState } from "react";
import type { Choice } from "../api/records.ts";
import { withOthers } from "./RecordPicker.tsx";

interface OptionSelectProps {
  named: string;
  options: readonly Choice[];
  /** What is typed may be chosen too. */
  open?: boolean | undefined;
  value: unknown;
  onChange: (value: string) => void;
  disabled?: boolean;
  readOnly?: boolean;
}

/** One of what a field may be, found by a few letters. What is chosen and no longer there stays named. */
export function OptionSelect({ named, options, open = false, value, onChange, disabled = false, readOnly = false }: OptionSelectProps) {
  const [search, setSearch] = useState("");
  const chosen = value === null || value === undefined ? "" : String(value);
  const data = withOthers(options, [chosen], open ? search.trim().slice(0, 200) : undefined);
  return (
    <Select
      size="sm"
      aria-label={named}
      placeholder={open ? "Choose or type" : "Choose"}
      value={chosen || null}
      data={data.map((one) => ({ value: one.value, label: one.label }))}
      allowDeselect={false}
      searchable={!readOnly && !disabled}
      disabled={disabled}
      readOnly={readOnly}
      nothingFoundMessage="Nothing is called that"
      onSearchChange={setSearch}
      onChange={(next) => next && onChange(next)}
    />
  );
}
