import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./States.module.css";
import { Tile } from "./Tile.tsx";

export interface EmptyStateProps {
  icon: TablerIcon;
  /** What will stand here: "No flows yet". */
  title: string;
  /** What it is good for and how the first one comes about. */
  children: ReactNode;
  /** The button that makes the first one. */
  action?: ReactNode;
  /** Inside a card: smaller, left aligned. */
  inline?: boolean;
}

/** Nothing here yet: says what belongs here and how to get it, never just "No data". */
export function EmptyState({ icon, title, children, action, inline = false }: EmptyStateProps) {
  return (
    <div className={styles.empty} data-inline={inline || undefined}>
      <Tile icon={icon} size="l" />
      <div>
        <p className={styles.title}>{title}</p>
        <div className={styles.words}>{children}</div>
        {action && <div className={styles.act}>{action}</div>}
      </div>
    </div>
  );
}
