import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { decompile } from "../../../engine/graph/index.ts";
import { useFirmZone } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { whenParts } from "../../components/when.ts";
import { useVersion } from "../../editor/api/flows.ts";
import { useRecordNames } from "../../editor/api/records.ts";
import { Canvas } from "../../editor/canvas/Canvas.tsx";
import { pathOf } from "../../editor/preview/path.ts";
import type { OpenRun } from "../../editor/run/types.ts";
import { EditorProvider } from "../../editor/store/context.tsx";
import { createEditorStore, START } from "../../editor/store/editorStore.ts";
import { NamesContext } from "../../editor/words/names.ts";
import { titleOf } from "../../editor/words/step.ts";
import { Page } from "../../frame/Page.tsx";
import { outcomeWords } from "../../words/journal.ts";
import { personOf, useFacts, useRequests, useRun } from "./api.ts";
import { Operators } from "./Operators.tsx";
import styles from "./Run.module.css";
import { Standing } from "./Standing.tsx";
import { Story } from "./Story.tsx";

/** One person's or matter's way through a flow: where it stands, what comes next, and all that happened. */
export default function Run() {
  const { runId = "" } = useParams();
  const { data: run, error, refetch } = useRun(runId);
  // What was read stays on the screen when a later look fails.
  if (run) return <Shown run={run} />;
  return (
    <Page title="In a flow" crumbs={[{ label: "Flows", to: "/flows" }]}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} title="This could not be shown" />
      ) : (
        <LoadingLines lines={8} label="Loading where it stands" />
      )}
    </Page>
  );
}

function Shown({ run }: { run: OpenRun }) {
  const zone = useFirmZone();
  const [stepTitle] = useState(() => (id: string) => {
    const step = run.definition.steps[id];
    return step && titleOf(step as never);
  });
  const names = useRecordNames(stepTitle);
  const facts = useFacts(run);
  const requests = useRequests(run.id);
  const person = useMemo(() => personOf(facts, requests), [facts, requests]);
  const who =
    run.subject.matterId !== undefined
      ? { to: `/matters/${run.subject.matterId}`, label: "Open the matter" }
      : run.subject.contactId !== undefined
        ? { to: `/contacts/${run.subject.contactId}`, label: "Open the person" }
        : null;
  return (
    <NamesContext value={names}>
      <Page
        title={run.subject.name}
        crumbs={[
          { label: "Flows", to: "/flows" },
          { label: run.flowName, to: `/flows/${run.flowKey}` },
          { label: `Version ${run.version}` },
        ]}
        beside={<RunState run={run} />}
        tools={who && <Link to={who.to}>{who.label}</Link>}
      >
        <div className={styles.columns}>
          <Drawn run={run} zone={zone} />
          <div className={styles.side}>
            <Standing run={run} requests={requests} />
            <Operators run={run} facts={facts} requests={requests} />
            <Story run={run} person={person} />
            <About run={run} />
          </div>
        </div>
      </Page>
    </NamesContext>
  );
}

function RunState({ run }: { run: OpenRun }) {
  if (run.status === "ended") return <StateChip state="done">Ended{run.outcome ? ` ${outcomeWords(run.outcome)}` : ""}</StateChip>;
  if (run.needsAttention) return <StateChip state="attention">Needs attention</StateChip>;
  if (run.status === "held") return <StateChip state="held">On hold</StateChip>;
  return <StateChip state="waiting">Under way</StateChip>;
}

/** How it began, and how it ended. */
function About({ run }: { run: OpenRun }) {
  return (
    <Card heading="How it began" padded>
      <p className={styles.why}>
        <When at={run.startedAt} /> · {run.startedBy.kind === "staff" ? `started by ${run.startedBy.name}` : "started by itself"}
        {run.endedAt && (
          <>
            <br />
            <When at={run.endedAt} before="Ended" />
          </>
        )}
      </p>
      {run.causes.length > 0 && (
        <p className={styles.why}>
          Another flow led to it: <Link to={`/runs/${run.causes.at(-1)}`}>see that one</Link>
        </p>
      )}
    </Card>
  );
}

/** Its path lit up on the flow it goes through. */
function Drawn({ run, zone }: { run: OpenRun; zone: string }) {
  const { data: version } = useVersion(run.flowKey, run.version);
  const graph = useMemo(() => version?.graph ?? decompile(run.definition), [version, run.definition]);
  const store = useMemo(() => createEditorStore(graph, true), [graph]);
  useEffect(() => {
    const path = pathOf(run.definition, run.journal);
    const say = (iso: string) => {
      const { day, time } = whenParts(new Date(iso), { zone, showZone: false });
      return `${day}, ${time}`;
    };
    const steps = new Map<string, string>([[START, ""], ...[...path.reached].map(([id, iso]): [string, string] => [id, say(iso)])]);
    for (const place of run.position) steps.set(place.step, place.until ? `until ${say(place.until)}` : "now");
    store.getState().light({ steps, edges: path.edges, at: run.position.map((place) => place.step) });
  }, [store, run, zone]);
  return (
    <section className={styles.drawing} aria-label="Where it stands in the flow">
      <ReactFlowProvider>
        <EditorProvider store={store}>
          <Canvas />
        </EditorProvider>
      </ReactFlowProvider>
    </section>
  );
}
