import { SegmentedControl, TextInput } from "@mantine/core";
import { useFirmZone } from "../../api/me.ts";
import { zoneName } from "../../components/when.ts";
import { addDays, dayOf, instantOf } from "../../pages/calendar/zoned.ts";
import styles from "./PublishTime.module.css";

/** Null: now. Otherwise a day and time by the firm's clocks, "2026-11-27T07:00". */
export type At = string | null;

/** The moment as the API takes it; what is no time is left for the API to say so. */
export function momentOf(at: string, zone: string): string {
  const moment = instantOf(at, zone);
  return Number.isNaN(moment.getTime()) ? at : moment.toISOString();
}

interface PublishTimeProps {
  at: At;
  onChange: (at: At) => void;
}

/** "Now" or "At a time": proposed is tomorrow, before the office opens. */
export function NowOrLater({ at, onChange }: PublishTimeProps) {
  const zone = useFirmZone();
  return (
    <SegmentedControl
      size="xs"
      aria-label="When it is published"
      value={at === null ? "now" : "later"}
      onChange={(to) => onChange(to === "now" ? null : `${addDays(dayOf(new Date(), zone), 1)}T07:00`)}
      data={[
        { value: "now", label: "Now" },
        { value: "later", label: "At a time" },
      ]}
    />
  );
}

/** The day and time it is to be published at, by the firm's clocks. */
export function PublishTime({ at, onChange, error }: { at: string; onChange: (at: At) => void; error: string | undefined }) {
  const zone = useFirmZone();
  const moment = instantOf(at, zone);
  const place = Number.isNaN(moment.getTime()) ? zone : zoneName(moment, zone);
  return (
    <TextInput
      type="datetime-local"
      className={styles.at ?? ""}
      label={`Day and time (${place}, the firm’s time)`}
      value={at}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
