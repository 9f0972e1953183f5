import { Button, Checkbox } from "@mantine/core";
import { IconAlertTriangle, IconArrowRight, IconCircleCheck, IconMinus, IconPlus, type TablerIcon } from "@tabler/icons-react";
import { useState } from "react";
import { formatWhen } from "../../components/when.ts";
import { useFirmDays } from "../api/firm.ts";
import panel from "../panel/Panel.module.css";
import { and } from "../words/lists.ts";
import { bodyOf, useCheckCalls } from "./api.ts";
import styles from "./Checks.module.css";
import type { Difference } from "./compare.ts";
import { type CheckRun, isDifferent } from "./useCheckRuns.ts";

interface CheckResultsProps {
  flowKey: string;
  runs: CheckRun[];
  /** Whether the person said that what differs is meant so. */
  meant: boolean;
  onMeant: (meant: boolean) => void;
}

/** What publishing would change for the previews that were kept: a warning to be read, never a wall. */
export function CheckResults({ flowKey, runs, meant, onMeant }: CheckResultsProps) {
  if (runs.length === 0) return null;
  const differing = runs.filter(isDifferent);
  const passing = runs.filter((run) => !isDifferent(run)).map(({ check }) => check.name);
  return (
    <section aria-label="Checks" className={styles.results}>
      <p className={styles.verdict} data-good={differing.length === 0 || undefined} role="status">
        {differing.length === 0 ? (
          <IconCircleCheck size={17} stroke={1.8} aria-hidden="true" />
        ) : (
          <IconAlertTriangle size={17} stroke={1.8} aria-hidden="true" />
        )}
        <span>
          <b>
            {runs.length - differing.length} of {runs.length} {runs.length === 1 ? "check passes" : "checks pass"}
          </b>
          {passing.length > 0 && ` · ${and(passing)}`}
        </span>
      </p>
      {differing.map((run) => (
        <Differing key={run.check.id} flowKey={flowKey} run={run} />
      ))}
      {differing.length > 0 && (
        <Checkbox
          checked={meant}
          onChange={(event) => onMeant(event.currentTarget.checked)}
          label={differing.length === 1 ? "This is meant: publish all the same" : "All of this is meant: publish all the same"}
        />
      )}
    </section>
  );
}

const mostShown = 8;

function Differing({ flowKey, run: { check, agenda, found } }: { flowKey: string; run: CheckRun }) {
  const { zone } = useFirmDays();
  const { keep } = useCheckCalls(flowKey);
  const [all, setAll] = useState(false);
  return (
    <article className={styles.differing} aria-label={`Check “${check.name}”`}>
      <h3>
        “{check.name}”{" "}
        <span>
          {agenda === null
            ? "cannot be played through"
            : `would come out differently in ${found.length === 1 ? "one line" : `${found.length} lines`}`}
        </span>
      </h3>
      <ul>
        {(all ? found : found.slice(0, mostShown)).map((difference) => (
          <Line
            key={`${difference.sort} ${difference.line.at} ${difference.line.step} ${difference.line.person}`}
            {...difference}
            zone={zone}
          />
        ))}
      </ul>
      <div className={styles.acts}>
        {found.length > mostShown && !all && (
          <button type="button" className={panel.link} onClick={() => setAll(true)}>
            Show all {found.length}
          </button>
        )}
        {agenda && (
          <Button size="xs" loading={keep.isPending} onClick={() => keep.mutate({ ...bodyOf(check), agenda })}>
            Keep it as it would be now
          </Button>
        )}
      </div>
    </article>
  );
}

const looks: Record<Difference["sort"], { icon: TablerIcon; word: string }> = {
  new: { icon: IconPlus, word: "New" },
  gone: { icon: IconMinus, word: "No longer" },
  moved: { icon: IconArrowRight, word: "At another time" },
};

function Line({ sort, line, was, zone }: Difference & { zone: string }) {
  const { icon: Icon, word } = looks[sort];
  const when = (at: string) => formatWhen(new Date(at), { zone });
  return (
    <li data-sort={sort}>
      <Icon size={14} stroke={2.2} aria-hidden="true" />
      <span>
        <span className="visually-hidden">{word}: </span>
        <b>{line.what}</b> {line.more}
      </span>
      <span className={styles.when}>
        {was && <s>{when(was)}</s>} {when(line.at)}
      </span>
    </li>
  );
}
