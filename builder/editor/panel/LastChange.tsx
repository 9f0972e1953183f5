import type { StepId } from "../../../engine/definition/types.ts";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { When } from "../../components/When.tsx";
import { useEditor, useEditorStore } from "../store/context.tsx";
import styles from "./Panel.module.css";

/** At the foot of a step's panel: who changed it last and when, with the way to the versions. */
export function LastChange({ id }: { id: StepId }) {
  const store = useEditorStore();
  const changed = useEditor((state) => state.stepsChanged[id]);
  if (!changed) return null;
  return (
    <footer className={styles.last}>
      <PersonAvatar name={changed.name} size="s" />
      <span>
        Changed by {changed.name}, <When at={changed.at} />
      </span>
      <button type="button" className={styles.link} onClick={() => store.getState().show("history")}>
        History
      </button>
    </footer>
  );
}
