import { renderText } from "../../../engine/conditions/index.ts";
import type { Facts } from "../../../engine/run/index.ts";
import styles from "./Preview.module.css";

/** A text as it would read on the sample person's phone. Fields that are empty show their names. */
export function TextBubble({ text, facts, zone }: { text: string; facts: Partial<Facts>; zone: string }) {
  const { text: said, error } = renderText(text, facts as Facts, { zone });
  return <p className={styles.text}>{error ?? (said.trim() || text)}</p>;
}
