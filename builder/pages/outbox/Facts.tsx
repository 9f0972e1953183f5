import { useState } from "react";
import { When } from "../../components/When.tsx";
import { useRecords } from "../../editor/api/records.ts";
import styles from "./Outbox.module.css";
import { factWords } from "./words.ts";

interface Fact {
  path: string;
  value: unknown;
}

/** Which facts filled a message. */
export function Facts({ facts }: { facts: Fact[] }) {
  const [opened, setOpened] = useState(false);
  if (facts.length === 0) return null;
  return (
    <details className={styles.facts} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>
        {facts.length === 1 ? "The fact in it, as it was read for it" : `The ${facts.length} facts in it, as they were read for it`}
      </summary>
      {opened && <Named facts={facts} />}
    </details>
  );
}

/** By the names the office knows them by. */
function Named({ facts }: { facts: Fact[] }) {
  const { fields } = useRecords();
  const nameOf = (path: string) => {
    const field = fields.find((one) => one.path === path);
    return field ? `${field.label}, ${field.group}` : path;
  };
  return (
    <dl>
      {facts.map(({ path, value }) => {
        const said = factWords(value);
        return (
          <div key={path}>
            <dt>{nameOf(path)}</dt>
            <dd>{said === null ? <span className="muted">empty</span> : "at" in said ? <When at={said.at} /> : said.words}</dd>
          </div>
        );
      })}
    </dl>
  );
}
