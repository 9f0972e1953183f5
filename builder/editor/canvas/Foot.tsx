import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { StepMark, StepNumbers } from "../../../domain/watching/index.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import type { StepCount } from "../store/editorStore.ts";
import { many, tookWords, troubleOf } from "../watch/numbers.ts";
import styles from "./Canvas.module.css";

/** Under a step, while it is drawn: who is there, how many have gone on, who needs staff. */
export function Foot({ counts }: { counts: StepCount }) {
  return (
    <div className={styles.foot}>
      {counts.waiting > 0 && (
        <span className={styles.waiting}>
          <IconClock size={12} stroke={2.2} aria-hidden="true" />
          {many(counts.waiting)} waiting
        </span>
      )}
      {counts.done > 0 && <span className={styles.doneCount}>{many(counts.done)} done</span>}
      {counts.attention > 0 && (
        <span className={styles.attention}>
          <IconAlertTriangle size={12} stroke={2.2} aria-hidden="true" />
          {many(counts.attention)} need attention
        </span>
      )}
    </div>
  );
}

/** Under a step, while somebody watches. Each number shows its people when it is pressed. */
export function WatchFoot({ id, numbers: { counts }, writes }: { id: string; numbers: StepNumbers; writes: boolean }) {
  return (
    <div className={styles.foot}>
      <Count id={id} what="waiting" count={counts.waiting} words="waiting" className={styles.waiting}>
        <IconClock size={12} stroke={2.2} aria-hidden="true" />
      </Count>
      {writes ? (
        <>
          <Count id={id} what="delivered" count={counts.delivered ?? 0} words="delivered" className={styles.doneCount} />
          <Count id={id} what="clicked" count={counts.clicked} words="clicked" className={styles.doneCount} />
          <Count id={id} what="replied" count={counts.replied} words="replied" className={styles.doneCount} />
        </>
      ) : (
        <Count id={id} what="done" count={counts.done ?? 0} words="done" className={styles.doneCount} />
      )}
      <Trouble id={id} numbers={{ counts }} />
    </div>
  );
}

/** Beside a wait: who waits there. */
export function PillCounts({ id, numbers: { counts } }: { id: string; numbers: StepNumbers }) {
  return (
    <span className={styles.pillCount}>
      <Count id={id} what="waiting" count={counts.waiting} words="waiting" className={styles.waiting}>
        <IconClock size={12} stroke={2.2} aria-hidden="true" />
      </Count>
      <Trouble id={id} numbers={{ counts }} />
    </span>
  );
}

function Trouble({ id, numbers: { counts } }: { id: string; numbers: Pick<StepNumbers, "counts"> }) {
  return (
    <Count id={id} {...troubleOf(counts)} className={styles.attention}>
      <IconAlertTriangle size={12} stroke={2.2} aria-hidden="true" />
    </Count>
  );
}

/** Left of a step: how many came, and how long it takes half of them. */
export function Came({ id, numbers: { counts, medianMs } }: { id: string; numbers: StepNumbers }) {
  const took = tookWords(medianMs);
  return (
    <span className={styles.came}>
      <Count id={id} what="entered" count={counts.entered ?? 0} words="came" />
      {took && <span title="Half of those who went on took no longer">{took}</span>}
    </span>
  );
}

interface CountProps {
  id: string;
  what: StepMark;
  count: number | undefined;
  words: string;
  className?: string | undefined;
  children?: ReactNode;
}

/** Not a stop for the Tab key: a large flow would have hundreds. The step's panel has the same numbers as buttons. */
function Count({ id, what, count, words, className, children }: CountProps) {
  const store = useEditorStore();
  const mark = `${what}:${id}`;
  const pressed = useEditor((state) => state.pressed === mark);
  if (count === undefined) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${styles.number} ${className ?? ""} nodrag`}
      data-pressed={pressed || undefined}
      aria-label={`${many(count)} ${words}: show who`}
      onClick={(event) => {
        event.stopPropagation();
        store.getState().press(mark, id);
      }}
    >
      {children}
      {many(count)} {words}
    </button>
  );
}
