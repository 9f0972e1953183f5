import { lazy, Suspense } from "react";
import type { CallDialogProps } from "../shared/LogCall.tsx";

const CallDialog = lazy(async () => ({ default: (await import("../shared/LogCall.tsx")).CallDialog }));

/** In which a call from Today is written down: fetched when somebody is called. */
export function Calling(call: CallDialogProps) {
  return (
    <Suspense fallback={null}>
      <CallDialog {...call} />
    </Suspense>
  );
}
