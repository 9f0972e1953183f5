import { ActionIcon, Button, Popover, TextInput } from "@mantine/core";
import { IconListCheck, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { FlowCheckBody } from "../../../domain/flows/index.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone, notifyUndo } from "../../components/notify.tsx";
import { When } from "../../components/When.tsx";
import { bodyOf, type Check, useCheckCalls, useChecks } from "./api.ts";
import styles from "./Checks.module.css";

interface KeepCheckProps {
  flowKey: string;
  readOnly: boolean;
  /** What would be kept; null while there is nothing to keep. */
  body: () => Omit<FlowCheckBody, "name"> | null;
  onOpen: (check: Check) => void;
}

/** "Keep as a check": this preview under a name, and those that were kept, to be looked at again. */
export function KeepCheck({ flowKey, readOnly, body, onOpen }: KeepCheckProps) {
  const [opened, setOpened] = useState(false);
  const { data } = useChecks(flowKey);
  const kept = data?.checks ?? [];
  if (readOnly && kept.length === 0) return null;
  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" trapFocus withinPortal shadow="md">
      <Popover.Target>
        <Button size="xs" leftSection={<IconListCheck size={16} stroke={1.7} />} aria-haspopup="dialog" onClick={() => setOpened(!opened)}>
          {readOnly ? "Checks" : "Keep as a check"}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Checks of this flow">
        <div className={styles.keep}>
          {!readOnly && <Keep flowKey={flowKey} body={body} onKept={() => setOpened(false)} />}
          {kept.length > 0 && (
            <ul className={styles.kept} aria-label="Kept checks">
              {kept.map((check) => (
                <Kept
                  key={check.id}
                  flowKey={flowKey}
                  check={check}
                  readOnly={readOnly}
                  onOpen={() => {
                    onOpen(check);
                    setOpened(false);
                  }}
                />
              ))}
            </ul>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Keep({ flowKey, body, onKept }: Pick<KeepCheckProps, "flowKey" | "body"> & { onKept: () => void }) {
  const { keep } = useCheckCalls(flowKey, { quiet: true });
  const [name, setName] = useState("");
  const [unplayable, setUnplayable] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = body();
    setUnplayable(made === null);
    if (!made || name.trim() === "") return;
    const { replaced } = await keep.mutateAsync({ name: name.trim(), ...made });
    notifyDone(replaced ? `The check “${name.trim()}” is as you see it now.` : `Kept as “${name.trim()}”. Publishing plays it again.`);
    onKept();
  };
  return (
    <form className={styles.keep} onSubmit={(event) => void submit(event).catch(() => undefined)}>
      <p>Whenever somebody publishes, this is played again, and what would come out differently is told line by line.</p>
      {keep.error && <FormProblems error={keep.error} shown={["name"]} />}
      <TextInput
        label="Name of the check"
        placeholder="A couple who never answers"
        value={name}
        maxLength={120}
        error={unplayable ? "This flow cannot be played through yet. Put its problems right first." : problemsOf(keep.error).of("name")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" loading={keep.isPending} disabled={name.trim() === ""}>
        Keep it
      </Button>
    </form>
  );
}

function Kept({ flowKey, check, readOnly, onOpen }: { flowKey: string; check: Check; readOnly: boolean; onOpen: () => void }) {
  const { keep, remove } = useCheckCalls(flowKey);
  const takeAway = async () => {
    await remove.mutateAsync(check.id);
    notifyUndo({ message: `The check “${check.name}” is removed.`, onUndo: () => keep.mutateAsync(bodyOf(check)) });
  };
  return (
    <li>
      <span>
        {check.name}
        <small>
          {check.savedBy.name}, <When at={check.savedAt} showZone={false} />
        </small>
      </span>
      <Button size="xs" variant="subtle" aria-label={`Show: ${check.name}`} onClick={onOpen}>
        Show
      </Button>
      {!readOnly && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={`Remove the check ${check.name}`}
          loading={remove.isPending}
          onClick={() => void takeAway().catch(() => undefined)}
        >
          <IconTrash size={15} stroke={1.7} />
        </ActionIcon>
      )}
    </li>
  );
}
