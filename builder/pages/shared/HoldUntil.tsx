import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";

/** When a hold ends by itself; without it, somebody lifts it. */
export function HoldUntil({ value, onChange, error }: { value: string; onChange: (value: string) => void; error?: ReactNode }) {
  return (
    <TextInput
      type="datetime-local"
      label="Ends by itself (optional, your time)"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

/** The moment as the API takes it, by this machine's clock; nothing where none was chosen. */
export const untilOf = (local: string): { until?: string } => (local ? { until: new Date(local).toISOString() } : {});
