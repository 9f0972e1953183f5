import { useRecords } from "../api/records.ts";

/** Beside a date: what its time of day is without one depends on whether the date has a time of its own. */
export function useTimeLabel(path: string | undefined): string {
  const { fields } = useRecords();
  const hasTime = path?.startsWith("steps.") || fields.some((field) => field.path === path && field.type === "dateTime");
  return hasTime ? "At (its own time if none)" : "At (09:00 if none)";
}
