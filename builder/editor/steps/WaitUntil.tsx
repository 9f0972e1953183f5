import { ConditionField } from "../conditions/ConditionField.tsx";
import type { StepPanelProps } from "./kit.ts";
import { WaitAtMost } from "./WaitAtMost.tsx";

/** What a standing question may read: it is asked again whenever one of these changes. */
export const standing = ["contact", "matter", "occasion", "vars", "steps"] as const;

export function WaitUntil(props: StepPanelProps<"waitUntil">) {
  const { step, set, wrong, readOnly } = props;
  return (
    <>
      <ConditionField
        label="Until this is so"
        empty="Say what has to be so."
        roots={standing}
        value={step.when}
        error={wrong("when")}
        readOnly={readOnly}
        onChange={(when) => set({ when })}
      />
      <WaitAtMost {...props} />
    </>
  );
}
