import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useMay } from "../../api/me.ts";
import { keysOf, useRecords } from "../api/records.ts";
import styles from "./fields.module.css";
import type { NewSort } from "./makeNew.ts";
import { newWords } from "./newWords.ts";

const MakeNew = lazy(() => import("./MakeNew.tsx"));

interface WithNewProps {
  sort: NewSort;
  readOnly: boolean | undefined;
  onMade: (key: string) => void;
  /** Of a field: what it may hold, where not everything will do. */
  types?: readonly string[] | undefined;
  /** Beside the picker, where the place says what it is and the picker has no label to stand beside. */
  beside?: boolean;
  children: ReactNode;
}

/** A picker with "New" beside its label: what is missing is made here, without leaving the flow. */
export function WithNew({ sort, readOnly, onMade, types, beside = false, children }: WithNewProps) {
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const records = useRecords();
  useEffect(() => {
    // Chosen once the lists have it, so that whoever is told knows what it is.
    if (made === null || !keysOf(records, sort).includes(made)) return;
    setMade(null);
    onMade(made);
  }, [made, records, sort, onMade]);
  const words = newWords[sort];
  const may = useMay(words.may);
  if (readOnly || !may) return children;
  return (
    <div className={styles.withNew} data-beside={beside || undefined}>
      {children}
      <button type="button" className={styles.add} aria-label={words.title} aria-haspopup="dialog" onClick={() => setMaking(true)}>
        New
      </button>
      {making && (
        <Suspense fallback={null}>
          <MakeNew sort={sort} types={types} onMade={setMade} onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </div>
  );
}
