import { ConditionField } from "../conditions/ConditionField.tsx";
import { DurationField } from "../fields/DurationField.tsx";
import { useTargetName } from "../panel/useTargetName.ts";
import type { StepPanelProps } from "./kit.ts";

/** What a standing question may read: it is asked again whenever one of these changes. */
export const standing = ["contact", "matter", "occasion", "vars", "steps"] as const;

export function WaitUntil({ id, step, set, wrong, readOnly }: StepPanelProps<"waitUntil">) {
  const target = useTargetName(id, "onTimeout");
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
