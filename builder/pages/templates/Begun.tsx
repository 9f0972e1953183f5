import { Button, Group } from "@mantine/core";
import { Link } from "react-router";
import { useMe } from "../../api/me.ts";
import { keysKept, readUnsaved } from "../../saving/unsaved.ts";
import type { KeptDraft } from "../../saving/useKept.ts";

/** What was begun on this computer and never saved, which no list knows yet: one press leads back to it. */
export function Begun({ what, known }: { what: "messages" | "documents"; known: string[] }) {
  const who = useMe().data?.staff.id ?? "";
  const sort = what.slice(0, -1);
  const begun = keysKept(localStorage, who, sort)
    .filter((key) => !known.includes(key))
    .map((key) => ({ key, name: readUnsaved<KeptDraft<unknown>>(localStorage, who, `${sort} ${key}`, isNamed)?.name }));
  if (begun.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label="Begun and not saved">
      <span className="muted small">Begun and not saved:</span>
      {begun.map(({ key, name }) => (
        <Button key={key} size="xs" component={Link} to={`/templates/${what}/${key}`} state={{ name: name ?? key }}>
          {name || key}
        </Button>
      ))}
    </Group>
  );
}

const isNamed = ({ name }: Partial<KeptDraft<unknown>>): boolean => typeof name === "string";
