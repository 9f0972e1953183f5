import { IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { ReactFlowProvider } from "@xyflow/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { useMay } from "../api/me.ts";
import { ErrorState } from "../components/ErrorState.tsx";
import { LoadingLines } from "../components/LoadingLines.tsx";
import { useNarrow } from "../components/useNarrow.ts";
import { useFirm } from "./api/firm.ts";
import { type OpenFlow, useOpenFlow, useStanding, useStepCounts } from "./api/flows.ts";
import { useRecordNames } from "./api/records.ts";
import { EditorBar } from "./bar/EditorBar.tsx";
import { Canvas } from "./canvas/Canvas.tsx";
import styles from "./Editor.module.css";
import { AddMenu } from "./palette/AddMenu.tsx";
import { Palette } from "./palette/Palette.tsx";
import panelStyles from "./panel/Panel.module.css";
import type PrintSheets from "./picture/PrintSheets.tsx";
import { ProblemsDrawer } from "./problems/ProblemsDrawer.tsx";
import { ProblemsSpoken } from "./problems/ProblemsSpoken.tsx";
import { useChecking } from "./problems/useChecking.ts";
import { Conflict } from "./saving/Conflict.tsx";
import { useAutosave } from "./saving/useAutosave.ts";
import { useUnsaved } from "./saving/useUnsaved.ts";
import { EditorProvider, useEditor, useEditorStore } from "./store/context.tsx";
import { createEditorStore, type StepCount } from "./store/editorStore.ts";
import { NamesContext } from "./words/names.ts";
import { titleOf } from "./words/step.ts";

/** The panels of all kinds are many: fetched when the pointer or the keyboard comes near, before a step is opened. */
const fetchPanel = () => import("./panel/Panel.tsx");
const Panel = lazy(fetchPanel);
const EmptyCanvas = lazy(() => import("./EmptyCanvas.tsx"));
const PublishPanel = lazy(() => import("./publish/PublishPanel.tsx"));
const VersionsPanel = lazy(() => import("./publish/VersionsPanel.tsx"));
const Watch = lazy(() => import("./watch/Watch.tsx"));
const Preview = lazy(() => import("./preview/Preview.tsx"));

/** A flow: its drawing, and everything that is done with it. */
export default function Editor() {
  const { flowKey = "" } = useParams();
  const { data, error, refetch } = useOpenFlow(flowKey);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This flow could not be opened" />;
  if (!data) return <LoadingLines lines={10} label="Opening the flow" />;
  return <Opened key={`${flowKey} ${data.draftRevision}`} flow={data} />;
}

function Opened({ flow }: { flow: OpenFlow }) {
  const mayEdit = useMay("build");
  const narrow = useNarrow();
  const [store] = useState(() => {
    const made = createEditorStore(flow.graph, !mayEdit || narrow);
    made.getState().noteChanged(flow.stepsChanged);
    return made;
  });
  useEffect(() => {
    // On a phone a flow is read; drawing wants a table's width.
    const readOnly = !mayEdit || narrow;
    if (store.getState().readOnly !== readOnly) store.setState({ readOnly });
  }, [store, mayEdit, narrow]);
  return (
    <ReactFlowProvider>
      <EditorProvider store={store}>
        <Named>
          <Workplace flow={flow} mayEdit={mayEdit && !narrow} />
        </Named>
      </EditorProvider>
    </ReactFlowProvider>
  );
}

/** Gives everything inside the names of the firm's records. */
function Named({ children }: { children: React.ReactNode }) {
  const store = useEditorStore();
  const [stepTitle] = useState(() => (id: string) => {
    const node = store.getState().index.get(id)?.node;
    return node && titleOf(node.step);
  });
  const names = useRecordNames(stepTitle);
  return <NamesContext value={names}>{children}</NamesContext>;
}

function Workplace({ flow, mayEdit }: { flow: OpenFlow; mayEdit: boolean }) {
  const store = useEditorStore();
  const [params, setParams] = useSearchParams();
  const { saving, save, settle, revision, others } = useAutosave(flow);
  useUnsaved(flow);
  const Sheets = useFetchedWhenNear();
  useStanding(flow.key);
  const { data: firm } = useFirm();
  const aside = useEditor((state) => state.aside);
  const panel = useEditor((state) => state.panel);
  const palette = useEditor((state) => state.palette);
  const empty = useEditor((state) => state.graph.nodes.length === 0);
  const name = useEditor((state) => state.graph.settings.name);
  const previewing = params.has("preview");
  const watching = params.has("watch") && flow.liveVersion !== undefined;
  useChecking(firm ? { postalAddress: firm.postalAddress ?? null, ...(firm.languages ? { uses: firm.languages } : {}) } : {});
  useCounting(flow.key, flow.liveVersion !== undefined);
  useEffect(() => {
    document.title = `${name} · Firmflow`;
  }, [name]);
  const watch = (on: boolean) => setParams(on ? { watch: "1" } : {});
  const preview = (on: boolean) => {
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (on) next.set("preview", "1");
      else next.delete("preview");
      if (on) next.delete("watch");
      return next;
    });
    if (on) store.getState().closePanel();
    else store.getState().light(null);
  };
  return (
    <div className={styles.editor}>
      <EditorBar
        flow={flow}
        saving={saving}
        mayEdit={mayEdit}
        others={others}
        previewing={previewing}
        watching={watching}
        onWatch={() => watch(!watching)}
        onPreview={() => preview(!previewing)}
        onPublish={() => {
          if (watching) watch(false);
          store.getState().show(aside === "publish" && !watching ? null : "publish");
        }}
      />
      {saving.state === "clash" && <Conflict clash={saving} onSettle={settle} />}
      {watching ? (
        <Suspense fallback={<LoadingLines lines={8} label="Opening the numbers" />}>
          <Watch flow={flow} />
        </Suspense>
      ) : (
        <div
          className={styles.work}
          data-panel={panel || aside === "publish" || aside === "history" || undefined}
          data-preview={previewing || undefined}
          data-publishing={aside === "publish" || undefined}
          data-palette={palette === null ? undefined : palette ? "shown" : "hidden"}
        >
          <Palette />
          <div className={styles.middle}>
            <Canvas />
            <ShowPalette />
            {empty && mayEdit && (
              <Suspense fallback={null}>
                <EmptyCanvas flow={flow} />
              </Suspense>
            )}
            {aside === "problems" && <ProblemsDrawer />}
          </div>
          {aside === "publish" ? (
            <Suspense fallback={<aside className={`${panelStyles.panel} ${panelStyles.wide}`} />}>
              <PublishPanel flow={flow} save={save} revision={() => revision.current} />
            </Suspense>
          ) : aside === "history" ? (
            <Suspense fallback={null}>
              <VersionsPanel flow={flow} mayEdit={mayEdit} />
            </Suspense>
          ) : (
            panel && (
              <Suspense fallback={<aside className={panelStyles.panel} />}>
                <Panel />
              </Suspense>
            )
          )}
        </div>
      )}
      {previewing && (
        <Suspense fallback={null}>
          <Preview onClose={() => preview(false)} />
        </Suspense>
      )}
      <AddMenu />
      <ProblemsSpoken />
      {Sheets && !watching && <Sheets state={flow.liveVersion ? `Draft, version ${flow.liveVersion} is live` : "Draft"} />}
    </div>
  );
}

