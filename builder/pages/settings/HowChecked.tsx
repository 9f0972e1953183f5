import { StateChip } from "../../components/StateChip.tsx";
import styles from "./Settings.module.css";

interface Rule {
  source: string;
  checked: "rule" | "law" | "account" | "unconfirmed";
  read?: string;
  doubt?: string;
}

/** Which rule something is kept by, and how sure that is; where nobody could read it, whom to ask. Never advice. */
export function HowChecked({ rule: { source, checked, read, doubt }, whom }: { rule: Rule; whom: string }) {
  return (
    <div className={styles.checked}>
      {checked === "unconfirmed" ? (
        <StateChip state="attention">Not confirmed: ask {whom}</StateChip>
      ) : (
        <StateChip state="info">{checked === "account" ? "By somebody's account of the rule" : "By the rule's own words"}</StateChip>
      )}
      {doubt && <p>{doubt}</p>}
      <small>
        {source}.{read && ` Checked: ${read}.`} This is no legal advice.
      </small>
    </div>
  );
}
