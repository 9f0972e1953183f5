import type { FlowLine } from "../../editor/api/flows.ts";
import styles from "./Flows.module.css";

/** Of the runs of twelve weeks that are over, the share that reached the flow's goal, and what that goal is. */
export function GoalRate({ flow }: { flow: FlowLine }) {
  const { goal = 0, over = 0 } = flow.trend ?? {};
  const share = over > 0 ? Math.round((100 * Math.min(goal, over)) / over) : null;
  if (!flow.goal) return <span className={styles.quiet}>No goal</span>;
  return (
    <span className={styles.goal} title={share === null ? "" : `${goal} of ${over} in the last 12 weeks`}>
      {share === null ? (
        <span>{flow.liveVersion ? "Nobody yet" : "Not yet live"}</span>
      ) : (
        <span className="num">
          {share}%
          <i aria-hidden="true">
            <i style={{ width: `${share}%` }} />
          </i>
        </span>
      )}
      <small>{flow.goal}</small>
    </span>
  );
}

const width = 88;
const height = 26;

/** How many began in each of the last weeks, as a line; said in words to who does not see it. */
export function Weeks({ begun }: { begun: number[] }) {
  const most = Math.max(...begun, 1);
  const points = begun.map(
    (runs, at) => [(at / Math.max(1, begun.length - 1)) * width, height - 3 - (runs / most) * (height - 6)] as const,
  );
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  const total = begun.reduce((sum, runs) => sum + runs, 0);
  return (
    <svg
      className={styles.weeks}
      width={width}
      height={height}
      role="img"
      aria-label={`${total} started in 12 weeks, ${begun.at(-1) ?? 0} in the last`}
    >
      {total > 0 && <polygon points={`0,${height} ${line} ${width},${height}`} />}
      <polyline points={line} />
    </svg>
  );
}
