import { ActionIcon, SegmentedControl } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { definitionOf } from "../../../engine/graph/index.ts";
import { type DateMove, waitsForBooking } from "../../../engine/simulate/index.ts";
import { StateChip } from "../../components/StateChip.tsx";
import { formatWhen, whenParts } from "../../components/when.ts";
import { useFirm, useFirmDays } from "../api/firm.ts";
import { anonymous } from "../checks/anonymous.ts";
import type { Check } from "../checks/api.ts";
import { agendaFor } from "../checks/compare.ts";
import { KeepCheck } from "../checks/KeepCheck.tsx";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { useNames } from "../words/names.ts";
import { Agenda } from "./Agenda.tsx";
import { AgendaCalendar } from "./AgendaCalendar.tsx";
import { type AgendaLine, agendaOf } from "./agendaLines.ts";
import styles from "./Preview.module.css";
import { pathOf } from "./path.ts";
import { allAnswers, type Booked, firmFactsOf, playSample, usualStaff } from "./play.ts";
import { type Person, Sample } from "./Sample.tsx";
import { Scrubber } from "./Scrubber.tsx";
import { type Answers, askingSteps, type SampleFacts, sampleFacts, withChanges } from "./sampleFacts.ts";
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
  const flowKey = useEditor((state) => state.graph.settings.key);
  const readOnly = useEditor((state) => state.readOnly);
  const [starts, setStarts] = useState(() => new Date());
  const [person, setPerson] = useState<Person | null>(null);
  const [changes, setChanges] = useState<Record<string, string>>({});
  const [answers, setAnswers] = useState<Answers>({});
  const [booked, setBooked] = useState<Booked>({});
  const [happens, setHappens] = useState<Readonly<Record<string, number>>>({});
  const [staff, setStaff] = useState<number | null>(usualStaff);
  const [moves, setMoves] = useState<readonly DateMove[]>([]);
  const [at, setAt] = useState<number | null>(null);
  const [view, setView] = useState<View>("agenda");

  const asks = useMemo(() => askingSteps(definition), [definition]);
  const shownAnswers = useMemo(() => allAnswers(definition, answers), [definition, answers]);
  const facts = useMemo(
    () => withChanges(person?.facts ?? sampleFacts(definition, starts, firmDays.zone), changes),
    [person, definition, starts, firmDays.zone, changes],
  );
  const sample = useDeferredValue(
    useMemo(
      () => ({ facts, starts, answers: shownAnswers, booked, happens, staff, moves }),
      [facts, starts, shownAnswers, booked, happens, staff, moves],
    ),
  );
  const played = useMemo(() => playSample(definition, sample, firmFactsOf(firm, firmDays)), [definition, sample, firm, firmDays]);
  const lines = useMemo(
    () => (played ? agendaOf(played.journal, { definition, facts, names, firm: firmDays, moves: sample.moves }) : []),
    [played, definition, facts, names, firmDays, sample.moves],
  );

  const inFirm = useMemo(() => ({ ...facts, firm: firmFactsOf(firm, firmDays) }), [facts, firm, firmDays]);
  const begins = starts.getTime();
  const ends = lines.length > 0 ? Math.max(begins + 60_000, Date.parse(lines.at(-1)?.at ?? "")) : begins + 60_000;
  const moment = at === null ? null : Math.min(at, ends);
  useEffect(() => {
    if (!played) return store.getState().light(null);
    const path = pathOf(definition, played.journal);
    const say = (iso: string) => {
      const { day, time } = whenParts(new Date(iso), { zone: firmDays.zone, showZone: false });
      return `${day}, ${time}`;
    };
    // Of a wait it is more telling when it ends.
    const told = (id: string, iso: string) => {
      const until = definition.steps[id]?.kind === "wait" ? path.until.get(id) : undefined;
      return until ? `until ${say(until)}` : say(iso);
    };
    const steps = new Map([[START, ""], ...[...path.reached].map(([id, iso]): [string, string] => [id, told(id, iso)])]);
    const current = moment === null ? [] : latest(path.reached, moment);
    store.getState().light({ steps, edges: path.edges, at: current });
  }, [played, definition, moment, firmDays.zone, store]);
  useEffect(() => () => store.getState().light(null), [store]);

  const choose = (line: AgendaLine) => {
    setAt(Date.parse(line.at));
    if (line.step) store.getState().select([line.step]);
  };
  /** As it is kept: with nobody real in it. */
  const kept = () => {
    const tried = {
      starts: starts.toISOString(),
      facts: (person?.somebody ? anonymous(facts, definition) : facts) as unknown as Check["facts"],
      answers: shownAnswers,
      booked: Object.fromEntries(Object.entries(booked).filter(([id]) => asks.includes(id))),
      ...(Object.keys(happens).length > 0 ? { happens } : {}),
      ...(staff === usualStaff ? {} : { staff }),
      ...(moves.length > 0 ? { moves: [...moves] } : {}),
    };
    const agenda = agendaFor(definition, tried, { names, days: firmDays, firm: firmFactsOf(firm, firmDays) });
    return agenda && { ...tried, agenda };
  };
  const show = (check: Check) => {
    setPerson({ name: check.name, facts: check.facts as unknown as SampleFacts });
    setChanges({});
    setStarts(new Date(check.starts));
    setAnswers(check.answers);
    setBooked(check.booked);
    setHappens(check.happens ?? {});
    setStaff(check.staff === undefined ? usualStaff : check.staff);
    setMoves(check.moves ?? []);
    setAt(null);
  };

  return (
    <section className={styles.sheet} aria-label="Preview">
      <header className={styles.head}>
        <h2>Preview</h2>
        <StateChip state="plain">Nothing is sent</StateChip>
        {errors > 0 && <StateChip state="attention">{errors === 1 ? "1 problem" : `${errors} problems`}: the way may stop there</StateChip>}
        <span className={styles.grow} />
        <SegmentedControl
          size="xs"
          aria-label="How it is shown"
          value={view}
          onChange={(next) => setView(next as View)}
          data={[
            { value: "agenda", label: "Agenda" },
            { value: "calendar", label: "Calendar" },
          ]}
        />
        <KeepCheck flowKey={flowKey} readOnly={readOnly} body={kept} onOpen={show} />
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Close the preview" onClick={onClose}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      <Scrubber starts={begins} ends={ends} at={moment} lines={lines} zone={firmDays.zone} onChange={setAt} />
      <div className={styles.columns}>
        <Sample
          definition={definition}
          facts={facts}
          name={person?.name ?? null}
          changes={changes}
          starts={starts}
          onStarts={setStarts}
          onChanges={setChanges}
          onPerson={setPerson}
          moves={moves}
          onMoves={setMoves}
        />
        {view === "agenda" ? (
          <Agenda
            lines={lines}
            zone={firmDays.zone}
            at={moment}
            ended={played?.outcome ?? null}
            facts={facts}
            somebody={person?.somebody ?? null}
            onChoose={choose}
          />
        ) : (
          <AgendaCalendar lines={lines} zone={firmDays.zone} at={moment} onChoose={choose} />
        )}
        <WhatTheyDo
          definition={definition}
          asks={asks.filter((id) => !waitsForBooking(definition, id, inFirm, starts.toISOString()))}
          answers={shownAnswers}
          booked={booked}
          happens={happens}
          staff={staff}
          facts={facts}
          onChange={(next) => setAnswers({ ...shownAnswers, ...next })}
          onPreset={setAnswers}
          onBooked={setBooked}
          onHappens={setHappens}
          onStaff={setStaff}
        />
      </div>
      <p className="visually-hidden" aria-live="polite">
        {lines.length} things happen, the last {formatWhen(new Date(ends), { zone: firmDays.zone })}.
      </p>
    </section>
  );
}

type View = "agenda" | "calendar";

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
