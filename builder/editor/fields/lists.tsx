import { ActionIcon } from "@mantine/core";
import { IconChevronRight, IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { Lateness } from "../../../engine/definition/types.ts";
import { spoken } from "../../../engine/steps/words.ts";
import { DurationInput } from "./DurationField.tsx";
import { amountOf, durationOf } from "./duration.ts";
import { type FieldProps, SelectField } from "./Field.tsx";
import styles from "./fields.module.css";

/** A list whose entries can be added and taken away. */
export function Listed({
  label,
  aside,
  error,
  add,
  readOnly = false,
  children,
}: {
  label: string;
  aside?: string;
  error?: string | undefined;
  add?: (() => void) | undefined;
  readOnly?: boolean;
  children: ReactNode;
}) {
  return (
    <div>
      <div className={styles.head}>
        {label}
        <span>{aside}</span>
        {add && !readOnly && (
          <button type="button" className={styles.add} onClick={add} aria-label={`Add: ${label}`}>
            Add
          </button>
        )}
      </div>
      {error && <p className={styles.error}>{error}</p>}
      {children}
    </div>
  );
}

export function Remove({ what, onClick }: { what: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={26} aria-label={`Remove ${what}`} onClick={onClick}>
      <IconX size={15} stroke={1.7} />
    </ActionIcon>
  );
}

/** When to remind, counted from the request. */
export function RemindersField({ value, onChange, error, readOnly = false }: Omit<FieldProps<string[]>, "label">) {
  const list = value ?? [];
  const add = () => {
    const last = amountOf(list.at(-1) ?? "");
    onChange([...list, last?.unit === "days" ? durationOf(last.amount + 4, "days") : durationOf(3, "days")]);
  };
  return (
    <Listed label="Reminders" aside={list.length > 0 ? "counted from the request" : "none"} error={error} add={add} readOnly={readOnly}>
      {list.length > 0 && (
        <ul className={styles.list}>
          {list.map((after, index) => (
            <li key={index}>
              <DurationInput
                label={`Reminder ${index + 1}`}
                value={after}
                readOnly={readOnly}
                units={["hours", "days", "weeks"]}
                after="after"
                onChange={(next) => onChange(list.with(index, next ?? "P1D"))}
              />
              {!readOnly && (
                <Remove what={`reminder ${index + 1}`} onClick={() => onChange(list.length === 1 ? undefined : list.toSpliced(index, 1))} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Listed>
  );
}

/** What is seldom needed, folded away with what it says now. */
export function More({
  title,
  says,
  children,
  open: opened = false,
}: {
  title: string;
  says?: string | undefined;
  children: ReactNode;
  open?: boolean;
}) {
  const [open, setOpen] = useState(opened);
  return (
    <div className={styles.more}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={15} stroke={1.7} aria-hidden="true" />
        <span>
          <b>{title}</b>
          {says && ` · ${says}`}
        </span>
      </button>
      {open && <div className={styles.moreBody}>{children}</div>}
    </div>
  );
}

const usualAfter = "PT12H";

export function latenessWords(late: Lateness | undefined, marketing: boolean): string {
  const then = late?.then ?? (marketing ? "skip" : "send");
  const what = then === "skip" ? "leave it out" : then === "nextWindow" ? "wait for the next sending hours" : "send anyway";
  return `over ${spoken(late?.after ?? usualAfter)}: ${what}`;
}

/** What to do when it would go out later than planned. */
export function LatenessField({
  value,
  onChange,
  error,
  readOnly = false,
  marketing = false,
}: Omit<FieldProps<Lateness>, "label"> & { marketing?: boolean }) {
  const usualThen = marketing ? "skip" : "send";
  const late = value ?? { after: usualAfter, then: usualThen };
  return (
    <More title="When it is late" says={latenessWords(value, marketing)} open={Boolean(error)}>
      {error && <p className={styles.error}>{error}</p>}
      <DurationInput
        label="Late is"
        value={late.after}
        readOnly={readOnly}
        units={["minutes", "hours", "days"]}
        after="after it was planned"
        onChange={(after) => onChange({ ...late, after: after ?? usualAfter })}
      />
      <SelectField
        label="Then"
        value={late.then}
        readOnly={readOnly}
        options={[
          { value: "send", label: "Send anyway" },
          { value: "skip", label: "Leave it out" },
          { value: "nextWindow", label: "Wait for the next sending hours" },
        ]}
        onChange={(then) => onChange({ ...late, then: (then ?? usualThen) as Lateness["then"] })}
      />
    </More>
  );
}
