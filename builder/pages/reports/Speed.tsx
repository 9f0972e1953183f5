import type { LeadReport } from "../../../domain/reports/index.ts";
import { Card } from "../../components/Card.tsx";
import { share, speedWords } from "./numbers.ts";
import styles from "./Reports.module.css";

/** How fast somebody of the firm spoke to leads, and how many of them hired it. */
export function Speed({ bands }: { bands: LeadReport["bands"] }) {
  const most = Math.max(1, ...bands.map((one) => one.leads));
  const words = speedWords(bands);
  return (
    <Card heading="Time to first human contact" action={<span className="muted">leads, and share that hired</span>}>
      <div className={styles.bands}>
        {bands.map((one) => (
          <div key={one.name} className={styles.band}>
            <span>{one.name}</span>
            <span className={styles.track} aria-hidden="true">
              <i
                style={{
                  width: `${(one.leads / most) * 100}%`,
                  background: one.until !== null && one.until <= 15 ? "var(--accent)" : "var(--edge)",
                }}
              />
            </span>
            <b>{one.leads}</b>
            <em>{share(one.hired, one.leads)}</em>
          </div>
        ))}
      </div>
      <p className={styles.note}>
        {words ? (
          <>
            {words.finding} <span>{words.caution}</span>
          </>
        ) : (
          "Nobody has been called yet: log calls on Today, and you see here whether speed decides."
        )}
      </p>
    </Card>
  );
}
