import { ActionIcon, Button, Menu, TextInput, Tooltip } from "@mantine/core";
import {
  type Icon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChartDots,
  IconChevronDown,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconInfoCircle,
  IconPlayerPlay,
  IconRocket,
  IconWand,
} from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { useFirmZone, useMe } from "../../api/me.ts";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { whenParts } from "../../components/when.ts";
import type { OpenFlow } from "../api/flows.ts";
import { problemsWords, warningsWords } from "../problems/words.ts";
import { ScheduledChip } from "../publish/ScheduledChip.tsx";
import type { Saving } from "../saving/useAutosave.ts";
import { useEditor, useEditorStore, useHistory } from "../store/context.tsx";
import { tidyUp } from "../store/layOut.ts";
import styles from "./EditorBar.module.css";
import { FlowHold } from "./FlowHold.tsx";
import { FlowMenu } from "./FlowMenu.tsx";
import { Others } from "./Others.tsx";

const HoldDialog = lazy(async () => ({ default: (await import("../../pages/shared/HoldAll.tsx")).HoldDialog }));

interface EditorBarProps {
  flow: OpenFlow;
  saving: Saving;
  mayEdit: boolean;
  others: { id: string; name: string }[];
  previewing: boolean;
  watching: boolean;
  onWatch: () => void;
  onPreview: () => void;
  onPublish: () => void;
}

/** Name, state, undo, tidy up, Preview, Publish. */
export function EditorBar(props: EditorBarProps) {
  const { flow, saving, mayEdit, others, previewing, watching, onWatch, onPreview, onPublish } = props;
  const store = useEditorStore();
  const { data: me } = useMe();
  const readOnly = useEditor((state) => state.readOnly);
  return (
    <header className={styles.bar}>
      <Link className={styles.crumb} to="/flows">
        Flows
      </Link>
      <span className={styles.slash}>/</span>
      <FlowName flow={flow} />
      <span className={styles.rule} />
      <SavingState saving={saving} readOnly={readOnly} />
      {flow.state === "live" && flow.liveVersion ? (
        <StateChip state="done" icon={undefined}>
          Live: version {flow.liveVersion}
        </StateChip>
      ) : flow.state === "paused" ? (
        <StateChip state="held">Paused: starts nobody</StateChip>
      ) : (
        <StateChip state="plain">Never published</StateChip>
      )}
      {flow.scheduled && <ScheduledChip scheduled={flow.scheduled} />}
      <FlowHold flowKey={flow.key} />
      <span className={styles.grow} />
      {!readOnly && !watching && (
        <>
          <HistoryButtons />
          <Button
            className={styles.wide ?? ""}
            variant="subtle"
            color="gray"
            leftSection={<IconWand size={16} stroke={1.7} />}
            onClick={() => void tidyUp(store)}
          >
            Tidy up
          </Button>
          <span className={styles.rule} />
        </>
      )}
      <Others others={others} />
      {me && (
        <span className={styles.person}>
          <PersonAvatar name={me.staff.name} />
        </span>
      )}
      {!readOnly && <ProblemsButton />}
      {flow.liveVersion !== undefined && (
        <Button
          variant={watching ? "light" : "default"}
          aria-pressed={watching}
          leftSection={<IconChartDots size={16} stroke={1.7} />}
          onClick={onWatch}
        >
          Watch
        </Button>
      )}
      <Button
        variant={previewing ? "light" : "default"}
        aria-pressed={previewing}
        leftSection={<IconPlayerPlay size={16} stroke={1.7} />}
        onClick={onPreview}
      >
        Preview
      </Button>
      {mayEdit && !readOnly && (
        <Button variant="filled" leftSection={<IconRocket size={16} stroke={1.7} />} onClick={onPublish}>
          Publish
        </Button>
      )}
    </header>
  );
}

