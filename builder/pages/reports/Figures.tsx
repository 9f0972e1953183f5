import type { LeadReport } from "../../../domain/reports/index.ts";
import { Card } from "../../components/Card.tsx";
import { changeWords, dollars, minutesWords, share } from "./numbers.ts";
import styles from "./Reports.module.css";

/** The five figures of the stretch, each beside the stretch before. */
export function Figures({ report: { total, before } }: { report: LeadReport }) {
  const faster = total.medianMinutes === null || before.medianMinutes === null ? "" : speed(total.medianMinutes, before.medianMinutes);
  return (
    <Card>
      <dl className={styles.figures}>
        <Figure
          name="Leads"
          value={String(total.leads)}
          more={changeWords(total.leads, before.leads, { more: "more than before", less: "fewer than before" })}
        />
        <Figure
          name="First human contact, median"
          value={minutesWords(total.medianMinutes)}
          more={faster || `${total.reached} of ${total.leads} reached`}
        />
        <Figure name="Booked" value={String(total.booked)} more={`${share(total.booked, total.leads)} of leads`} />
        <Figure name="Hired" value={String(total.hired)} more={`${share(total.hired, total.leads)} of leads`} />
        <Figure
          name="Fees agreed"
          value={dollars(total.fees)}
          more={changeWords(total.fees, before.fees, { more: "more than before", less: "less than before" }, dollars)}
        />
      </dl>
    </Card>
  );
}

function speed(now: number, before: number): string {
  if (now === before) return "As fast as before";
  return now < before ? `${minutesWords(before - now)} faster` : `${minutesWords(now - before)} slower`;
}

function Figure({ name, value, more }: { name: string; value: string; more: string }) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        <small>{more}</small>
      </dd>
    </div>
  );
}
