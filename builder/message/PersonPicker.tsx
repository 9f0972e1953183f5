import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/client.ts";
import styles from "./Message.module.css";

/** Somebody a message or a flow is tried for: a contact, a matter, a date. */
export interface Somebody {
  kind: "contact" | "matter" | "occasion";
  id: string;
  name: string;
}

interface Found {
  kind: string;
  id: string;
  title: string;
  detail?: string;
}

/** As the API is asked for somebody's facts. */
export const subjectOf = ({ kind, id }: Pick<Somebody, "kind" | "id">) => ({ kind, [`${kind}Id`]: id });

interface PersonPickerProps {
  label: string;
  /** Who is chosen, by name; null for the imagined person. */
  name: string | null;
  kinds: readonly Somebody["kind"][];
  onChange: (somebody: Somebody | null) => void;
}

/** Looks somebody up by a few letters; without anybody chosen it is a sample person. */
export function PersonPicker({ label, name, kinds, onChange }: PersonPickerProps) {
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
  const found = (data ?? []).filter((one) => (kinds as readonly string[]).includes(one.kind));
  if (name !== null)
    return (
      <div className={styles.person}>
        <b>{name}</b>
        <button type="button" aria-label="Back to the imagined person" onClick={() => onChange(null)}>
          <IconX size={14} stroke={1.8} />
        </button>
      </div>
    );
  return (
    <Select
      size="sm"
      aria-label={label}
      placeholder="Ngozi Okafor (imagined)"
      value={null}
      data={found.map((one) => ({ value: `${one.kind} ${one.id}`, label: one.detail ? `${one.title} · ${one.detail}` : one.title }))}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={words.length < 2 ? "Type a name" : "Nobody is called that"}
      onChange={(key) => {
        const one = found.find((thing) => `${thing.kind} ${thing.id}` === key);
        if (!one) return;
        setSearch("");
        onChange({ kind: one.kind as Somebody["kind"], id: one.id, name: one.title });
      }}
    />
  );
}
