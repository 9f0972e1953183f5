import { lazy, type ReactNode, Suspense, useState } from "react";
import { useMay } from "../../api/me.ts";
import styles from "./fields.module.css";
import type { NewSort } from "./makeNew.ts";
import { newWords } from "./newWords.ts";

const MakeNew = lazy(() => import("./MakeNew.tsx"));

interface WithNewProps {
  sort: NewSort;
  readOnly: boolean | undefined;
  onMade: (key: string) => void;
  children: ReactNode;
}

/** A picker with "New" beside its label: what is missing is made here, without leaving the flow. */
export function WithNew({ sort, readOnly, onMade, children }: WithNewProps) {
  const [making, setMaking] = useState(false);
  const words = newWords[sort];
  const may = useMay(words.may);
  if (readOnly || !may) return children;
  return (
    <div className={styles.withNew}>
      {children}
      <button type="button" className={styles.add} aria-label={words.title} aria-haspopup="dialog" onClick={() => setMaking(true)}>
        New
      </button>
      {making && (
        <Suspense fallback={null}>
          <MakeNew sort={sort} onMade={onMade} onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </div>
  );
}
