import { Two } from "../fields/Field.tsx";
import { RecordPicker } from "../fields/RecordPicker.tsx";
import { Asking, LinkMail } from "./asking.tsx";
import type { StepPanelProps } from "./kit.ts";

export function RequestForm(props: StepPanelProps<"requestForm">) {
  const { step, set, wrong, readOnly } = props;
  return (
    <>
      <Two>
        <RecordPicker
          sort="forms"
          label="Form"
          value={step.form}
          error={wrong("form")}
          readOnly={readOnly}
          onChange={(form) => set({ form: form ?? "" })}
        />
        <LinkMail {...props} />
      </Two>
      <Asking {...props} />
    </>
  );
}
