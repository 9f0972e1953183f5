import { IconBolt } from "@tabler/icons-react";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { Tile } from "../../components/Tile.tsx";
import { EdgeShape } from "../../theme/EdgeShape.tsx";
import { useProblemsOf } from "../problems/useProblems.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { useNames } from "../words/names.ts";
import { startDetail, startTitle } from "../words/start.ts";
import styles from "./Canvas.module.css";
import type { FlowNode } from "./flowNodes.ts";
import { ProblemDot, Said, useLit } from "./StepCard.tsx";

/** Where runs begin: says in words when that is. Its panel edits triggers, goals, exits and sending times. */
export const StartCard = memo(function StartCard({ selected }: NodeProps<FlowNode>) {
  const store = useEditorStore();
  const settings = useEditor((state) => state.graph.settings);
  const open = useEditor((state) => state.graph.start === null && !state.readOnly);
  const problems = useProblemsOf(START);
  const { state } = useLit(START);
  const names = useNames();
  const lit = state === "dim" ? undefined : state;
  return (
    <>
      <div
        className={styles.card}
        data-selected={selected || undefined}
        data-bad={problems.length > 0 || undefined}
        data-lit={lit}
        style={{ height: 54 }}
      >
        <EdgeShape intent="end" height={54} />
        <ProblemDot id={START} count={problems.length} />
        <div className={styles.in}>
          <Tile icon={IconBolt} tone="end" size="node" />
          <div className={styles.words}>
            <div className={styles.title}>{startTitle(settings, names)}</div>
            <div className={styles.summary}>{startDetail(settings, names)}</div>
          </div>
        </div>
      </div>
      <Said id={START} />
      <div className={styles.outlet} style={{ left: 132 }}>
        <Handle type="source" id="start" position={Position.Bottom} className={styles.source ?? ""} />
        {open && (
          <button
            type="button"
            className={`${styles.plusOpen} nodrag`}
            data-required
            aria-label="Add the first step"
            onClick={(event) => {
              event.stopPropagation();
              const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
              store.getState().startAdding({ on: { from: null, outlet: "start" }, x: left + width / 2, y: top + height / 2 });
            }}
          >
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <path d="M6 1v10M1 6h10" />
            </svg>
          </button>
        )}
      </div>
    </>
  );
});
