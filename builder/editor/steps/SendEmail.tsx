import { ChoiceField, SelectField } from "../fields/Field.tsx";
import { LatenessField, More } from "../fields/lists.tsx";
import { RecordPicker, RolesField, StepListPicker, StepPicker } from "../fields/RecordPicker.tsx";
import { WindowField } from "../fields/TimeField.tsx";
import type { StepPanelProps } from "./kit.ts";

export function SendEmail({ id, step, set, wrong, readOnly }: StepPanelProps<"sendEmail">) {
  const marketing = step.purpose === "marketing";
  return (
    <>
      <RecordPicker
        sort="templates"
        label="Email"
        value={step.template}
        error={wrong("template")}
        readOnly={readOnly}
        onChange={(template) => set({ template: template ?? "" })}
      />
      <RolesField label="To" value={step.to} error={wrong("to")} readOnly={readOnly} onChange={(to) => set({ to })} />
      <ChoiceField
        label="What it is"
        value={step.purpose}
        error={wrong("purpose")}
        hint={
          marketing
            ? "Only to people who agreed to marketing, with a link to unsubscribe."
            : "Needed for the case. Goes out even to people who opted out of marketing."
        }
        readOnly={readOnly}
        options={[
          { value: "transactional", label: "For the case" },
          { value: "marketing", label: "Marketing" },
        ]}
        onChange={(purpose) => set({ purpose })}
      />
      <SelectField
        label="In whose name"
        value={step.from}
        usual="assignee"
        error={wrong("from")}
        readOnly={readOnly}
        options={[
          { value: "assignee", label: "The assignee's, else the firm's" },
          { value: "firm", label: "The firm's" },
        ]}
        onChange={(from) => set({ from })}
      />
      <StepListPicker
        label="Attach"
        kinds={["makeDocument"]}
        value={step.attach}
        error={wrong("attach")}
        readOnly={readOnly}
        onChange={(attach) => set({ attach })}
      />
      <LatenessField value={step.late} error={wrong("late")} marketing={marketing} readOnly={readOnly} onChange={(late) => set({ late })} />
      <More title="When it may leave" says={step.window ? "its own hours" : "as the flow says"} open={Boolean(wrong("window"))}>
        <WindowField
          label="Only within"
          none="as the flow says"
          value={step.window}
          error={wrong("window")}
          readOnly={readOnly}
          onChange={(window) => set({ window })}
        />
        <StepPicker
          label="In the conversation of (optional)"
          hint="Mail programs show both together, under the subject of that email."
          kinds={["sendEmail"]}
          not={id}
          clearable
          value={step.thread}
          error={wrong("thread")}
          readOnly={readOnly}
          onChange={(thread) => set({ thread })}
        />
      </More>
    </>
  );
}