/** Apart from the bar, which is not drawn again when a key makes or solves a problem. */
function ProblemsButton() {
  const store = useEditorStore();
  const errors = useEditor((state) => state.problems.filter((problem) => problem.severity === "error").length);
  const warnings = useEditor((state) => state.problems.length) - errors;
  const aside = useEditor((state) => state.aside);
  if (errors + warnings === 0) return null;
  // What is only worth a second look is said once nothing stands in the way.
  const words = errors > 0 ? problemsWords(errors) : warningsWords(warnings);
  return (
    <Button
      variant="light"
      color={errors > 0 ? "attention" : "waiting"}
      aria-expanded={aside === "problems"}
      leftSection={errors > 0 ? <IconAlertTriangle size={15} stroke={2} /> : <IconInfoCircle size={15} stroke={2} />}
      onClick={() => store.getState().show(aside === "problems" ? null : "problems")}
    >
      {words}
    </Button>
  );
}

function HistoryButtons() {
  const store = useEditorStore();
  const { undo, redo } = useHistory();
  return (
    <>
      <HistoryButton does="Undo" what={undo} keys="Ctrl Z" icon={IconArrowBackUp} onClick={() => store.getState().undo()} />
      <HistoryButton does="Redo" what={redo} keys="Ctrl Y" icon={IconArrowForwardUp} onClick={() => store.getState().redo()} />
    </>
  );
}

interface HistoryButtonProps {
  does: "Undo" | "Redo";
  /** What it would undo or do again; null where there is nothing. */
  what: string | null;
  keys: string;
  icon: Icon;
  onClick: () => void;
}

/** One step back, or forth again. */
function HistoryButton({ does, what, keys, icon: Icon, onClick }: HistoryButtonProps) {
  const label = what === null ? does : `${does}: ${what}`;
  return (
    <Tooltip label={what === null ? `Nothing to ${does.toLowerCase()}` : `${label} (${keys})`}>
      <ActionIcon
        className={styles.history ?? ""}
        variant="subtle"
        color="gray"
        size={32}
        aria-label={label}
        disabled={what === null}
        onClick={onClick}
      >
        <Icon size={18} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}

function SavingState({ saving, readOnly }: { saving: Saving; readOnly: boolean }) {
  const zone = useFirmZone();
  if (readOnly) return <span className={styles.saving}>Read only</span>;
  const [Icon, words] =
    saving.state === "saved"
      ? [IconCloudCheck, `Draft saved ${savedAt(saving.at, zone)}`]
      : saving.state === "clash"
        ? [IconCloudOff, `Not saved: ${saving.who} changed the same`]
        : saving.state === "failed"
          ? [IconCloudOff, "Not saved yet: kept on this computer"]
          : [IconCloudUp, "Saving …"];
  return (
    <span className={styles.saving} role="status" data-bad={saving.state === "clash" || saving.state === "failed" || undefined}>
      <Icon size={16} stroke={1.7} aria-hidden="true" />
      <span className={styles.savingWords}>{words}</span>
    </span>
  );
}

function savedAt(at: Date, zone: string): string {
  const { day, time } = whenParts(at, { zone, now: new Date(), showZone: false });
  return day === "Today" ? time : `${day}, ${time}`;
}

function FlowName({ flow }: { flow: OpenFlow }) {
  const store = useEditorStore();
  const name = useEditor((state) => state.graph.settings.name);
  const readOnly = useEditor((state) => state.readOnly);
  const [naming, setNaming] = useState(false);
  const [holding, setHolding] = useState(false);
  if (naming)
    return (
      <TextInput
        className={styles.naming ?? ""}
        aria-label="Name of the flow"
        defaultValue={name}
        data-autofocus
        autoFocus
        onBlur={(event) => {
          const next = event.currentTarget.value.trim();
          if (next && next !== name) store.getState().edit({ do: "setSettings", settings: { name: next } });
          setNaming(false);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") setNaming(false);
        }}
      />
    );
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={styles.name} aria-label={`${name}: rename, versions and more`}>
            <h1>{name}</h1>
            <IconChevronDown size={15} stroke={1.7} aria-hidden="true" />
          </button>
        </Menu.Target>
        <FlowMenu flow={flow} readOnly={readOnly} onRename={() => setNaming(true)} onHold={() => setHolding(true)} />
      </Menu>
      {holding && (
        <Suspense fallback={null}>
          <HoldDialog target="flow" targetId={flow.key} onClose={() => setHolding(false)} />
        </Suspense>
      )}
    </>
  );
}
