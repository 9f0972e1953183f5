import { RecordPicker } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";

export function MoveStage({ step, set, wrong, readOnly }: StepPanelProps<"moveStage">) {
  return (
    <RecordPicker
      sort="stages"
      label="Stage"
      value={step.stage}
      error={wrong("stage")}
      readOnly={readOnly}
      onChange={(stage) => set({ stage: stage ?? "" })}
    />
  );
}
