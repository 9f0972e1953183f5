import { MergeText } from "../fields/MergeText.tsx";
import type { StepPanelProps } from "./kit.ts";

export function AddNote({ step, set, wrong, readOnly }: StepPanelProps<"addNote">) {
  return (
    <MergeText
      label="Note"
      lines={4}
      value={step.text}
      error={wrong("text")}
      readOnly={readOnly}
      onChange={(text) => set({ text: text ?? "" })}
    />
  );
}