/** In place of the steps, where they are put away or what else needs the room has theirs. */
function ShowPalette() {
  const store = useEditorStore();
  return (
    <button type="button" className={styles.showPalette} onClick={() => store.getState().showPalette(true)}>
      <IconLayoutSidebarLeftExpand size={16} stroke={1.7} aria-hidden="true" />
      Steps
    </button>
  );
}

/**
 * With the first movement of the pointer or press of a key the panels are on their way, and what is printed: it must be there when
 * printing begins, which waits for nothing. So it comes soon by itself too, for whoever prints by keys or the browser's own menu.
 */
function useFetchedWhenNear(): typeof PrintSheets | null {
  const [sheets, setSheets] = useState<{ Sheets: typeof PrintSheets } | null>(null);
  useEffect(() => {
    const near = () => {
      away();
      fetchPanel().catch(() => undefined);
      import("./picture/PrintSheets.tsx").then(
        ({ default: Sheets }) => setSheets({ Sheets }),
        () => undefined,
      );
    };
    const away = () => {
      clearTimeout(soon);
      for (const sign of signs) window.removeEventListener(sign, near);
    };
    const soon = setTimeout(near, 2_000);
    for (const sign of signs) window.addEventListener(sign, near);
    return away;
  }, []);
  return sheets?.Sheets ?? null;
}
const signs = ["pointermove", "pointerdown", "keydown"] as const;

/** How many runs stand at each step, kept fresh. */
function useCounting(key: string, published: boolean): void {
  const store = useEditorStore();
  const { data } = useStepCounts(key, published);
  useEffect(() => {
    if (!data) return;
    const counts = new Map<string, StepCount>();
    for (const { step, state, count } of data.steps) {
      const before = counts.get(step) ?? { waiting: 0, done: 0, attention: 0 };
      if (state === "attention") before.attention += count;
      else if (state === "done") before.done += count;
      else before.waiting += count;
      counts.set(step, before);
    }
    store.getState().setCounts(counts);
  }, [data, store]);
}
