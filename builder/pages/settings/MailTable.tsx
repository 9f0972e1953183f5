import type { Became } from "../../../domain/messages/index.ts";
import type { MailReport } from "./MailFigures.tsx";
import { rate, sinceTheFirst, weekWords } from "./mailAdvice.ts";
import styles from "./Settings.module.css";

export const views = [
  { value: "weeks", label: "By week" },
  { value: "flows", label: "By flow" },
  { value: "templates", label: "By message" },
  { value: "domains", label: "By where it went" },
] as const;
export type View = (typeof views)[number]["value"];

const first: Record<View, string> = { weeks: "Week of", flows: "Flow", templates: "Message", domains: "Receiving domain" };

/** The numbers behind the drawing, the newest week or the most sent first. */
export function MailTable({ report, view }: { report: MailReport; view: View }) {
  const weeks = () => sinceTheFirst(report.weeks).map((one) => ({ ...one, key: one.week, name: weekWords(one.week) }));
  const rows = view === "weeks" ? weeks().toReversed() : report[view];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a stretch that scrolls sideways is to be reached by the keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label="Figures of email">
      <table className={styles.figures}>
        <thead>
          <tr>
            <th>{first[view]}</th>
            <th>Sent</th>
            <th>Delivered</th>
            <th>Came back</th>
            <th>Spam</th>
            <th>Clicked</th>
            <th>Answered</th>
          </tr>
        </thead>
        <tbody>
          <Line name="All" became={report.total} />
          {rows.map((row) => (
            <Line key={row.key} name={row.name} became={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ name, became }: { name: string; became: Became }) {
  const { sent, delivered, bounced, complained, clicked, replied } = became;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{sent ? sent.toLocaleString("en-US") : "–"}</td>
      {[delivered, bounced, complained, clicked, replied].map((count, column) => (
        <td key={column}>{rate(count, sent)}</td>
      ))}
    </tr>
  );
}
