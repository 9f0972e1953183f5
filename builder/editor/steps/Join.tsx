import { ChoiceField } from "../fields/Field.tsx";
import type { StepPanelProps } from "./kit.ts";

export function Join({ step, set, wrong, readOnly }: StepPanelProps<"join">) {
  return (
    <ChoiceField
      label="Goes on when"
      value={step.need}
      error={wrong("need")}
      hint={step.need === "any" ? "When the first arrives, the others end." : undefined}
      readOnly={readOnly}
      options={[
        { value: "all", label: "All have arrived" },
        { value: "any", label: "The first arrives" },
      ]}
      onChange={(need) => set({ need })}
    />
  );
}
