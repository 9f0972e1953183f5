import { Select, TextInput } from "@mantine/core";
import { useRecords } from "../../../editor/api/records.ts";
import styles from "./Writing.module.css";

const asked = "{{ links.request }}";
const elsewhere = "https://";

/** Where a button or link leads: what the step asks for, a time to choose, a form, or an address. */
export function LeadsTo({ value, onChange, problem }: { value: string; onChange: (value: string) => void; problem?: string | undefined }) {
  const { appointmentTypes, forms } = useRecords();
  const own = [
    { value: asked, label: "What this step asks for" },
    ...appointmentTypes.map(({ value: key, label }) => ({ value: `{{ links.book.${key} }}`, label: `Choose a time: ${label}` })),
    ...forms.map(({ value: key, label }) => ({ value: `{{ links.form.${key} }}`, label: `Fill in: ${label}` })),
  ];
  const known = own.some((one) => one.value === value);
  return (
    <div className={styles.leads}>
      <Select
        size="xs"
        label="Leads to"
        data={[...own, { value: elsewhere, label: "An address" }]}
        allowDeselect={false}
        searchable
        value={known ? value : elsewhere}
        onChange={(chosen) => chosen && onChange(chosen)}
      />
      {!known && (
        <TextInput
          size="xs"
          label="Address"
          value={value}
          error={problem}
          placeholder="https://hartwellruiz.example/parking"
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
