import { RecordPicker } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";

export function StartFlow({ step, set, wrong, readOnly }: StepPanelProps<"startFlow">) {
  return (
    <RecordPicker
      sort="flows"
      label="Flow to start"
      hint="It runs by itself; this one does not wait for it."
      value={step.flow}
      error={wrong("flow")}
      readOnly={readOnly}
      onChange={(flow) => set({ flow: flow ?? "" })}
    />
  );
}
