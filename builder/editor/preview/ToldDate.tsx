import { TextInput } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { instantOf, localOf } from "../../pages/calendar/zoned.ts";
import { dateWords } from "./agendaLines.ts";
import { isDay } from "./dateMoves.ts";
import styles from "./Preview.module.css";

interface ToldDateProps {
  label: string;
  /** A day, an instant, or empty where nothing is known. */
  value: string;
  dayOnly: boolean;
  zone: string;
  onChange: (value: string) => void;
  /** Whether it may be none at all. */
  mayBeEmpty?: boolean;
}

/** A date in words, in the firm's zone; pressed, it can be changed where it stands. */
export function ToldDate({ label, value, dayOnly, zone, onChange, mayBeEmpty = true }: ToldDateProps) {
  const [changing, setChanging] = useState(false);
  const words = useRef<HTMLButtonElement>(null);
  const take = (next: string) => {
    if (next === "" && mayBeEmpty) return onChange("");
    if (dayOnly) return isDay(next) ? onChange(next) : undefined;
    const at = instantOf(next, zone);
    if (!Number.isNaN(at.getTime())) onChange(at.toISOString());
  };
  if (changing)
    return (
      <TextInput
        className={styles.told ?? ""}
        size="xs"
        autoFocus
        type={dayOnly ? "date" : "datetime-local"}
        aria-label={label}
        value={value === "" || dayOnly ? value : localOf(new Date(value), zone)}
        onChange={(event) => take(event.currentTarget.value)}
        onBlur={() => setChanging(false)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          setChanging(false);
          requestAnimationFrame(() => words.current?.focus());
        }}
      />
    );
  const said = value === "" ? "not set" : dateWords(value, zone, true);
  return (
    <div className={styles.told}>
      <span>{label}</span>
      <button
        ref={words}
        type="button"
        aria-label={`${label}: ${said}. Change it`}
        data-empty={value === "" || undefined}
        onClick={() => setChanging(true)}
      >
        {said}
        <IconPencil size={14} stroke={1.7} aria-hidden="true" />
      </button>
    </div>
  );
}
