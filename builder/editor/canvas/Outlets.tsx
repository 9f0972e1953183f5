import { Handle, Position, useUpdateNodeInternals } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { StepId } from "../../../engine/definition/types.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import type { IndexedNode } from "../store/indexGraph.ts";
import styles from "./Canvas.module.css";
import { lineId } from "./flowNodes.ts";
import { layTabs, shownOutlets } from "./tabs.ts";

/** The ways on, as labelled tabs under the card; one that must lead somewhere and does not yet shows a `+`. */
export function Outlets({ id, indexed, looked }: { id: StepId; indexed: IndexedNode; looked: boolean }) {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  const lit = useEditor((state) => state.lit);
  const tabs = layTabs(shownOutlets(indexed.outlets, looked && !readOnly));
  const key = tabs.map((tab) => `${tab.outlet.name}@${tab.x}`).join(" ");
  const update = useUpdateNodeInternals();
  const placed = useRef(key);
  useEffect(() => {
    // The canvas measures a new step by itself. Told of every one, a large flow would be measured once for each of its steps.
    if (placed.current === key) return;
    placed.current = key;
    update(id);
  }, [key, id, update]);
  return (
    <>
      {tabs.map(({ outlet, x, width }) => {
        const open = outlet.to === null;
        const state = lit === null ? undefined : lit.edges.has(lineId(id, outlet.name)) ? "lit" : "dim";
        return (
          <div key={outlet.name} className={styles.outlet} style={{ left: x }} data-lit={state}>
            {width > 0 && (
              <span className={styles.tab} style={{ width }} title={outlet.label} data-open={open || undefined}>
                {outlet.label}
              </span>
            )}
            <Handle type="source" id={outlet.name} position={Position.Bottom} className={styles.source ?? ""} isConnectable={!readOnly} />
            {open && !readOnly && (
              <button
                type="button"
                tabIndex={-1}
                className={`${styles.plusOpen} nodrag`}
                data-required={outlet.required || undefined}
                aria-label={`Add a step after “${outlet.label}”`}
                onClick={(event) => {
                  event.stopPropagation();
                  const { left, top, width: wide, height } = event.currentTarget.getBoundingClientRect();
                  store.getState().startAdding({ on: { from: id, outlet: outlet.name }, x: left + wide / 2, y: top + height / 2 });
                }}
              >
                <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
                  <path d="M6 1v10M1 6h10" />
                </svg>
              </button>
            )}
          </div>
        );
      })}
    </>
  );
}
