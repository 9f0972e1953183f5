import { IconAlertTriangle, IconCheck, IconClock, IconHandStop, IconInfoCircle, type TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** Something to know before going on. */
export function Note({
  tone = "info",
  icon,
  children,
}: {
  tone?: "info" | "waiting" | "attention";
  icon?: TablerIcon;
  children: ReactNode;
}) {
  const Icon = icon ?? (tone === "attention" ? IconAlertTriangle : IconInfoCircle);
  return (
    <div className="note" data-tone={tone}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}

const stateIcons = { done: IconCheck, waiting: IconClock, attention: IconAlertTriangle, held: IconHandStop };

/** How something stands: colour, icon and word together. */
export function StateMark({ state, children }: { state: keyof typeof stateIcons; children: ReactNode }) {
  const Icon = stateIcons[state];
  return (
    <span className="state" data-state={state}>
      <Icon size={16} stroke={2} aria-hidden="true" />
      {children}
    </span>
  );
}
