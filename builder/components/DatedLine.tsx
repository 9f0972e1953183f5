import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./DatedLine.module.css";

export interface DatedLineProps {
  /** A `Tile`, `KindTile` or `PersonAvatar`, 28 px. */
  tile: ReactNode;
  /** Who or what, in ink: "Ngozi Okafor". */
  what: ReactNode;
  /** The rest of the first line, quieter: "answered the asset form". */
  more?: ReactNode;
  /** One quiet second line. */
  detail?: ReactNode;
  /** A `When`. */
  when?: ReactNode;
  /** A `StateChip`. */
  state?: ReactNode;
  /** One button or menu. */
  action?: ReactNode;
  /** The whole line leads there, or does that; the action stays its own. */
  to?: string;
  onOpen?: () => void;
  /** The line to look at first. */
  hot?: boolean;
  /** Narrow places (a side column, a story): day and chip go under the words. */
  compact?: boolean;
}

/** The one signature component: icon, what, day and time, state, one action. Put several in a `DatedLines`. */
export function DatedLine({ tile, what, more, detail, when, state, action, to, onOpen, hot, compact }: DatedLineProps) {
  const words = (
    <>
      {what}
      {more && <span className={styles.more}> {more}</span>}
    </>
  );
  return (
    <li
      className={styles.line}
      data-hot={hot || undefined}
      data-compact={compact || undefined}
      data-opens={to || onOpen ? true : undefined}
    >
      {tile}
      <div className={styles.what}>
        <div className={styles.first}>
          {to ? (
            <Link className={styles.open} to={to}>
              {words}
            </Link>
          ) : onOpen ? (
            <button type="button" className={styles.open} onClick={onOpen}>
              {words}
            </button>
          ) : (
            words
          )}
        </div>
        {detail && <div className={styles.detail}>{detail}</div>}
      </div>
      <div className={styles.meta}>
        <div className={styles.when}>{when}</div>
        <div className={styles.state}>{state}</div>
      </div>
      <div className={styles.action}>{action}</div>
    </li>
  );
}

/** The list that dated lines stand in: arrow keys move between the lines' links and buttons. */
export function DatedLines({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className={styles.lines} aria-label={label} onKeyDown={moveBetweenLines}>
      {children}
    </ul>
  );
}

function moveBetweenLines(event: React.KeyboardEvent<HTMLUListElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [role=menu], [role=listbox]")) return;
  const lines = [...event.currentTarget.children];
  const at = lines.findIndex((line) => line.contains(event.target as Node));
  const next = lines[at + (event.key === "ArrowDown" ? 1 : -1)];
  const control = next?.querySelector<HTMLElement>("a[href], button:not([disabled])");
  if (!control) return;
  event.preventDefault();
  control.focus();
}
