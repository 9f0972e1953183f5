import type { ReactNode } from "react";
import { Link } from "react-router";
import type { FlowReport } from "../../../domain/reports/index.ts";
import { Card } from "../../components/Card.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { share } from "./numbers.ts";
import styles from "./Reports.module.css";

/** Of those who entered each flow within the stretch: what became of them. */
export function FlowTable({ flows, action }: { flows: FlowReport["flows"]; action: ReactNode }) {
  if (!flows.length) return null;
  return (
    <Card heading="By flow" action={action}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a stretch that scrolls sideways is to be reached by the keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label="How flows do">
        <table className={styles.table}>
          <thead>
            <tr>
              <th>Flow</th>
              <th className={styles.n}>Entered</th>
              <th className={styles.n}>Going on</th>
              <th className={styles.n}>Finished</th>
              <th className={styles.n}>Reached the goal</th>
              <th className={styles.n}>Goal of entered</th>
              <th className={styles.n}>Left</th>
              <th className={styles.n}>Need attention</th>
            </tr>
          </thead>
          <tbody>
            {flows.map((flow) => (
              <tr key={flow.key}>
                <th scope="row">
                  <Link to={`/flows/${flow.key}`}>{flow.name}</Link>
                </th>
                <td className={styles.n}>{flow.entered}</td>
                <td className={styles.n}>{flow.running}</td>
                <td className={styles.n}>{flow.finished}</td>
                <td className={styles.n}>{flow.goal}</td>
                <td className={styles.n}>{share(flow.goal, flow.entered)}</td>
                <td className={styles.n}>{flow.left}</td>
                <td className={styles.n}>
                  {flow.attention ? <StateChip state="attention">{flow.attention}</StateChip> : <span className="muted">0</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
