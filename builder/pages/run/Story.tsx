import { Button } from "@mantine/core";
import { IconAlertTriangle, IconRoute } from "@tabler/icons-react";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Step } from "../../../engine/definition/types.ts";
import type { JournalEntry } from "../../../engine/run/index.ts";
import { useFirmZone } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { KindTile, Tile } from "../../components/Tile.tsx";
import { dayHeading, formatWhen, whenParts } from "../../components/when.ts";
import { factWords } from "../../editor/conditions/words.ts";
import type { OpenRun } from "../../editor/run/types.ts";
import { useNames } from "../../editor/words/names.ts";
import { summaryOf, titleOf } from "../../editor/words/step.ts";
import { journalWords, type Told } from "../../words/journal.ts";
import { among, letterLine } from "./letters.ts";
import { messageTold } from "./messages.ts";
import styles from "./Run.module.css";

const MessageDialog = lazy(async () => ({ default: (await import("../outbox/MessageDialog.tsx")).MessageDialog }));

interface Line extends Told {
  key: string;
  at: string;
  kind: Step["kind"] | null;
  /** The message it tells of. */
  message?: string | undefined;
}

const shownFirst = 80;

/** All that happened, newest first, by day. */
export function Story({ run, person }: { run: OpenRun; person: (contactId: string) => string | undefined }) {
  const zone = useFirmZone();
  const names = useNames();
  const [all, setAll] = useState(false);
  const [read, setRead] = useState<string | null>(null);
  const lines = useMemo(() => {
    const { steps } = run.definition;
    const telling = {
      steps,
      titleOf,
      person,
      summaryOf: (step: Step) => summaryOf({ ...step }, names),
      factWords: (path: string, value: unknown) => factWords(path, value, names),
    };
    const kindAt = (step: string | undefined) => (step !== undefined && Object.hasOwn(steps, step) ? (steps[step]?.kind ?? null) : null);
    const lineOf = (entry: JournalEntry): Line => ({
      ...{ key: String(entry.seq), at: entry.at, kind: kindAt(entry.step), message: messageTold(entry, run.messages) },
      ...journalWords(entry, telling),
    });
    const letters = run.letters.map((letter): Line => ({ kind: kindAt(letter.step), ...letterLine(letter) }));
    return among(run.journal.map(lineOf).reverse(), letters);
  }, [run.definition, run.journal, run.letters, run.messages, person, names]);
  const shown = all ? lines : lines.slice(0, shownFirst);
  return (
    <Card heading="What happened" count={lines.length}>
      {read && (
        <Suspense fallback={null}>
          <MessageDialog messageId={read} onClose={() => setRead(null)} />
        </Suspense>
      )}
      <div className={styles.story}>
        {byDay(shown, zone).map(([heading, day]) => (
          <section key={heading} aria-label={heading}>
            <h3>{heading}</h3>
            <ol>
              {day.map((line) => (
                <OneLine key={line.key} line={line} zone={zone} onRead={setRead} />
              ))}
            </ol>
          </section>
        ))}
        {shown.length < lines.length && (
          <Button size="xs" onClick={() => setAll(true)}>
            Show all {lines.length.toLocaleString("en-US")}
          </Button>
        )}
      </div>
    </Card>
  );
}

function OneLine({ line, zone, onRead }: { line: Line; zone: string; onRead: (messageId: string) => void }) {
  const at = new Date(line.at);
  const until = line.until ? `until ${formatWhen(new Date(line.until), { zone, now: new Date() })}` : "";
  // What went well needs no colour; what did not, or waits, is looked for.
  const chip = line.state === "attention" || line.state === "held" ? line.state : null;
  const tile =
    line.state === "attention" ? (
      <Tile icon={IconAlertTriangle} tone="attention" size="s" />
    ) : line.kind ? (
      <KindTile kind={line.kind} size="s" />
    ) : (
      <Tile icon={IconRoute} size="s" />
    );
  return (
    <li>
      {tile}
      <div>
        <p>
          <b>{line.what}</b> {[line.more, until].filter(Boolean).join(" ")}
        </p>
        {line.detail && <p className={styles.why}>{line.detail}</p>}
        {chip && <StateChip state={chip}>{line.stateWords}</StateChip>}
        {line.message && <ReadIt line={line} onRead={onRead} />}
      </div>
      <time dateTime={line.at} title={formatWhen(at, { zone })}>
        {whenParts(at, { zone }).time}
      </time>
    </li>
  );
}

/** The message as it was sent, or as it is to be posted. */
function ReadIt({ line: { message = "", what, more }, onRead }: { line: Line; onRead: (messageId: string) => void }) {
  return (
    <button
      type="button"
      className={styles.read}
      aria-label={["Read it:", what, more].filter(Boolean).join(" ")}
      onClick={() => onRead(message)}
    >
      Read it
    </button>
  );
}

function byDay(lines: Line[], zone: string): [string, Line[]][] {
  const days = new Map<string, Line[]>();
  const now = new Date();
  for (const line of lines) {
    const heading = dayHeading(new Date(line.at), zone, now);
    days.set(heading, [...(days.get(heading) ?? []), line]);
  }
  return [...days];
}
