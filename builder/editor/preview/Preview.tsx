import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { definitionOf } from "../../../engine/graph/index.ts";
import type { JsonObject } from "../../../engine/run/index.ts";
import { type Simulation, simulateClient } from "../../../engine/simulate/index.ts";
import { StateChip } from "../../components/StateChip.tsx";
import { formatWhen, whenParts } from "../../components/when.ts";
import { useFirm, useFirmDays } from "../api/firm.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { useNames } from "../words/names.ts";
import { Agenda } from "./Agenda.tsx";
import { agendaOf } from "./agendaLines.ts";
import styles from "./Preview.module.css";
import { pathOf } from "./path.ts";
import { Sample } from "./Sample.tsx";
import { Scrubber } from "./Scrubber.tsx";
import { type Answers, answersFor, askingSteps, delaysOf, type SampleFacts, sampleFacts, withChanges } from "./sampleFacts.ts";
import { WhatTheyDo } from "./WhatTheyDo.tsx";

/** What one person would receive and when, were the flow started now. The engine's own simulator, in the browser; nothing is sent. */
export default function Preview({ onClose }: { onClose: () => void }) {
  const store = useEditorStore();
  const graph = useDeferredValue(useEditor((state) => state.graph));
  const errors = useEditor((state) => state.problems.filter((problem) => problem.severity === "error").length);
  const definition = useMemo(() => definitionOf(graph), [graph]);
  const firmDays = useFirmDays();
  const { data: firm } = useFirm();
  const names = useNames();
  const [now] = useState(() => new Date());
  const [person, setPerson] = useState<{ name: string; facts: SampleFacts } | null>(null);
  const [changes, setChanges] = useState<Record<string, string>>({});
  const [answers, setAnswers] = useState<Answers>({});
  const [at, setAt] = useState<number | null>(null);

  const asks = useMemo(() => askingSteps(definition), [definition]);
  const shownAnswers = useMemo(() => ({ ...answersFor("everything", asks), ...pick(answers, asks) }), [answers, asks]);
  const facts = useMemo(() => withChanges(person?.facts ?? sampleFacts(definition, now), changes), [person, definition, now, changes]);
  const deferred = useDeferredValue(shownAnswers);
  const played = useMemo(() => {
    const given = { ...firm, zone: firmDays.zone, holidays: firmDays.holidays.map(({ date }) => date) } as unknown as JsonObject & {
      zone: string;
    };
    return play(() =>
      simulateClient(definition, structuredClone(facts), given as Parameters<typeof simulateClient>[2], now.toISOString(), {
        delays: { ...delaysOf(deferred), "*": null },
      }),
    );
  }, [definition, facts, firm, firmDays, now, deferred]);
  const lines = useMemo(
    () => (played ? agendaOf(played.journal, { definition, facts, names, firm: firmDays }) : []),
    [played, definition, facts, names, firmDays],
  );

  const starts = now.getTime();
  const ends = lines.length > 0 ? Math.max(starts + 60_000, Date.parse(lines.at(-1)?.at ?? "")) : starts + 60_000;
  const moment = at === null ? null : Math.min(at, ends);
  useEffect(() => {
    if (!played) return store.getState().light(null);
    const path = pathOf(definition, played.journal);
    const say = (iso: string) => {
      const { day, time } = whenParts(new Date(iso), { zone: firmDays.zone, showZone: false });
      return `${day}, ${time}`;
    };
    const steps = new Map([[START, ""], ...[...path.reached].map(([id, iso]): [string, string] => [id, say(iso)])]);
    const current = moment === null ? [] : latest(path.reached, moment);
    store.getState().light({ steps, edges: path.edges, at: current });
  }, [played, definition, moment, firmDays.zone, store]);
  useEffect(() => () => store.getState().light(null), [store]);

  return (
    <section className={styles.sheet} aria-label="Preview">
      <header className={styles.head}>
        <h2>Preview</h2>
        <StateChip state="plain">Nothing is sent</StateChip>
        {errors > 0 && <StateChip state="attention">{errors === 1 ? "1 problem" : `${errors} problems`}: the way may stop there</StateChip>}
        <span className={styles.grow} />
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Close the preview" onClick={onClose}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      <Scrubber starts={starts} ends={ends} at={moment} lines={lines} zone={firmDays.zone} onChange={setAt} />
      <div className={styles.columns}>
        <Sample
          definition={definition}
          facts={facts}
          name={person?.name ?? null}
          changes={changes}
          now={now}
          onChanges={setChanges}
          onPerson={setPerson}
        />
        <Agenda
          lines={lines}
          zone={firmDays.zone}
          at={moment}
          ended={played?.outcome ?? null}
          facts={facts}
          onChoose={(line) => {
            setAt(Date.parse(line.at));
            if (line.step) store.getState().select([line.step]);
          }}
        />
        <WhatTheyDo definition={definition} asks={asks} answers={shownAnswers} onChange={setAnswers} />
      </div>
      <p className="visually-hidden" aria-live="polite">
        {lines.length} things happen, the last {formatWhen(new Date(ends), { zone: firmDays.zone })}.
      </p>
    </section>
  );
}

/** A drawing half done may be nonsense to the simulator; then there is nothing to show yet. */
function play(run: () => Simulation): Simulation | null {
  try {
    return run();
  } catch {
    return null;
  }
}

function pick(answers: Answers, steps: string[]): Answers {
  return Object.fromEntries(steps.flatMap((id) => (id in answers ? [[id, answers[id] ?? null]] : [])));
}

/** The steps reached last before a moment. */
function latest(reached: Map<string, string>, moment: number): string[] {
  let best = Number.NEGATIVE_INFINITY;
  let steps: string[] = [];
  for (const [id, iso] of reached) {
    const time = Date.parse(iso);
    if (time > moment || time < best) continue;
    steps = time === best ? [...steps, id] : [id];
    best = time;
  }
  return steps.slice(-1);
}
