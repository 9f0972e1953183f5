import { IconAlertTriangle, IconCheck, IconClock, IconHandStop, IconInfoCircle, type TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./StateChip.module.css";

export type State = "waiting" | "done" | "attention" | "held" | "info" | "plain";
export interface StateChipProps {
  state: State;
  /** The word. Colour and icon never stand alone. */
  children: ReactNode;
  /** Another icon than the state's own. */
  icon?: TablerIcon;
}

const icons: Record<State, TablerIcon | null> = {
  waiting: IconClock,
  done: IconCheck,
  attention: IconAlertTriangle,
  held: IconHandStop,
  info: IconInfoCircle,
  plain: null,
};

/** How something stands: colour, icon and word together. */
export function StateChip({ state, children, icon }: StateChipProps) {
  const Icon = icon ?? icons[state];
  return (
    <span className={styles.chip} data-state={state}>
      {Icon && <Icon size={13} stroke={2} aria-hidden="true" />}
      <span className={styles.word}>{children}</span>
    </span>
  );
}
