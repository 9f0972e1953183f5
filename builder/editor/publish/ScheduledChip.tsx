import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import type { ScheduledPublish } from "../api/flows.ts";

/** In the bar: that the flow will be published by itself, or should have been. */
export function ScheduledChip({ scheduled: { at } }: { scheduled: ScheduledPublish }) {
  return at ? (
    <StateChip state="waiting">
      <When at={at} before="To be published" />
    </StateChip>
  ) : (
    <StateChip state="attention">Not published in time</StateChip>
  );
}
