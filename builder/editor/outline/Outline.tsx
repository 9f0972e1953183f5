import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowMoveRight, IconDots, IconPlus, IconTrash } from "@tabler/icons-react";
import { memo, useMemo } from "react";
import type { StepId } from "../../../engine/definition/types.ts";
import { KindTile } from "../../components/Tile.tsx";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { useNames } from "../words/names.ts";
import { startTitle } from "../words/start.ts";
import { titleOf } from "../words/step.ts";
import styles from "./Outline.module.css";
import { type OutlineRow, outlineOf } from "./outlineOf.ts";

/** The flow as a list, step by step and way by way: everything the canvas does, without a mouse. */
export function Outline() {
  const store = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const index = useEditor((state) => state.index);
  const readOnly = useEditor((state) => state.readOnly);
  const [current] = useEditor((state) => state.selected);
  const names = useNames();
  const rows = useMemo(() => outlineOf(graph, index), [graph, index]);
  const adding = (row: OutlineRow & { sort: "open" }, target: HTMLElement) => {
    const box = target.getBoundingClientRect();
    store.getState().startAdding({ on: row.on, x: box.right, y: box.top });
  };
  return (
    <nav className={styles.outline} aria-label="Outline">
      <ol>
        <li style={{ paddingLeft: 0 }}>
          <button
            type="button"
            className={styles.row}
            aria-current={current === START || undefined}
            onClick={() => store.getState().goTo(START)}
          >
            <span className={styles.start} aria-hidden="true" />
            <span className={styles.words}>{startTitle(graph.settings, names)}</span>
          </button>
        </li>
        {rows.map((row) => (
          <li key={row.key} style={{ paddingLeft: Math.min(row.depth, 6) * 14 }}>
            {row.sort === "way" ? (
              <span className={styles.way}>{row.label}</span>
            ) : row.sort === "open" ? (
              readOnly ? (
                <span className={styles.way}>{row.label}: leads nowhere</span>
              ) : (
                <button type="button" className={styles.open} onClick={(event) => adding(row, event.currentTarget)}>
                  <IconPlus size={13} stroke={2} aria-hidden="true" />
                  {row.label}: add a step
                </button>
              )
            ) : row.sort === "on" ? (
              <button type="button" className={styles.on} onClick={() => store.getState().goTo(row.id)}>
                <IconArrowMoveRight size={13} stroke={1.8} aria-hidden="true" />
                {row.label ? `${row.label}: ` : ""}on to {titleOf(index.get(row.id)?.node.step ?? { kind: "end" })}
              </button>
            ) : (
              <StepRow id={row.id} current={current === row.id} />
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** One of hundreds: drawn again only when its own step changes. */
const StepRow = memo(function StepRow({ id, current }: { id: StepId; current: boolean }) {
  const store = useEditorStore();
  const indexed = useEditor((state) => state.index.get(id));
  const readOnly = useEditor((state) => state.readOnly);
  const problems = useEditor((state) => state.problemsBy.get(id)?.length ?? 0);
  if (!indexed) return null;
  const title = titleOf(indexed.node.step);
  return (
    <div className={styles.step}>
      <button type="button" className={styles.row} aria-current={current || undefined} onClick={() => store.getState().goTo(id)}>
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
            <ActionIcon variant="subtle" color="gray" size={24} aria-label={`More for ${title}`}>
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
            <Menu.Item
              color="attention"
              leftSection={<IconTrash size={14} stroke={1.8} />}
              onClick={() => store.getState().edit({ do: "deleteStep", id, closeGap: true })}
            >
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
});
