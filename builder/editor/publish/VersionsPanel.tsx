import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Graph } from "../../../engine/graph/index.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { type OpenFlow, useVersion, useVersions } from "../api/flows.ts";
import { useMoves } from "../api/moves.ts";
import panel from "../panel/Panel.module.css";
import { useEditorStore } from "../store/context.tsx";
import { MoveProgress } from "./moving/MoveProgress.tsx";
import { Scheduled } from "./Scheduled.tsx";

/** Every published version, to be looked at on the canvas. The draft is put aside and comes back. */
export default function VersionsPanel({ flow, mayEdit }: { flow: OpenFlow; mayEdit: boolean }) {
  const store = useEditorStore();
  const { data, error, refetch } = useVersions(flow.key);
  const lastMove = useMoves(flow.key).data?.moves[0]?.id;
  const [shown, setShown] = useState<number | null>(null);
  const { data: version } = useVersion(flow.key, shown);
  const draft = useRef<Graph | null>(null);
  const toDraft = () => {
    if (draft.current) store.getState().open(draft.current, !mayEdit);
    draft.current = null;
    setShown(null);
  };
  useEffect(() => {
    if (!version || version.number !== shown) return;
    draft.current ??= store.getState().graph;
    store.getState().open(version.graph, true);
  }, [version, shown, store]);
  useEffect(
    () => () => {
      if (draft.current) store.getState().open(draft.current, !mayEdit);
    },
    [store, mayEdit],
  );
  const takeOver = () => {
    const before = draft.current;
    if (!version || !before) return;
    const old = version.graph;
    const { open, edit } = store.getState();
    open(before, false);
    draft.current = null;
    setShown(null);
    edit(
      [
        { do: "deleteMany", ids: before.nodes.map((node) => node.id) },
        { do: "setSettings", settings: old.settings },
        {
          do: "paste",
          clipping: { nodes: old.nodes, edges: old.edges },
          ids: Object.fromEntries(old.nodes.map(({ id }) => [id, id])),
          offset: { x: 0, y: 0 },
        },
        { do: "setStart", to: old.start },
        { do: "setNotes", notes: old.notes ?? [] },
      ],
      { name: `make version ${version.number} the draft` },
    );
    store.getState().show(null);
  };
  return (
    <aside className={panel.panel} aria-label="Versions">
      <header className={panel.head}>
        <h2 className={panel.names}>Versions</h2>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Close the versions" onClick={() => store.getState().show(null)}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      <div className={panel.body}>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <LoadingLines lines={4} />
        ) : (
          <>
            <Scheduled flow={flow} />
            <button type="button" className={panel.version} aria-pressed={shown === null} onClick={toDraft}>
              <b>Draft</b>
              <span>What you are working on.</span>
            </button>
            {data.versions.map((one) => (
              <button
                key={one.number}
                type="button"
                className={panel.version}
                aria-pressed={shown === one.number}
                onClick={() => setShown(one.number)}
              >
                <b>Version {one.number}</b>
                {one.number === flow.liveVersion && flow.state === "live" && <StateChip state="done">Live</StateChip>}
                <span>
                  {one.publishedBy.name}, <When at={one.publishedAt} />
                </span>
                {one.notes && <span>{one.notes}</span>}
              </button>
            ))}
            {lastMove && <MoveProgress moveId={lastMove} mayEdit={mayEdit} />}
            {data.versions.length === 0 && (
              <p className={panel.say}>Nothing has been published yet. The first version is made by Publish.</p>
            )}
          </>
        )}
      </div>
      {shown !== null && mayEdit && (
        <footer className={panel.foot}>
          <Button onClick={toDraft}>Back to the draft</Button>
          <Button variant="light" onClick={takeOver}>
            Make this the draft
          </Button>
        </footer>
      )}
    </aside>
  );
}
