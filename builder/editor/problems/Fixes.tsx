import { IconWand } from "@tabler/icons-react";
import type { Problem } from "../../../engine/definition/types.ts";
import { useEditorStore } from "../store/context.tsx";
import styles from "./Problems.module.css";
import { press, useFixes } from "./useFixes.ts";

/** The ways out of problems that one press takes. `most`: where there is little room, only the likeliest. */
export function Fixes({ problems, most = 4 }: { problems: readonly Problem[]; most?: number }) {
  const store = useEditorStore();
  const fixes = useFixes(problems).slice(0, most);
  if (fixes.length === 0) return null;
  return (
    <span className={styles.fixes}>
      {fixes.map((fix) => (
        <button
          key={fix.name}
          type="button"
          className={`${styles.fix} nodrag`}
          onClick={(event) => {
            event.stopPropagation();
            press(store, fix);
          }}
        >
          <IconWand size={13} stroke={1.8} aria-hidden="true" />
          {fix.name}
        </button>
      ))}
    </span>
  );
}
