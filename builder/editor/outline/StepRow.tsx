import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconDots, IconPlus, IconTrash } from "@tabler/icons-react";
import { memo } from "react";
import type { StepId } from "../../../engine/definition/types.ts";
import { KindTile } from "../../components/Tile.tsx";
import { deleteSelected } from "../canvas/useCanvasKeys.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { useNames } from "../words/names.ts";
import { summaryOf, titleOf } from "../words/step.ts";
import styles from "./Outline.module.css";
import type { Up } from "./reorder.ts";

interface StepRowProps {
  id: StepId;
  current: boolean;
  onMove: (id: StepId, way: Up) => void;
}

/** One of hundreds: drawn again only when its own step changes. */
export const StepRow = memo(function StepRow({ id, current, onMove }: StepRowProps) {
  const store = useEditorStore();
  const indexed = useEditor((state) => state.index.get(id));
  const readOnly = useEditor((state) => state.readOnly);
  const problems = useEditor((state) => state.problemsBy.get(id)?.length ?? 0);
  const names = useNames();
  if (!indexed) return null;
  const title = titleOf(indexed.node.step);
  return (
    <div className={styles.step}>
      <button
        type="button"
        className={styles.row}
        data-row={id}
        tabIndex={current ? 0 : -1}
        title={summaryOf(indexed.node.step, names)}
        aria-current={current || undefined}
        onClick={() => store.getState().goTo(id)}
      >
        <KindTile kind={indexed.node.step.kind} size="s" />
        <span className={styles.words}>{title}</span>
        {problems > 0 && (
          <span className={styles.bad}>
            {problems}
            <span className="visually-hidden">{problems === 1 ? " problem" : " problems"}</span>
          </span>
        )}
      </button>
      {!readOnly && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={24} tabIndex={current ? 0 : -1} aria-label={`More for ${title}`}>
              <IconDots size={15} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {indexed.outlets.map((outlet) => (
              <Menu.Item
                key={outlet.name}
                leftSection={<IconPlus size={14} stroke={1.8} />}
                onClick={() => {
                  const box = document.activeElement?.getBoundingClientRect();
                  store.getState().startAdding({ on: { from: id, outlet: outlet.name }, x: box?.right ?? 260, y: box?.top ?? 200 });
                }}
              >
                Add or lead on at “{outlet.label}”
              </Menu.Item>
            ))}
            <Menu.Item leftSection={<IconArrowUp size={14} stroke={1.8} />} onClick={() => onMove(id, "up")}>
              Move up in the flow
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowDown size={14} stroke={1.8} />} onClick={() => onMove(id, "down")}>
              Move down in the flow
            </Menu.Item>
            <Menu.Item
              color="attention"
              leftSection={<IconTrash size={14} stroke={1.8} />}
              onClick={() => {
                store.getState().select([id]);
                deleteSelected(store);
              }}
            >
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
});
