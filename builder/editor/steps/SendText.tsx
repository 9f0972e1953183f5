import { ChoiceField } from "../fields/Field.tsx";
import { LatenessField } from "../fields/lists.tsx";
import { MergeText } from "../fields/MergeText.tsx";
import { RolesField } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";

export function SendText({ step, set, wrong, readOnly }: StepPanelProps<"sendText">) {
  return (
    <>
      <MergeText
        label="Text"
        lines={3}
        value={step.text}
        error={wrong("text")}
        readOnly={readOnly}
        onChange={(text) => set({ text: text ?? "" })}
      />
      <RolesField label="To" value={step.to} error={wrong("to")} readOnly={readOnly} onChange={(to) => set({ to })} />
      <ChoiceField
        label="What it is"
        value={step.purpose}
        error={wrong("purpose")}
        readOnly={readOnly}
        options={[
          { value: "transactional", label: "For the case" },
          { value: "marketing", label: "Marketing" },
        ]}
        hint={
          step.purpose === "marketing"
            ? "Only to people who agreed to texts. The firm's name and how to opt out are added."
            : "Needed for the case. The firm's name is added; never in the quiet hours of the client's place."
        }
        onChange={(purpose) => set({ purpose })}
      />
      <LatenessField
        value={step.late}
        error={wrong("late")}
        marketing={step.purpose === "marketing"}
        readOnly={readOnly}
        onChange={(late) => set({ late })}
      />
    </>
  );
}
