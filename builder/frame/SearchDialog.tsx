import "@mantine/spotlight/styles.layer.css";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import {
  IconAddressBook,
  IconBriefcase,
  IconCalendar,
  IconCheckbox,
  IconFileInvoice,
  IconFileText,
  IconPlayerPlay,
  IconRoute,
  IconSearch,
  type TablerIcon,
} from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../api/client.ts";
import { asProblem } from "../api/problem.ts";
import { Tile } from "../components/Tile.tsx";
import { sections } from "../pages/settings/sections.ts";
import { places, placesWithin, settingsPlace } from "./places.ts";
import styles from "./SearchDialog.module.css";
import { type Found, foundPath, groupFound } from "./search.ts";

const [store, spotlight] = createSpotlight();

const icons: Record<Found["kind"], TablerIcon> = {
  contact: IconAddressBook,
  matter: IconBriefcase,
  flow: IconRoute,
  run: IconPlayerPlay,
  task: IconCheckbox,
  document: IconFileText,
  invoice: IconFileInvoice,
  occasion: IconCalendar,
};

const settings = sections.map(({ name, label, icon }) => ({ to: `/settings/${name}`, label: `Settings: ${label}`, icon }));

/** Search everything. `asked` grows each time someone asks for it. */
export default function SearchDialog({ asked }: { asked: number }) {
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const [q] = useDebouncedValue(words.trim(), 150);
  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);
  const { data, error, isFetching } = useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) => api.get<{ results: Found[] }>("/api/search", { q }, { signal }),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const found = q ? (data?.results ?? []) : [];
  const all = words.trim() ? [...places, settingsPlace, ...placesWithin, ...settings] : [...places, settingsPlace];
  const near = all.filter(({ label }) => label.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <Spotlight.Root
      store={store}
      query={words}
      onQueryChange={setWords}
      scrollable
      maxHeight={420}
      shortcut={null}
      centered={false}
      overlayProps={{ backgroundOpacity: 1, color: "var(--veil)", blur: 0 }}
      attributes={{ content: { "aria-label": "Search everything" } }}
      clearQueryOnClose
    >
      <Spotlight.Search
        placeholder="A name, an email, a matter, a flow"
        aria-label="Search everything"
        leftSection={<IconSearch size={18} stroke={1.7} />}
      />
      <Spotlight.ActionsList>
        {groupFound(found).map((group) => (
          <Spotlight.ActionsGroup className={styles.group} key={group.label} label={group.label}>
            {group.found.map((one) => (
              <Spotlight.Action
                key={`${one.kind} ${one.id}`}
                label={one.title}
                description={one.detail}
                leftSection={<Tile icon={icons[one.kind]} />}
                onClick={() => navigate(foundPath(one))}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {near.length > 0 && (
          <Spotlight.ActionsGroup className={styles.group} label="Go to">
            {near.map((place) => (
              <Spotlight.Action
                key={place.to}
                label={place.label}
                leftSection={<Tile icon={place.icon} />}
                onClick={() => navigate(place.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {error && q ? <Spotlight.Empty>{asProblem(error).detail}</Spotlight.Empty> : null}
        {!error && q && !isFetching && found.length === 0 && near.length === 0 ? (
          <Spotlight.Empty>Nothing is called “{q}”. Try part of a name, a phone number or an email.</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
