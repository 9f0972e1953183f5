import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { useFirmZone } from "../../api/me.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { type OpenFlow, type OpenVersion, useNumbers, useVersion, useVersions, type WhoIsCounted } from "../api/flows.ts";
import { useRecordNames } from "../api/records.ts";
import { Canvas } from "../canvas/Canvas.tsx";
import PrintSheets from "../picture/PrintSheets.tsx";
import { EditorProvider, useEditor, useEditorStore } from "../store/context.tsx";
import { createEditorStore, type EditorStore, START } from "../store/editorStore.ts";
import { NamesContext } from "../words/names.ts";
import { titleOf } from "../words/step.ts";
import { FlowSide } from "./FlowSide.tsx";
import { numbersOf, stepOf } from "./numbers.ts";
import { People } from "./People.tsx";
import { StepSide } from "./StepSide.tsx";
import { daysOf, isStretch, type StretchName, stretchWords } from "./stretches.ts";
import styles from "./Watch.module.css";
import { summaryWords, WatchBar } from "./WatchBar.tsx";

/** A published flow and how people go through it: numbers on the drawing, and the people behind each of them. */
export default function Watch({ flow }: { flow: OpenFlow }) {
  const { asked, version } = useAsked();
  const versions = useVersions(flow.key).data?.versions ?? [];
  const drawn = version ?? flow.liveVersion ?? versions[0]?.number ?? null;
  const { data: open, error, refetch } = useVersion(flow.key, drawn);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This version could not be shown" />;
  if (!open) return <LoadingLines lines={8} label="Loading the version" />;
  return <Shown key={open.number} flow={flow} open={open} versions={versions.map((one) => one.number)} asked={asked} />;
}

export interface Asking {
  asked: WhoIsCounted;
  version: number | null;
  stretch: StretchName;
  own: { since: string; until: string };
  ask(next: { version?: number | null; stretch?: StretchName; since?: string; until?: string }): void;
}

/** Whose numbers are looked at stands in the address, so that it can be sent to somebody. */
export function useAsked(): Asking {
  const [params, setParams] = useSearchParams();
  const zone = useFirmZone();
  const version = Number(params.get("version")) || null;
  const named = params.get("began");
  const stretch = isStretch(named) ? named : "all";
  const since = params.get("since") ?? "";
  const until = params.get("until") ?? "";
  // By the day, so that looking again asks the same.
  const days = JSON.stringify(daysOf(stretch, { since, until }, new Date(), zone));
  const asked = useMemo((): WhoIsCounted => ({ ...JSON.parse(days), ...(version === null ? {} : { version }) }), [days, version]);
  return {
    ...{ asked, version, stretch, own: { since, until } },
    ask: (next) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          const put = (name: string, value: string | undefined) => (value ? after.set(name, value) : after.delete(name));
          if (next.version !== undefined) put("version", next.version === null ? undefined : String(next.version));
          if (next.stretch !== undefined) put("began", next.stretch === "all" ? undefined : next.stretch);
          if (next.since !== undefined) put("since", next.since);
          if (next.until !== undefined) put("until", next.until);
          return after;
        },
        { replace: true },
      ),
  };
}

interface ShownProps {
  flow: OpenFlow;
  open: OpenVersion;
  versions: number[];
  asked: WhoIsCounted;
}

function Shown({ flow, open, versions, asked }: ShownProps) {
  const draft = useEditorStore();
  const store = useMemo(() => createEditorStore(open.graph, true), [open.graph]);
  const [stepTitle] = useState(() => (id: string) => {
    const node = store.getState().index.get(id)?.node;
    return node && titleOf(node.step);
  });
  const names = useRecordNames(stepTitle);
  return (
    <ReactFlowProvider>
      <EditorProvider store={store}>
        <NamesContext value={names}>
          <Watching draft={draft} flow={flow} open={open} versions={versions} asked={asked} />
        </NamesContext>
      </EditorProvider>
    </ReactFlowProvider>
  );
}

interface WatchingProps extends ShownProps {
  /** The editor this is shown in, which saves pictures. */
  draft: EditorStore;
}

function Watching({ draft, flow, open, versions, asked }: WatchingProps) {
  const store = useEditorStore();
  const { data, error, refetch, isPlaceholderData } = useNumbers(flow.key, asked);
  const [selected] = useEditor((state) => state.selected);
  const step = useEditor((state) => (selected !== undefined && selected !== START && state.index.has(selected) ? selected : null));
  const pressed = useEditor((state) => state.pressed);
  const { stretch, own } = useAsked();
  const hasGoal = (open.definition.goals ?? []).length > 0;
  useEffect(() => {
    if (data) store.getState().showNumbers(numbersOf(data, store.getState().numbers));
  }, [data, store]);
  const summary = data && summaryWords(data, hasGoal);
  const counted = `${asked.version === undefined ? "all versions" : "this version"}, ${stretchWords(stretch, own)}`;
  const says = useMemo(() => [`Version ${open.number}`, counted, ...(summary ? [summary] : [])], [open.number, counted, summary]);
  useEffect(() => {
    draft.getState().watch(() => ({ graph: store.getState().graph, numbers: store.getState().numbers, says }));
    return () => draft.getState().watch(null);
  }, [draft, store, says]);
  useEffect(() => {
    // Another step is looked at: the people of the one before are put away.
    if (pressed !== null && stepOf(pressed) !== undefined && stepOf(pressed) !== step) store.getState().press(null);
  }, [pressed, step, store]);
  const steps = useMemo(() => open.graph.nodes.map(({ id, step: one }) => ({ value: id, label: titleOf(one) })), [open.graph]);
  return (
    <div className={styles.work}>
      <div className={styles.middle}>
        <WatchBar versions={versions} live={flow.liveVersion} numbers={data} goal={hasGoal} busy={isPlaceholderData} />
        <Canvas />
      </div>
      <aside className={styles.side} aria-label="Numbers">
        {error && !data ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <LoadingLines lines={6} label="Counting" />
        ) : pressed ? (
          <People
            key={`${pressed} ${JSON.stringify(asked)}`}
            flowKey={flow.key}
            mark={pressed}
            asked={asked}
            numbers={data}
            steps={steps}
            versions={versions}
          />
        ) : step ? (
          <StepSide id={step} numbers={data} />
        ) : (
          <FlowSide numbers={data} definition={open.definition} />
        )}
      </aside>
      <PrintSheets state={says.join(" · ")} />
    </div>
  );
}
