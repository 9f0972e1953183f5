import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import type { Problem } from "../../../engine/definition/types.ts";
import { CARD } from "../../../engine/graph/index.ts";
import { KindTile } from "../../components/Tile.tsx";
import { EdgeShape } from "../../theme/EdgeShape.tsx";
import { lookOf } from "../../theme/kinds.tsx";
import { useCounts } from "../api/counts.ts";
import { Fixes } from "../problems/Fixes.tsx";
import { useProblemsOf, useWarningsOf } from "../problems/useProblems.ts";
import { shortProblem } from "../problems/words.ts";
import { useEditor, useIndexed } from "../store/context.tsx";
import { isLetter } from "../watch/numbers.ts";
import { useNames } from "../words/names.ts";
import { summaryOf, titleOf } from "../words/step.ts";
import styles from "./Canvas.module.css";
import { DiffMark, useDiffOf } from "./DiffMark.tsx";
import { Came, Foot, WatchFoot } from "./Foot.tsx";
import { type FlowNode, FOOTER } from "./flowNodes.ts";
import { Outlets } from "./Outlets.tsx";

/** How a step stands out or recedes while a run or a preview is shown. */
export function useLit(id: string): { state: "lit" | "dim" | undefined; at: boolean; said: string | undefined } {
  const state = useEditor(({ lit }) => (lit === null ? undefined : lit.steps.has(id) ? "lit" : "dim"));
  const at = useEditor(({ lit }) => lit?.at?.includes(id) ?? false);
  const said = useEditor(({ lit }) => lit?.steps.get(id));
  return { state, at, said };
}

/** How many problems a step has; without any, that something of it is worth a second look. */
export function ProblemDot({ id, count }: { id: string; count: number }) {
  const warnings = useWarningsOf(id).length;
  if (count === 0 && warnings === 0) return null;
  if (count === 0)
    return (
      <span className={styles.dot} data-soft>
        !<span className="visually-hidden">{warnings === 1 ? " 1 warning" : ` ${warnings} warnings`}</span>
      </span>
    );
  return (
    <span className={styles.dot}>
      {count}
      <span className="visually-hidden">{count === 1 ? " problem" : " problems"}</span>
    </span>
  );
}

/** Beside the chosen step: the likeliest way out of its problems. */
export function NodeFix({ problems }: { problems: readonly Problem[] }) {
  return (
    <div className={styles.nodeFix}>
      <Fixes problems={problems} most={1} />
    </div>
  );
}

export function Said({ id }: { id: string }) {
  const { said, at } = useLit(id);
  if (!said) return null;
  return (
    <span className={styles.said} data-at={at || undefined}>
      {said}
    </span>
  );
}

/** The way in: the whole card takes a line while one is being led. */
export const WayIn = () => <Handle type="target" position={Position.Top} className={styles.target ?? ""} />;

/** A step as a card: kind, title in the person's words, what it does in plain words, and a footer when there is something to say. */
export const StepCard = memo(function StepCard({ id, selected, dragging }: NodeProps<FlowNode>) {
  const indexed = useIndexed(id);
  const problems = useProblemsOf(id);
  const counts = useCounts(id);
  const numbers = useEditor((state) => state.numbers?.steps.get(id));
  const { state, at } = useLit(id);
  const names = useNames();
  const change = useDiffOf(id);
  if (!indexed) return null;
  const { step } = indexed.node;
  const { kind } = step;
  const look = lookOf(kind);
  const height = CARD.height + (counts || numbers ? FOOTER : 0);
  // What it is comes before what else is wrong with it.
  const first = problems.find((one) => one.code === "unknownKind") ?? problems[0];
  return (
    <>
      <div
        className={styles.card}
        data-selected={selected || undefined}
        data-bad={problems.length > 0 || undefined}
        data-lit={state}
        data-at={at || undefined}
        data-diff={change?.sort}
        data-dragging={dragging || undefined}
        style={{ height }}
      >
        <EdgeShape intent={look.intent} height={height} />
        <ProblemDot id={id} count={problems.length} />
        <DiffMark id={id} />
        <div className={styles.in}>
          <KindTile kind={kind} size="node" />
          <div className={styles.words}>
            <div className={styles.title}>{titleOf(step)}</div>
            <div className={styles.summary} data-bad={first ? true : undefined}>
              {first ? shortProblem(first, kind) : summaryOf(step, names)}
            </div>
          </div>
        </div>
        {numbers ? <WatchFoot id={id} numbers={numbers} writes={isLetter(kind)} /> : counts && <Foot counts={counts} />}
      </div>
      {selected && problems.length > 0 && <NodeFix problems={problems} />}
      {numbers && <Came id={id} numbers={numbers} />}
      <WayIn />
      <Said id={id} />
      <Outlets id={id} indexed={indexed} looked={Boolean(selected)} />
    </>
  );
});
