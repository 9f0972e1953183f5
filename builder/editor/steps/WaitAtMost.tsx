import { DurationField } from "../fields/DurationField.tsx";
import { useTargetName } from "../panel/useTargetName.ts";
import type { StepPanelProps } from "./kit.ts";

/** How long something is waited for, and where it goes on when that is over. */
export function WaitAtMost({ id, step, set, wrong, readOnly }: StepPanelProps<"approve" | "waitForEvent" | "waitUntil">) {
  const target = useTargetName(id, "onTimeout");
  return (
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
  );
}
