import { ChoiceField } from "../fields/Field.tsx";
import { MergeText } from "../fields/MergeText.tsx";
import { RecordPicker } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";

export function MakeDocument({ step, set, wrong, readOnly }: StepPanelProps<"makeDocument">) {
  return (
    <>
      <RecordPicker
        sort="documents"
        label="Document"
        value={step.template}
        error={wrong("template")}
        readOnly={readOnly}
        onChange={(template) => set({ template: template ?? "" })}
      />
      <ChoiceField
        label="As"
        value={step.as}
        error={wrong("as")}
        readOnly={readOnly}
        options={[
          { value: "pdf", label: "PDF" },
          { value: "docx", label: "Word" },
        ]}
        onChange={(as) => set({ as })}
      />
      <MergeText
        label="File name (optional)"
        placeholder="Agreement for {{ contact.lastName }}"
        value={step.fileAs}
        error={wrong("fileAs")}
        readOnly={readOnly}
        onChange={(fileAs) => set({ fileAs })}
      />
    </>
  );
}
