import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { Outline } from "../outline/Outline.tsx";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { addKind } from "./add.ts";
import styles from "./Palette.module.css";
import { StepList } from "./StepList.tsx";

/** Left of the canvas: steps to add, or the flow as a list. */
export function Palette() {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  const [tab, setTab] = useState<"steps" | "outline">("steps");
  const shown = readOnly ? "outline" : tab;
  return (
    <aside className={styles.palette} aria-label="Steps">
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
      {shown === "steps" ? <StepList drags onChoose={(kind) => addKind(store, kind)} /> : <Outline />}
    </aside>
  );
}
