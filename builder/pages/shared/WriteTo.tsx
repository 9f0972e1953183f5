import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { Person } from "./Who.tsx";

/** The desk comes with the editor's words and chips: fetched when somebody writes. */
const WriteDialog = lazy(() => import("./WriteDialog.tsx"));

/** The button and the dialog in which staff write to somebody, by email or text. */
export function WriteTo({ matterId, people }: { matterId?: string; people: Person[] }) {
  const [opened, setOpened] = useState(false);
  if (people.length === 0) return null;
  return (
    <>
      <Button size="sm" leftSection={<IconPencil size={16} stroke={1.7} />} onClick={() => setOpened(true)}>
        Write
      </Button>
      {opened && (
        <Suspense>
          <WriteDialog {...(matterId ? { matterId } : {})} people={people} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
