import { ActionIcon, SegmentedControl } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconNote } from "@tabler/icons-react";
import { memo, useState } from "react";
import { addNote, placeForNote } from "../canvas/notes.ts";
import { Outline } from "../outline/Outline.tsx";
import { useEditor, useEditorStore } from "../store/context.tsx";
import type { EditorStore } from "../store/editorStore.ts";
import { addKind } from "./add.ts";
import styles from "./Palette.module.css";
import { StepList } from "./StepList.tsx";

/** Left of the canvas: steps to add, or the flow as a list. */
export const Palette = memo(function Palette() {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  const [tab, setTab] = useState<"steps" | "outline">("steps");
  const shown = readOnly ? "outline" : tab;
  return (
    <aside className={styles.palette} aria-label="Steps">
      <div className={styles.head}>
        {!readOnly && (
          <SegmentedControl
            className={styles.tabs ?? ""}
            fullWidth
            aria-label="Show"
            value={tab}
            onChange={(value) => setTab(value as "steps" | "outline")}
            data={[
              { value: "steps", label: "Steps" },
              { value: "outline", label: "Outline" },
            ]}
          />
        )}
        {readOnly && <h2>Outline</h2>}
        <ActionIcon
          className={styles.hide ?? ""}
          variant="subtle"
          color="gray"
          size={32}
          aria-label="Put the steps away"
          onClick={() => store.getState().showPalette(false)}
        >
          <IconLayoutSidebarLeftCollapse size={17} stroke={1.7} />
        </ActionIcon>
      </div>
      {shown === "steps" ? (
        <>
          <StepList drags onChoose={(kind) => addKind(store, kind)} />
          <button type="button" className={styles.note} onClick={() => noteBeside(store)}>
            <IconNote size={15} stroke={1.7} aria-hidden="true" />
            Note for colleagues
          </button>
        </>
      ) : (
        <Outline />
      )}
    </aside>
  );
});

function noteBeside(store: EditorStore): void {
  const { graph, selected } = store.getState();
  addNote(store, placeForNote(graph, selected[0]));
}
