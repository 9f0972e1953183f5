import { IconX } from "@tabler/icons-react";
import { StateChip } from "../../components/StateChip.tsx";

/** How a date stands; planned ones need no word. */
export function DateState({ state }: { state: string }) {
  if (state === "held") return <StateChip state="done">Held</StateChip>;
  if (state === "moved") return <StateChip state="info">Moved</StateChip>;
  if (state !== "missed" && state !== "cancelled") return null;
  return (
    <StateChip state={state === "missed" ? "attention" : "held"} icon={IconX}>
      {state === "missed" ? "Missed" : "Cancelled"}
    </StateChip>
  );
}
