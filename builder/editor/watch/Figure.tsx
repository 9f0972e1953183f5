import { useEditorStore } from "../store/context.tsx";
import { many, percent, stepOf } from "./numbers.ts";
import styles from "./Watch.module.css";

interface FigureProps {
  mark: string;
  label: string;
  count: number;
  share?: number | undefined;
  tone?: "waiting" | "done" | "attention" | undefined;
}

/** A number that shows its people when it is pressed. */
export function Figure({ mark, label, count, share, tone }: FigureProps) {
  const store = useEditorStore();
  return (
    <button
      type="button"
      className={styles.figure}
      data-tone={count > 0 ? tone : undefined}
      disabled={count === 0}
      onClick={() => store.getState().press(mark, stepOf(mark))}
    >
      <span>{label}</span>
      <b>{many(count)}</b>
      <small>{share === undefined || count === 0 ? "" : percent(share)}</small>
    </button>
  );
}
