import type { ReactNode } from "react";
import styles from "./DataList.module.css";

/** What can be done with the rows selected in a `DataList`. */
export function BulkBar({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  return (
    <div className={styles.bulk} role="toolbar" aria-label="With the selected rows">
      <b className="num" aria-live="polite">
        {count.toLocaleString("en-US")} selected
      </b>
      {children}
      <button type="button" className={styles.clear} onClick={onClear}>
        Clear
      </button>
    </div>
  );
}
