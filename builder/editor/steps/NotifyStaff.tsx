import { MergeText } from "../fields/MergeText.tsx";
import { StaffListPicker } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";

export function NotifyStaff({ step, set, wrong, readOnly }: StepPanelProps<"notifyStaff">) {
  const to = typeof step.to === "string" ? [step.to] : step.to;
  const [only] = to ?? [];
  const store = (list: string[] | undefined) => set({ to: list?.length === 1 ? list[0] : (list ?? []) });
  return (
    <>
      <StaffListPicker label="Tell" value={only === "" ? [] : to} error={wrong("to")} readOnly={readOnly} onChange={store} />
      <MergeText
        label="Message"
        lines={3}
        value={step.message}
        error={wrong("message")}
        readOnly={readOnly}
        onChange={(message) => set({ message: message ?? "" })}
      />
    </>
  );
}
