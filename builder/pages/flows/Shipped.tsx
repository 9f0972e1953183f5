import { Button } from "@mantine/core";
import {
  IconBolt,
  IconCalendarPlus,
  IconCheck,
  IconChevronRight,
  IconFileText,
  IconForms,
  IconMail,
  IconPlus,
  type TablerIcon,
} from "@tabler/icons-react";
import type { ShippedFlow, UsedSort } from "../../../domain/library/index.ts";
import { plainNames } from "../../editor/words/names.ts";
import { startTitle } from "../../editor/words/start.ts";
import { hereWords, useInstall, usesWords } from "./library.ts";
import styles from "./Shipped.module.css";
import { Thumbnail } from "./Thumbnail.tsx";
import { useStageName } from "./useStageName.ts";

/** One flow that ships: its picture, what it does, what it uses, and the press that makes it the firm's own. */
export function Shipped({ flow, whole = false }: { flow: ShippedFlow; whole?: boolean }) {
  const own = useStageName();
  const stage = (key: string) => (own(key) === key ? (flow.stages[key] ?? key) : own(key));
  const { busy, install } = useInstall(flow);
  const act = flow.installed ? "Open yours" : "Use this";
  return (
    <article className={styles.shipped} data-whole={whole || undefined}>
      <div className={styles.drawing}>
        <Thumbnail definition={flow.definition} />
      </div>
      <div className={styles.words}>
        <h3>{flow.name}</h3>
        <p>{flow.about}</p>
        <p className={styles.start}>
          <IconBolt size={14} stroke={1.8} aria-hidden="true" />
          {startTitle(flow.definition, { ...plainNames, stage })}
        </p>
        {whole ? <Uses uses={flow.uses} /> : <p className={styles.uses}>{usesWords(flow.uses)}</p>}
        <Button size="xs" loading={busy} aria-label={`${act}: ${flow.name}`} onClick={() => void install()}>
          {act}
        </Button>
      </div>
    </article>
  );
}

const icons: Record<UsedSort, TablerIcon> = { form: IconForms, mail: IconMail, document: IconFileText, appointment: IconCalendarPlus };

/** Everything it uses by name, folded away: what the firm has stays as it is, the rest comes along. */
function Uses({ uses }: Pick<ShippedFlow, "uses">) {
  if (uses.length === 0) return <p className={styles.uses}>Uses no forms, emails or documents</p>;
  return (
    <details className={styles.details}>
      <summary>
        <IconChevronRight size={14} stroke={1.8} aria-hidden="true" />
        <span>
          {usesWords(uses)}
          <small>{hereWords(uses)}</small>
        </span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the arrow keys */}
      <ul tabIndex={0} aria-label="What it uses">
        {uses.map(({ sort, key, name, here }) => {
          const Icon = icons[sort];
          return (
            <li key={`${sort} ${key}`}>
              <Icon size={14} stroke={1.7} aria-hidden="true" />
              <span>{name}</span>
              <small data-here={here || undefined}>
                {here ? <IconCheck size={12} stroke={2.2} aria-hidden="true" /> : <IconPlus size={12} stroke={2.2} aria-hidden="true" />}
                {here ? "yours" : "new"}
              </small>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
