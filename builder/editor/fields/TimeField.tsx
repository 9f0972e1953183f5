import { Input } from "@mantine/core";
import { useId } from "react";
import type { SendWindow, Weekday } from "../../../engine/definition/types.ts";
import type { FieldProps } from "./Field.tsx";
import styles from "./fields.module.css";

/** A time of day. */
export function TimeField({ label, value, onChange, error, hint, readOnly }: FieldProps<string>) {
  const id = useId();
  return (
    <Input.Wrapper id={id} label={label} error={error} description={hint}>
      <input
        id={id}
        type="time"
        className={styles.clock}
        value={value ?? ""}
        readOnly={readOnly ?? false}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    </Input.Wrapper>
  );
}

/** A day and a time, local to the flow. */
export function MomentField({ label, value, onChange, error, hint, readOnly }: FieldProps<string>) {
  const id = useId();
  return (
    <Input.Wrapper id={id} label={label} error={error} description={hint}>
      <input
        id={id}
        type="datetime-local"
        className={styles.clock}
        value={(value ?? "").slice(0, 16)}
        readOnly={readOnly ?? false}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    </Input.Wrapper>
  );
}

const days: [Weekday, string, string][] = [
  ["mon", "Mo", "Monday"],
  ["tue", "Tu", "Tuesday"],
  ["wed", "We", "Wednesday"],
  ["thu", "Th", "Thursday"],
  ["fri", "Fr", "Friday"],
  ["sat", "Sa", "Saturday"],
  ["sun", "Su", "Sunday"],
];

const usual: SendWindow = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" };

/** Days and hours of the week; none is at any time. */
export function WindowField({ label, value, onChange, error, hint, readOnly = false, none }: FieldProps<SendWindow> & { none: string }) {
  return (
    <div>
      <div className={styles.head}>
        {label}
        <span>{value ? "" : none}</span>
        {!readOnly && (
          <button type="button" className={styles.add} onClick={() => onChange(value ? undefined : usual)}>
            {value ? "At any time" : "Set hours"}
          </button>
        )}
      </div>
      {hint && <p className={styles.after}>{hint}</p>}
      {error && <p className={styles.error}>{error}</p>}
      {value && (
        <>
          <fieldset className={styles.days} aria-label={`${label}: days`}>
            {days.map(([day, short, name]) => (
              <button
                key={day}
                type="button"
                className={styles.day}
                aria-pressed={value.days.includes(day)}
                aria-label={name}
                disabled={readOnly}
                onClick={() =>
                  onChange({
                    ...value,
                    days: days.map(([one]) => one).filter((one) => (one === day ? !value.days.includes(day) : value.days.includes(one))),
                  })
                }
              >
                {short}
              </button>
            ))}
          </fieldset>
          <div className={styles.times}>
            <input
              type="time"
              aria-label={`${label}: from`}
              className={styles.clock}
              value={value.from}
              readOnly={readOnly}
              onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
            />
            to
            <input
              type="time"
              aria-label={`${label}: to`}
              className={styles.clock}
              value={value.to}
              readOnly={readOnly}
              onChange={(event) => onChange({ ...value, to: event.currentTarget.value })}
            />
          </div>
        </>
      )}
    </div>
  );
}
