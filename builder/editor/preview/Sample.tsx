import { Button, Select, TextInput } from "@mantine/core";
import type { Definition } from "../../../engine/definition/types.ts";
import type { DateMove } from "../../../engine/simulate/index.ts";
import { api } from "../../api/client.ts";
import { notifyProblem } from "../../components/notify.tsx";
import { zoneName } from "../../components/when.ts";
import { PersonPicker, type Somebody, subjectOf } from "../../message/PersonPicker.tsx";
import { instantOf, localOf } from "../../pages/calendar/zoned.ts";
import { useFirmDays } from "../api/firm.ts";
import { useRecords } from "../api/records.ts";
import { capital } from "../words/lists.ts";
import { useNames } from "../words/names.ts";
import { Dates } from "./Dates.tsx";
import { factsRead } from "./factsRead.ts";
import styles from "./Preview.module.css";
import type { SampleFacts } from "./sampleFacts.ts";

/** Whose facts are imagined from; `somebody` where it is a real person. */
export interface Person {
  name: string;
  facts: SampleFacts;
  somebody?: Somebody;
}

interface SampleProps {
  definition: Definition;
  facts: SampleFacts;
  /** Null for the imagined person. */
  name: string | null;
  changes: Record<string, string>;
  starts: Date;
  onStarts: (starts: Date) => void;
  onChanges: (changes: Record<string, string>) => void;
  onPerson: (person: Person | null) => void;
  moves: readonly DateMove[];
  onMoves: (moves: readonly DateMove[]) => void;
}

const wanted = { contact: ["contact"], matter: ["matter", "contact"], occasion: ["occasion", "matter"] } as const;

/** Whom to imagine: an invented person, or what is known of a real one. Facts the flow reads can be changed, here only. */
export function Sample(props: SampleProps) {
  const { definition, facts, name, changes, starts, onStarts, onChanges, onPerson, moves, onMoves } = props;
  const { zone } = useFirmDays();
  const names = useNames();
  const { fields } = useRecords();
  const paths = factsRead(definition);
  const choose = async (somebody: Somebody | null) => {
    if (!somebody) return onPerson(null);
    try {
      onPerson({ name: somebody.name, somebody, facts: await api.get<SampleFacts>("/api/facts", subjectOf(somebody)) });
    } catch (error) {
      notifyProblem(error);
    }
  };
  return (
    <div className={styles.sample}>
      <h3>Sample person</h3>
      <PersonPicker label="Sample person" name={name} kinds={wanted[definition.subject]} onChange={(one) => void choose(one)} />
      <TextInput
        size="xs"
        label={`Starts (${zoneName(starts, zone)})`}
        type="datetime-local"
        value={localOf(starts, zone)}
        onChange={(event) => {
          const next = instantOf(event.currentTarget.value, zone);
          if (!Number.isNaN(next.getTime())) onStarts(next);
        }}
      />
      {paths.length > 0 && <h3>What we assume</h3>}
      {paths.map((path) => {
        const field = fields.find((one) => one.path === path);
        const { options } = field ?? {};
        const value = changes[path] ?? shown(read(facts, path));
        const label = capital(names.fact(path));
        const change = (next: string) => onChanges({ ...changes, [path]: next });
        return options ? (
          <Select
            key={path}
            size="xs"
            label={label}
            value={value || null}
            data={options.map(({ value: one, label: text }) => ({ value: one, label: text }))}
            onChange={(next) => change(next ?? "")}
          />
        ) : (
          <TextInput
            key={path}
            size="xs"
            label={label}
            type={field?.type === "date" || /^\d{4}-\d\d-\d\d$/.test(shown(read(facts, path))) ? "date" : "text"}
            value={value}
            placeholder="empty"
            onChange={(event) => change(event.currentTarget.value)}
          />
        );
      })}
      {Object.keys(changes).length > 0 && (
        <Button size="xs" variant="subtle" onClick={() => onChanges({})}>
          Back to what is known
        </Button>
      )}
      <Dates definition={definition} facts={facts} starts={starts} moves={moves} onMoves={onMoves} />
    </div>
  );
}

function read(facts: SampleFacts, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, part) => (value !== null && typeof value === "object" ? (value as Record<string, unknown>)[part] : undefined),
      facts,
    );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
