import { ConditionField } from "../conditions/ConditionField.tsx";
import { NumberField } from "../fields/Field.tsx";
import type { StepPanelProps } from "./kit.ts";

export function Repeat({ step, set, wrong, readOnly }: StepPanelProps<"repeat">) {
  return (
    <>
      <NumberField
        label="How many times at most"
        min={1}
        value={step.times}
        error={wrong("times") ?? wrong("")}
        readOnly={readOnly}
        onChange={(times) => set({ times })}
      />
      <ConditionField
        label="Or until (optional)"
        empty="No condition: only the number counts."
        value={step.until}
        error={wrong("until")}
        readOnly={readOnly}
        onChange={(until) => set({ until: Object.keys(until).length > 0 ? until : undefined })}
      />
    </>
  );
}
