import { TagsField } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";

export function ChangeTags({ step, set, wrong, readOnly }: StepPanelProps<"changeTags">) {
  return (
    <>
      <TagsField label="Add" value={step.add} error={wrong("add")} readOnly={readOnly} onChange={(add) => set({ add })} />
      <TagsField label="Remove" value={step.remove} error={wrong("remove")} readOnly={readOnly} onChange={(remove) => set({ remove })} />
    </>
  );
}
