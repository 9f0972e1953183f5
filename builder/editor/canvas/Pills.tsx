import { IconClock } from "@tabler/icons-react";
import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { KindTile } from "../../components/Tile.tsx";
import { kinds } from "../../theme/kinds.tsx";
import { useCounts } from "../api/counts.ts";
import { useProblemsOf } from "../problems/useProblems.ts";
import { shortProblem } from "../problems/words.ts";
import { useEditor, useIndexed } from "../store/context.tsx";
import { useNames } from "../words/names.ts";
import { summaryOf, titleOf } from "../words/step.ts";
import styles from "./Canvas.module.css";
import { DiffMark, useDiffOf } from "./DiffMark.tsx";
import { Came, PillCounts } from "./Foot.tsx";
import type { FlowNode } from "./flowNodes.ts";
import { Outlets } from "./Outlets.tsx";
import { NodeFix, ProblemDot, Said, useLit, WayIn } from "./StepCard.tsx";

/** A wait: a small pill on the line. */
export const WaitPill = memo(function WaitPill({ id, selected }: NodeProps<FlowNode>) {
  const indexed = useIndexed(id);
  const problems = useProblemsOf(id);
  const counts = useCounts(id);
  const numbers = useEditor((state) => state.numbers?.steps.get(id));
  const { state, at } = useLit(id);
  const names = useNames();
  const change = useDiffOf(id);
  if (!indexed) return null;
  const { step } = indexed.node;
  const summary = summaryOf(step, names);
  const words = step.name ? `${titleOf(step)} · ${summary}` : summary;
  return (
    <div className={styles.pillBox}>
      <div
        className={styles.pill}
        data-selected={selected || undefined}
        data-bad={problems.length > 0 || undefined}
        data-lit={state}
        data-at={at || undefined}
        data-diff={change?.sort}
        title={words}
      >
        <KindTile kind="wait" size="s" round />
        <span className={styles.pillWords} data-bad={problems.length > 0 || undefined}>
          {problems[0] ? shortProblem(problems[0], "wait") : words}
        </span>
        <ProblemDot id={id} count={problems.length} />
        <DiffMark id={id} />
        {numbers ? (
          <PillCounts id={id} numbers={numbers} />
        ) : (
          counts &&
          counts.waiting > 0 && (
            <span className={styles.pillCount}>
              <IconClock size={12} stroke={2.2} aria-hidden="true" />
              {counts.waiting.toLocaleString("en-US")} waiting
            </span>
          )
        )}
      </div>
      {selected && problems.length > 0 && <NodeFix problems={problems} />}
      {numbers && <Came id={id} numbers={numbers} />}
      <WayIn />
      <Said id={id} />
      <Outlets id={id} indexed={indexed} looked={Boolean(selected)} />
    </div>
  );
});

/** Outcomes that mean it went as it should are dark, the others soft. */
const GOOD = new Set(["completed", "done", "won", "hired", "booked", "paid", "signed", "closed"]);

/** An end: round. */
export const EndPill = memo(function EndPill({ id, selected }: NodeProps<FlowNode>) {
  const indexed = useIndexed(id);
  const problems = useProblemsOf(id);
  const numbers = useEditor((state) => state.numbers?.steps.get(id));
  const { state, at } = useLit(id);
  const change = useDiffOf(id);
  if (!indexed) return null;
  const { step } = indexed.node;
  const outcome = typeof step["outcome"] === "string" ? step["outcome"] : "";
  const words = step.name ? titleOf(step) : outcome ? outcome.charAt(0).toUpperCase() + outcome.slice(1) : "…";
  const Icon = kinds.end.icon;
  return (
    <div className={styles.pillBox}>
      <div
        className={styles.end}
        data-soft={!GOOD.has(outcome) || undefined}
        data-selected={selected || undefined}
        data-bad={problems.length > 0 || undefined}
        data-lit={state}
        data-at={at || undefined}
        data-diff={change?.sort}
      >
        <Icon size={15} stroke={2} aria-hidden="true" />
        <span className={styles.pillWords}>End · {words}</span>
        <ProblemDot id={id} count={problems.length} />
        <DiffMark id={id} />
      </div>
      {selected && problems.length > 0 && <NodeFix problems={problems} />}
      {numbers && <Came id={id} numbers={numbers} />}
      <WayIn />
      <Said id={id} />
    </div>
  );
});
