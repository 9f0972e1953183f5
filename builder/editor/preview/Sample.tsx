import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { pathsOf } from "../../../engine/conditions/index.ts";
import type { Definition } from "../../../engine/definition/types.ts";
import { api } from "../../api/client.ts";
import { notifyProblem } from "../../components/notify.tsx";
import { formatWhen } from "../../components/when.ts";
import { useFirmDays } from "../api/firm.ts";
import { useRecords } from "../api/records.ts";
import { capital } from "../words/lists.ts";
import { useNames } from "../words/names.ts";
import styles from "./Preview.module.css";
import type { SampleFacts } from "./sampleFacts.ts";

interface SampleProps {
  definition: Definition;
  facts: SampleFacts;
  /** Null for the imagined person. */
  name: string | null;
  changes: Record<string, string>;
  now: Date;
  onChanges: (changes: Record<string, string>) => void;
  onPerson: (person: { name: string; facts: SampleFacts } | null) => void;
}

interface Found {
  kind: string;
  id: string;
  title: string;
  detail?: string;
}

/** Whom to imagine: an invented person, or what is known of a real one. Facts the flow reads can be changed, here only. */
export function Sample({ definition, facts, name, changes, now, onChanges, onPerson }: SampleProps) {
  const { zone } = useFirmDays();
  const names = useNames();
  const { fields } = useRecords();
  const paths = factsRead(definition);
  return (
    <div className={styles.sample}>
      <h3>Sample person</h3>
      <Person name={name} subject={definition.subject} onPerson={onPerson} />
      <p className={styles.assumed}>As if started {formatWhen(now, { zone })}.</p>
      {paths.length > 0 && <h3>What we assume</h3>}
      {paths.map((path) => {
        const options = fields.find((field) => field.path === path)?.options;
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
            type={/^\d{4}-\d\d-\d\d$/.test(shown(read(facts, path))) ? "date" : "text"}
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
    </div>
  );
}

function Person({ name, subject, onPerson }: Pick<SampleProps, "name" | "onPerson"> & { subject: Definition["subject"] }) {
  const [search, setSearch] = useState("");
  const [words] = useDebouncedValue(search.trim(), 200);
  const { data } = useQuery({
    queryKey: ["search", words],
    queryFn: async () => {
      const answer = await api.get<Found[] | { found?: Found[]; results?: Found[] }>("/api/search", { q: words });
      return Array.isArray(answer) ? answer : (answer.found ?? answer.results ?? []);
    },
    enabled: words.length >= 2,
  });
  const wanted = subject === "contact" ? ["contact"] : subject === "occasion" ? ["occasion", "matter"] : ["matter", "contact"];
  const found = (data ?? []).filter((one) => wanted.includes(one.kind));
  const choose = async (key: string | null) => {
    const one = found.find((thing) => `${thing.kind} ${thing.id}` === key);
    if (!one) return;
    try {
      const facts = await api.get<SampleFacts>("/api/facts", { kind: one.kind, [`${one.kind}Id`]: one.id });
      onPerson({ name: one.title, facts });
      setSearch("");
    } catch (error) {
      notifyProblem(error);
    }
  };
  if (name !== null)
    return (
      <div className={styles.person}>
        <b>{name}</b>
        <button type="button" aria-label="Back to the imagined person" onClick={() => onPerson(null)}>
          <IconX size={14} stroke={1.8} />
        </button>
      </div>
    );
  return (
    <Select
      size="sm"
      aria-label="Sample person"
      placeholder="Ngozi Okafor (imagined)"
      value={null}
      data={found.map((one) => ({ value: `${one.kind} ${one.id}`, label: one.detail ? `${one.title} · ${one.detail}` : one.title }))}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={words.length < 2 ? "Type a name" : "Nobody is called that"}
      onChange={(key) => void choose(key)}
    />
  );
}

/** The facts this flow's conditions and dates read: those worth trying out. */
export function factsRead(definition: Definition): string[] {
  const paths = new Set<string>();
  const add = (condition: unknown) => {
    for (const path of pathsOf(condition)) if (/^(contact|matter|occasion)\./.test(path)) paths.add(path);
  };
  add(definition.enrol.where);
  for (const exit of definition.exits ?? []) if ("when" in exit) add(exit.when);
  for (const step of Object.values(definition.steps)) {
    if (step.kind === "wait" && step.field && /^(contact|matter|occasion)\./.test(step.field)) paths.add(step.field);
    if (step.kind === "branch" && Array.isArray(step.cases)) for (const one of step.cases) add(one.when);
    if (step.kind === "waitUntil") add(step.when);
    if (step.kind === "repeat") add(step.until);
  }
  return [...paths].slice(0, 14);
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
