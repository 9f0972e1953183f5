import { DurationField } from "../fields/DurationField.tsx";
import { StaffPicker, StepPicker } from "../fields/RecordPicker.tsx";
import { useTargetName } from "../panel/useTargetName.ts";
import type { StepPanelProps } from "./kit.ts";

const approvable = [
  "sendEmail",
  "sendText",
  "makeDocument",
  "requestForm",
  "requestFiles",
  "requestSignature",
  "offerAppointment",
] as const;

export function Approve({ id, step, set, wrong, readOnly }: StepPanelProps<"approve">) {
  const target = useTargetName(id, "onTimeout");
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
      <DurationField
        label="Wait at most (optional)"
        value={step.timeout}
        error={wrong("timeout")}
        readOnly={readOnly}
        after={
          step.timeout && (
            <>
              then → <b>{target ?? "nowhere yet"}</b>
            </>
          )
        }
        onChange={(timeout) => set({ timeout })}
      />
    </>
  );
}
