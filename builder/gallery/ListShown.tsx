import { Button } from "@mantine/core";
import { IconAddressBook } from "@tabler/icons-react";
import { useState } from "react";
import { type Column, DataList } from "../components/DataList.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { FilterChips } from "../components/FilterChips.tsx";
import { Money } from "../components/Money.tsx";
import { notifyUndo } from "../components/notify.tsx";
import { PersonAvatar } from "../components/PersonAvatar.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { When } from "../components/When.tsx";

interface Person {
  id: string;
  name: string;
  email: string;
  value: number;
  seen: Date;
}
const first = ["Ngozi", "Luis", "Walter", "Rosa", "Keisha", "Helen", "Harold", "Anne"];
const last = ["Okafor", "Peña", "Brandt", "Delgado", "Monroe", "Finch", "Lindqvist"];
const people: Person[] = Array.from({ length: 10_000 }, (_, index) => {
  const name = `${first[index % first.length]} ${last[index % last.length]} ${index + 1}`;
  return {
    id: `c${index}`,
    name,
    email: `person${index + 1}@mail.example`,
    value: (index * 137) % 9000,
    seen: new Date(1_790_000_000_000 - index * 3_600_000),
  };
});

const columns: Column<Person>[] = [
  {
    key: "name",
    header: "Name",
    width: "minmax(180px, 2fr)",
    cell: (person) => (
      <span style={{ display: "inline-flex", gap: 10, alignItems: "center" }}>
        <PersonAvatar name={person.name} /> <b style={{ fontWeight: 500 }}>{person.name}</b>
      </span>
    ),
  },
  { key: "email", header: "Email", width: "minmax(160px, 2fr)", narrow: false, cell: (person) => person.email },
  { key: "state", header: "State", width: "120px", cell: () => <StateChip state="waiting">Waiting</StateChip> },
  { key: "value", header: "Fee", width: "90px", align: "end", narrow: false, cell: (person) => <Money dollars={person.value} /> },
  { key: "seen", header: "Last seen", width: "180px", cell: (person) => <When at={person.seen} zone="America/New_York" /> },
];

export function ListShown() {
  const [filter, setFilter] = useState("all");
  return (
    <div style={{ display: "flex", flexDirection: "column", gap: 12, height: "100%" }}>
      <FilterChips
        label="Show"
        value={filter}
        onChange={setFilter}
        choices={[
          { value: "all", label: "All", count: people.length },
          { value: "mine", label: "Mine", count: 12 },
          { value: "none", label: "Nobody", count: 0 },
        ]}
      />
      <DataList
        label="Contacts"
        columns={columns}
        rows={filter === "none" ? [] : people}
        rowKey={(person) => person.id}
        rowLabel={(person) => person.name}
        onOpen={() => undefined}
        bulk={(keys, clear) => (
          <Button
            size="xs"
            onClick={() => {
              clear();
              notifyUndo({ message: `Tagged ${keys.length} contacts`, onUndo: () => undefined });
            }}
          >
            Add a tag
          </Button>
        )}
        empty={
          <EmptyState icon={IconAddressBook} title="Nobody here">
            Nobody fits this filter. Show all again, or add someone by hand.
          </EmptyState>
        }
      />
    </div>
  );
}
