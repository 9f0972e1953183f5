import { Button, Select, TextInput } from "@mantine/core";
import { useId } from "react";
import type { Definition } from "../../../engine/definition/types.ts";
import type { DateMove } from "../../../engine/simulate/index.ts";
import { api } from "../../api/client.ts";
import { notifyProblem } from "../../components/notify.tsx";
import { PersonPicker, type Somebody, subjectOf } from "../../message/PersonPicker.tsx";
import type { FieldChoice } from "../api/fields.ts";
import { useFirmDays } from "../api/firm.ts";
import { type Choice, useRecords } from "../api/records.ts";
import { capital } from "../words/lists.ts";
import { useNames } from "../words/names.ts";
import { Dates } from "./Dates.tsx";
import { datesRead } from "./dateMoves.ts";
import { factsRead } from "./factsRead.ts";
import styles from "./Preview.module.css";
import type { SampleFacts } from "./sampleFacts.ts";
import { ToldDate } from "./ToldDate.tsx";

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
  const dates = datesRead(definition, facts, (path) => fields.find((one) => one.path === path)?.type);
  const others = factsRead(definition).filter((path) => !dates.some((date) => date.path === path));
  const change = (path: string, next: string) => onChanges({ ...changes, [path]: next });
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
      <h3>What we assume</h3>
      <div className={styles.facts}>
        <ToldDate
          label="Starts"
          value={starts.toISOString()}
          dayOnly={false}
          zone={zone}
          mayBeEmpty={false}
          onChange={(next) => onStarts(new Date(next))}
        />
        <Dates dates={dates} starts={starts} moves={moves} onMoves={onMoves} onDate={change} />
        {others.map((path) => (
          <OneFact
            key={path}
            label={capital(names.fact(path))}
            value={changes[path] ?? shown(read(facts, path))}
            options={optionsOf(fields.find((one) => one.path === path))}
            onChange={(next) => change(path, next)}
          />
        ))}
      </div>
      {Object.keys(changes).length > 0 && (
        <Button size="xs" variant="subtle" onClick={() => onChanges({})}>
          Back to what is known
        </Button>
      )}
    </div>
  );
}

const yesOrNo = ["yes", "no"].map((value) => ({ value, label: capital(value) }));
const optionsOf = (field: FieldChoice | undefined): Choice[] | undefined =>
  field?.type === "boolean" ? yesOrNo : field?.open || field?.type === "list" ? undefined : field?.options;

interface OneFactProps {
  label: string;
  value: string;
  options: Choice[] | undefined;
  onChange: (value: string) => void;
}

/** A fact beside its name, to be changed where it stands. */
function OneFact({ label, value, options, onChange }: OneFactProps) {
  const id = useId();
  return (
    <div className={styles.fact}>
      <label htmlFor={id}>{label}</label>
      <div>
        {options ? (
          <Select
            id={id}
            size="xs"
            value={value || null}
            placeholder="not set"
            data={options.map(({ value: one, label: text }) => ({ value: one, label: text }))}
            onChange={(next) => onChange(next ?? "")}
          />
        ) : (
          <TextInput id={id} size="xs" value={value} placeholder="not set" onChange={(event) => onChange(event.currentTarget.value)} />
        )}
      </div>
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
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
