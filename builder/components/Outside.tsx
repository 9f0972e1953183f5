import { type ReactNode, useEffect } from "react";
import { Mark } from "../frame/Mark.tsx";
import styles from "./Outside.module.css";

/** A page before anyone is signed in: one card in the middle. `wide` for more than a few fields. */
export function Outside({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Firmflow`;
  }, [title]);
  return (
    <main className={styles.page}>
      <div className={styles.card} data-wide={wide || undefined}>
        <p className={styles.brand}>
          <Mark size={26} /> Firmflow
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
