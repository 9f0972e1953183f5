import { Checkbox, NumberInput, TextInput } from "@mantine/core";
import { useRecords } from "../api/records.ts";
import styles from "../fields/fields.module.css";
import { Listed, Remove } from "../fields/lists.tsx";
import { OptionSelect } from "../fields/OptionSelect.tsx";
import { FactPicker } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";
import { valueFor } from "./valueFor.ts";

export function UpdateFields({ step, set, wrong, readOnly }: StepPanelProps<"updateFields">) {
  const entries = Object.entries(step.set ?? {});
  const { fields } = useRecords();
  const save = (next: [string, unknown][]) => set({ set: Object.fromEntries(next) });
  const choose = (index: number, path: string | undefined) => {
    if (!path || entries.some(([other]) => other === path)) return;
    const field = fields.find((one) => one.path === path);
    save(entries.with(index, [path, valueFor(field, entries[index]?.[1])]));
  };
  return (
    <Listed
      label="Fields to set"
      error={wrong("set")}
      readOnly={readOnly}
      add={entries.some(([path]) => path === NEW) ? undefined : () => save([...entries, [NEW, ""]])}
    >
      <div className={styles.pairs}>
        {entries.map(([path, value], index) => (
          <div key={index} className={styles.box}>
            <div className={styles.boxHead}>
              <FactPicker
                label=""
                named="Field"
                roots={["contact", "matter", "occasion", "vars"]}
                value={path === NEW ? undefined : path}
                readOnly={readOnly}
                onChange={(next) => choose(index, next)}
              />
              {!readOnly && <Remove what={path} onClick={() => save(entries.toSpliced(index, 1))} />}
            </div>
            <ValueInput path={path} value={value} readOnly={readOnly} onChange={(next) => save(entries.with(index, [path, next]))} />
          </div>
        ))}
      </div>
    </Listed>
  );
}

/** A field not chosen yet: no name a field can have, so it is shown as missing. */
const NEW = "matter.";

function ValueInput({
  path,
  value,
  readOnly,
  onChange,
}: {
  path: string;
  value: unknown;
  readOnly: boolean;
  onChange: (value: unknown) => void;
}) {
  const { fields } = useRecords();
  const field = fields.find((one) => one.path === path);
  if (value !== null && typeof value === "object") return <p className={styles.after}>Worked out: {JSON.stringify(value)}</p>;
  if (field?.type === "boolean")
    return (
      <Checkbox label="Yes" checked={value === true} disabled={readOnly} onChange={(event) => onChange(event.currentTarget.checked)} />
    );
  if (field?.type === "number")
    return (
      <NumberInput
        aria-label="Becomes"
        value={typeof value === "number" ? value : ""}
        readOnly={readOnly}
        onChange={(next) => onChange(typeof next === "number" ? next : 0)}
      />
    );
  if (field?.options && field.type !== "list")
    return <OptionSelect named="Becomes" options={field.options} open={field.open} value={value} readOnly={readOnly} onChange={onChange} />;
  if (field?.type === "date")
    return (
      <TextInput
        type="date"
        aria-label="Becomes"
        value={String(value ?? "")}
        readOnly={readOnly}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      aria-label="Becomes"
      placeholder="Becomes"
      value={String(value ?? "")}
      readOnly={readOnly}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
