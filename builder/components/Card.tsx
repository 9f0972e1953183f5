import { type ReactNode, useId } from "react";
import styles from "./Card.module.css";

export interface CardProps {
  heading?: ReactNode;
  /** A text where not all are counted: "500+". */
  count?: number | string;
  /** A link or small button at the heading's right. */
  action?: ReactNode;
  /** Room around the content; leave off for lines and lists that reach the edge. */
  padded?: boolean;
  className?: string;
  children?: ReactNode;
}

/** A white card with one hairline border; with a heading it is a named region. */
export function Card({ heading, count, action, padded = false, className, children }: CardProps) {
  const id = useId();
  return (
    <section className={className ? `${styles.card} ${className}` : styles.card} aria-labelledby={heading ? id : undefined}>
      {heading && (
        <header className={styles.head}>
          <h2 id={id}>{heading}</h2>
          {count !== undefined && <span className={styles.count}>{typeof count === "number" ? count.toLocaleString("en-US") : count}</span>}
          {action && <div className={styles.action}>{action}</div>}
        </header>
      )}
      {padded ? <div className={styles.body}>{children}</div> : children}
    </section>
  );
}
