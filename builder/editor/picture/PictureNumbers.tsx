import type { StepNumbers } from "../../../domain/watching/index.ts";
import { CARD, type GraphNode, sizeOf } from "../../../engine/graph/index.ts";
import { FOOTER } from "../canvas/flowNodes.ts";
import type { Point } from "../canvas/route.ts";
import { countWords, isLetter, many, tookWords, type WayNumber, wayWords } from "../watch/numbers.ts";
import { fitted, widthOf } from "./fitted.ts";

/** Room left of the drawing for how many came. */
export const CAME = 48;

/** Pills have their numbers beside them. */
export const footerOf = (kind: GraphNode["step"]["kind"], numbers: StepNumbers | undefined): number =>
  numbers && kind !== "wait" && kind !== "end" ? FOOTER : 0;

interface NumbersOfStepProps {
  node: GraphNode;
  numbers: StepNumbers | undefined;
  /** Of a pill: where it ends. */
  right: number;
}

/** Left of a step how many came and how long it takes half of them; in or beside it what became of them. */
export function NumbersOfStep({ node: { position, step }, numbers, right }: NumbersOfStepProps) {
  if (!numbers) return null;
  const { height } = sizeOf(step.kind);
  const took = tookWords(numbers.medianMs);
  const words = countWords(numbers, isLetter(step.kind));
  const inFooter = footerOf(step.kind, numbers) > 0;
  return (
    <g fontSize="11.5" fill="var(--muted)">
      <text x={position.x - 10} y={position.y + height / 2 + (took ? -2 : 4)} textAnchor="end" fontWeight="600" fill="var(--ink)">
        {many(numbers.counts.entered ?? 0)} came
      </text>
      {took && (
        <text x={position.x - 10} y={position.y + height / 2 + 13} textAnchor="end">
          {took}
        </text>
      )}
      {inFooter ? (
        <>
          <path d={`M${position.x + 8} ${position.y + CARD.height}H${position.x + CARD.width - 8}`} stroke="var(--line)" />
          <text x={position.x + 16} y={position.y + CARD.height + 17} fontWeight="500">
            {fitted(words, "500 11.5px", CARD.width - 28)}
          </text>
        </>
      ) : (
        step.kind === "wait" && (
          <text x={right + 8} y={position.y + height / 2 + 4} fontWeight="500">
            {words}
          </text>
        )
      )}
    </g>
  );
}

/** Beside a line where it begins: how many went this way. */
export function NumbersOfWay({ way, at }: { way: WayNumber; at: Point }) {
  const words = wayWords(way);
  return (
    <g transform={`translate(${at.x + 7} ${at.y})`}>
      <rect x="-3" y="3" width={widthOf(words, "500 11px") + 6} height="14" fill="var(--card)" />
      <text y="14" fontSize="11" fontWeight="500" fill="var(--muted)">
        {words}
      </text>
    </g>
  );
}
