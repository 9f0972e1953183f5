import { IconClock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { LeadRow } from "../../../domain/reports/index.ts";
import { Card } from "../../components/Card.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { dollars, enough, share } from "./numbers.ts";
import styles from "./Reports.module.css";

interface LeadTableProps {
  first: string;
  rows: LeadRow[];
  total?: LeadRow;
  /** What the last column tells. */
  last: "daysToHire" | "untouched";
  nameOf: (row: LeadRow) => ReactNode;
  action: ReactNode;
}

/** Leads by source or by member of staff. Rows of few leads say so. */
export function LeadTable({ first, rows, total, last, nameOf, action }: LeadTableProps) {
  const slowest = Math.max(1, ...rows.map((row) => row.medianMinutes ?? 0));
  const few = rows.some((row) => row.leads < enough);
  return (
    <Card heading={`By ${first.toLowerCase()}`} action={action}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a stretch that scrolls sideways is to be reached by the keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={`Leads by ${first.toLowerCase()}`}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{first}</th>
              <th className={styles.n}>Leads</th>
              <th>Minutes to first contact, median</th>
              <th className={styles.n}>Booked</th>
              <th className={styles.n}>Hired</th>
              <th>Hired of leads</th>
              <th className={styles.n}>Fees</th>
              <th className={styles.n}>{last === "daysToHire" ? "Days to hire" : "Untouched now"}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <span className={styles.who}>{nameOf(row)}</span>
                </th>
                <Cells row={row} slowest={slowest} last={last} />
              </tr>
            ))}
          </tbody>
          {total && rows.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">All</th>
                <Cells row={total} slowest={0} last={last} />
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      {few && (
        <p className={styles.note}>
          <span>Rows with fewer than {enough} leads are too few to compare by their shares.</span>
        </p>
      )}
    </Card>
  );
}

function Cells({ row, slowest, last }: { row: LeadRow; slowest: number; last: LeadTableProps["last"] }) {
  const bar = (width: number, colour: string) =>
    slowest > 0 && (
      <i aria-hidden="true">
        <b style={{ width: `${width}%`, background: `var(--${colour})` }} />
      </i>
    );
  return (
    <>
      <td className={styles.n}>{row.leads}</td>
      <td>
        <span className={styles.small}>
          <span className="num">{row.medianMinutes ?? "–"}</span>
          {bar(((row.medianMinutes ?? 0) / Math.max(1, slowest)) * 100, "edge")}
        </span>
      </td>
      <td className={styles.n}>{row.booked}</td>
      <td className={styles.n}>{row.hired}</td>
      <td>
        <span className={styles.small}>
          <span className="num">{share(row.hired, row.leads)}</span>
          {bar(row.leads ? (row.hired / row.leads) * 100 : 0, "accent")}
        </span>
      </td>
      <td className={styles.n}>{dollars(row.fees)}</td>
      <td className={styles.n}>
        {last === "daysToHire" ? (
          (row.daysToHire ?? "–")
        ) : row.untouched ? (
          <StateChip state="waiting" icon={IconClock}>
            {row.untouched}
          </StateChip>
        ) : (
          <span className="muted">0</span>
        )}
      </td>
    </>
  );
}
