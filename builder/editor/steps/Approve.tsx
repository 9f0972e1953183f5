import { StaffPicker, StepPicker } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";
import { WaitAtMost } from "./WaitAtMost.tsx";

const approvable = [
  "sendEmail",
  "sendText",
  "makeDocument",
  "requestForm",
  "requestFiles",
  "requestSignature",
  "offerAppointment",
] as const;

export function Approve(props: StepPanelProps<"approve">) {
  const { step, set, wrong, readOnly } = props;
  return (
    <>
      <StaffPicker label="By" value={step.by} error={wrong("by")} readOnly={readOnly} onChange={(by) => set({ by: by ?? "assignee" })} />
      <StepPicker
        label="What"
        kinds={approvable}
        value={step.what}
        error={wrong("what")}
        readOnly={readOnly}
        onChange={(what) => set({ what: what ?? "" })}
      />
      <WaitAtMost {...props} />
    </>
  );
}
