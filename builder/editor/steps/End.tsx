import { Autocomplete } from "@mantine/core";
import type { StepPanelProps } from "./kit.ts";

const usual = ["completed", "booked", "hired", "declined", "no answer", "not a fit"].map((one) => one.replaceAll(" ", "-"));

export function End({ step, set, wrong, readOnly }: StepPanelProps<"end">) {
  return (
    <Autocomplete
      label="Outcome"
      description="How it ended, for the run's page and for reports."
      value={step.outcome ?? ""}
      data={usual}
      error={wrong("outcome")}
      readOnly={readOnly}
      onChange={(outcome) => set({ outcome })}
    />
  );
}
