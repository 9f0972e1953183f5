import { IconArrowMoveRight, IconNote, IconPlus } from "@tabler/icons-react";
import { useReactFlow } from "@xyflow/react";
import { useMemo, useRef, useState } from "react";
import { CARD } from "../../../engine/graph/index.ts";
import type { NoteOf } from "../canvas/notes.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { useNames } from "../words/names.ts";
import { startTitle } from "../words/start.ts";
import { titleOf } from "../words/step.ts";
import styles from "./Outline.module.css";
import { type OutlineRow, outlineOf } from "./outlineOf.ts";
import { StepRow } from "./StepRow.tsx";
import { useOutlineKeys } from "./useOutlineKeys.ts";

/** The flow as a list, step by step and way by way: everything the canvas does, without a mouse. */
export function Outline() {
  const store = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const index = useEditor((state) => state.index);
  const readOnly = useEditor((state) => state.readOnly);
  const [current] = useEditor((state) => state.selected);
  const names = useNames();
  const rows = useMemo(() => outlineOf(graph, index), [graph, index]);
  const list = useRef<HTMLElement>(null);
  const [said, say] = useState("");
  const { onKeyDown, move } = useOutlineKeys(list, say);
  const adding = (row: OutlineRow & { sort: "open" }, target: HTMLElement) => {
    const box = target.getBoundingClientRect();
    store.getState().startAdding({ on: row.on, x: box.right, y: box.top });
  };
  return (
    <nav ref={list} className={styles.outline} aria-label="Outline" aria-describedby="outline-keys" onKeyDown={onKeyDown}>
      <p id="outline-keys" className="visually-hidden">
        Up and down go from row to row.
        {!readOnly && " Right shows what more can be done with a step. Alt with up or down moves it in the flow, Delete removes it."}
      </p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <ol>
        <li style={{ paddingLeft: 0 }}>
          <button
            type="button"
            className={styles.row}
            data-row={START}
            tabIndex={current === undefined || current === START || !index.has(current) ? 0 : -1}
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
                <button type="button" className={styles.open} data-row="" onClick={(event) => adding(row, event.currentTarget)}>
                  <IconPlus size={13} stroke={2} aria-hidden="true" />
                  {row.label}: add a step
                </button>
              )
            ) : row.sort === "on" ? (
              <button type="button" className={styles.on} data-row="" tabIndex={-1} onClick={() => store.getState().goTo(row.id)}>
                <IconArrowMoveRight size={13} stroke={1.8} aria-hidden="true" />
                {row.label ? `${row.label}: ` : ""}on to {titleOf(index.get(row.id)?.node.step ?? { kind: "end" })}
              </button>
            ) : (
              <StepRow id={row.id} current={current === row.id} onMove={move} />
            )}
          </li>
        ))}
      </ol>
      <Notes />
    </nav>
  );
}

/** What colleagues noted on the canvas: read here, and gone to for changing it. */
function Notes() {
  const store = useEditorStore();
  const canvas = useReactFlow();
  const notes = useEditor((state) => state.graph.notes);
  const [current] = useEditor((state) => state.selected);
  if (!notes || notes.length === 0) return null;
  const goTo = async ({ id, position: { x, y } }: NoteOf) => {
    store.getState().select([id]);
    await canvas.setCenter(x + CARD.width / 2, y + CARD.height, { zoom: Math.max(0.7, canvas.getZoom()) });
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"] textarea`)?.focus({ preventScroll: true });
  };
  return (
    <>
      <h2 className={styles.way} id="outline-notes">
        Notes for colleagues
      </h2>
      <ul aria-labelledby="outline-notes">
        {notes.map((note) => (
          <li key={note.id}>
            <button
              type="button"
              className={styles.on}
              data-row=""
              aria-current={current === note.id || undefined}
              onClick={() => void goTo(note)}
            >
              <IconNote size={13} stroke={1.8} aria-hidden="true" />
              <span className={styles.words}>{note.text.trim() || "Empty note"}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
