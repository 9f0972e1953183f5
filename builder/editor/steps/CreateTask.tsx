import { DurationField } from "../fields/DurationField.tsx";
import { FlagField } from "../fields/Field.tsx";
import { MergeText } from "../fields/MergeText.tsx";
import { StaffPicker } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";

export function CreateTask({ step, set, wrong, readOnly }: StepPanelProps<"createTask">) {
  return (
    <>
      <MergeText
        label="What is to be done"
        placeholder="Call {{ contact.firstName }}"
        value={step.title}
        error={wrong("title")}
        readOnly={readOnly}
        onChange={(title) => set({ title: title ?? "" })}
      />
      <MergeText
        label="Notes (optional)"
        lines={3}
        value={step.notes}
        error={wrong("notes")}
        readOnly={readOnly}
        onChange={(notes) => set({ notes })}
      />
      <StaffPicker
        label="For"
        usual="assignee"
        value={step.assignee}
        error={wrong("assignee")}
        readOnly={readOnly}
        onChange={(assignee) => set({ assignee })}
      />
      <DurationField
        label="Due after"
        value={step.due}
        error={wrong("due")}
        readOnly={readOnly}
        units={["minutes", "hours", "days", "weeks"]}
        onChange={(due) => set({ due })}
      />
      <FlagField
        label="Count only business time"
        value={step.businessDays}
        hint={wrong("businessDays") ?? "Business days, or office hours for hours and minutes."}
        readOnly={readOnly}
        onChange={(businessDays) => set({ businessDays })}
      />
      <FlagField
        label="Wait until it is done"
        value={step.waitUntilDone}
        readOnly={readOnly}
        onChange={(waitUntilDone) => set({ waitUntilDone })}
      />
    </>
  );
}
