import { RecordPicker } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";

export function StopFlow({ step, set, wrong, readOnly }: StepPanelProps<"stopFlow">) {
  return (
    <RecordPicker
      sort="flows"
      label="Flow to stop"
      hint="The same person or matter leaves it."
      value={step.flow}
      error={wrong("flow")}
      readOnly={readOnly}
      onChange={(flow) => set({ flow: flow ?? "" })}
    />
  );
}
