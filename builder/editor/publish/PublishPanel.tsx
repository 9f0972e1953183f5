import { ActionIcon, Button, Textarea } from "@mantine/core";
import { IconRocket, IconUsers, IconX } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { definitionHash } from "../../../engine/definition/index.ts";
import { compile } from "../../../engine/graph/index.ts";
import { proposeMapping } from "../../../engine/run/moving/index.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { type OpenFlow, useFlows, useVersion } from "../api/flows.ts";
import { type Mapping, moveCalls } from "../api/moves.ts";
import { CheckResults } from "../checks/CheckResults.tsx";
import { useMeantChecks } from "../checks/useCheckRuns.ts";
import panel from "../panel/Panel.module.css";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { useNames } from "../words/names.ts";
import { startTitle } from "../words/start.ts";
import { Changes } from "./Changes.tsx";
import { type First, FirstPeople, useFirstPeople } from "./FirstPeople.tsx";
import { InTheWay } from "./InTheWay.tsx";
import { type Choice, MoveChoice } from "./moving/MoveChoice.tsx";
import { MoveProgress } from "./moving/MoveProgress.tsx";
import { tally } from "./moving/words.ts";
import { type At, NowOrLater, PublishTime } from "./PublishTime.tsx";
import { Scheduled } from "./Scheduled.tsx";
import { ToBeRead, useReadWarnings } from "./ToBeRead.tsx";
import { type Publishable, usePublishing } from "./usePublishing.ts";

/** What publishing will do, before it is done. Problems stand in the way here, never in a dialog. */
export default function PublishPanel(props: Publishable) {
  const { flow, save } = props;
  const store = useEditorStore();
  const problems = useEditor((state) => state.problems);
  const ready = !problems.some((problem) => problem.severity === "error");
  const publishing = usePublishing(props);
  const [notes, setNotes] = useState("");
  const [at, setAt] = useState<At>(null);
  const [wish, setChoice] = useState<Choice>("leave");
  const [first, setFirst] = useState<First>("new");
  const draft = useDraft(flow);
  const { unchanged, next, inFlow, movable } = draft;
  const checks = useMeantChecks(flow.key, draft.definition);
  const warnings = useReadWarnings();
  const firstPeople = useFirstPeople(!flow.liveVersion && ready);
  const now = at === null;
  const starting = now && first === "all" ? firstPeople : null;
  const choice = movable > 0 ? wish : "leave";
  const preview = useMovePreview(flow, draft, save, choice === "move" && ready);
  const foreseen = preview.isPlaceholderData ? undefined : preview.data;
  const close = () => store.getState().show(null);
  const publish = async () => {
    const { became } = await publishing.mutateAsync({ at, notes, choice, mapping: draft.mapping, start: starting });
    if (became === "published") close();
  };
  /** What was wrong with one time says nothing of another. */
  const change = (to: At) => {
    setAt(to);
    publishing.reset();
  };
  const wrongTime = now ? undefined : problemsOf(publishing.error).of("at");
  const done = publishing.data;
  // Taken back, what was planned can be thought over here.
  if (done?.became === "moving" || (done?.became === "planned" && flow.scheduled))
    return (
      <Frame title={done.became === "moving" ? `Version ${flow.liveVersion} is live` : `Version ${next} is ready`} onClose={close}>
        <div className={panel.body}>
          {done.became === "moving" ? <MoveProgress moveId={done.moveId} mayEdit /> : <Scheduled flow={flow} />}
        </div>
        <footer className={panel.foot}>
          <Button variant="filled" onClick={close}>
            Close
          </Button>
        </footer>
      </Frame>
    );
  return (
    <Frame title={unchanged ? `Version ${flow.liveVersion} is live` : `Publish version ${next}`} onClose={close}>
      <div className={panel.body}>
        <Scheduled flow={flow} />
        {ready ? <Reach {...{ inFlow, movable, unchanged }} reachesNobody={!starting && choice === "leave"} /> : <InTheWay />}
        {ready && <ToBeRead {...warnings} />}
        {ready && movable > 0 && draft.live && (
          <MoveChoice
            {...{ inFlow: movable, next, choice, later: !now }}
            draft={draft.definition}
            mapping={draft.mapping}
            liveVersion={draft.live.number}
            live={draft.live.definition}
            onChoice={setChoice}
            onMapping={draft.choose}
            preview={preview}
          />
        )}
        {firstPeople &&
          (now ? (
            <FirstPeople ids={firstPeople} choice={first} onChoice={setFirst} />
          ) : (
            <p className={panel.say}>At a time, it begins with new ones only. Add those who match already once it is live.</p>
          ))}
        <Changes flow={flow} />
        {ready && <CheckResults flowKey={flow.key} runs={checks.runs} meant={checks.meant} onMeant={checks.onMeant} />}
        <Textarea
          label="Note for the history (optional)"
          placeholder={`Why version ${next}?`}
          value={notes}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        {publishing.error !== null && !wrongTime && <FormProblems error={publishing.error} />}
      </div>
      {at !== null && <PublishTime at={at} onChange={change} error={wrongTime} />}
      <footer className={panel.foot} data-bare={!now || undefined}>
        <NowOrLater at={at} onChange={change} />
        <span style={{ flex: 1 }} />
        <Button onClick={close}>Back to the draft</Button>
        <Button
          variant="filled"
          leftSection={<IconRocket size={16} stroke={1.7} />}
          disabled={!ready || checks.unread || warnings.unread || at === "" || (choice === "move" && !foreseen)}
          loading={publishing.isPending}
          onClick={() => void publish().catch(() => undefined)}
        >
          {now
            ? pressWords({ choice, next, unchanged, moved: foreseen && tally(foreseen.groups, () => true).carryOn, movable, starting })
            : laterWords[choice]}
        </Button>
      </footer>
    </Frame>
  );
}

const laterWords = { leave: "Publish then", move: "Publish and move them then", end: "Publish and end them then" } as const;

interface Pressing {
  choice: Choice;
  next: number;
  unchanged: boolean;
  /** How many carry on, once that is known. */
  moved: number | undefined;
  movable: number;
  starting: string[] | null;
}

/** What pressing does now, and to how many. */
function pressWords({ choice, next, unchanged, moved, movable, starting }: Pressing): string {
  const many = (count: number) => count.toLocaleString("en-US");
  if (choice === "move") return `Publish and move ${moved === undefined ? "them" : many(moved)}`;
  if (choice === "end") return `Publish and end ${many(movable)}`;
  if (starting) return `Publish and start ${many(starting.length)}`;
  return unchanged ? "Publish again" : `Publish version ${next}`;
}

function Frame({ title, onClose, children }: { title: string; onClose: () => void; children: React.ReactNode }) {
  return (
    <aside className={`${panel.panel} ${panel.wide}`} aria-label="Publish">
      <header className={panel.head}>
        <h2 className={panel.names} style={{ fontSize: 17, lineHeight: "24px" }}>
          {title}
        </h2>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Close" onClick={onClose}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      {children}
    </aside>
  );
}

/** The draft beside what is live: whether it differs, how many are in the flow, and how many of them could move to it. */
function useDraft(flow: OpenFlow) {
  const { data: list } = useFlows();
  const graph = useEditor((state) => state.graph);
  const definition = useMemo(() => compile(graph).definition, [graph]);
  const { data: live } = useVersion(flow.key, flow.liveVersion ?? null);
  const [chosen, choose] = useState<Mapping>({});
  const unchanged = useMemo(() => live !== undefined && definitionHash(definition) === live.hash, [live, definition]);
  // Steps in both keep their people by id; each removed one has a place suggested until another is chosen.
  const mapping = useMemo(() => {
    const proposed = live ? proposeMapping(live.definition, definition).flatMap(({ step, to }) => (to ? [[step, to]] : [])) : [];
    return { ...Object.fromEntries(proposed), ...chosen } as Mapping;
  }, [live, definition, chosen]);
  const counts = list?.flows.find(({ key }) => key === flow.key)?.counts ?? [];
  const sum = (of: typeof counts) => of.reduce((total, one) => total + one.running, 0);
  return {
    ...{ graph, definition, live, mapping, choose, unchanged },
    next: (flow.liveVersion ?? 0) + 1,
    inFlow: sum(counts),
    movable: sum(unchanged ? counts.filter((one) => one.version !== flow.liveVersion) : counts),
  };
}

const useMovePreview = (flow: OpenFlow, { graph, mapping }: ReturnType<typeof useDraft>, save: () => Promise<void>, enabled: boolean) =>
  useQuery({
    queryKey: ["flow", flow.key, "move-preview", graph, mapping],
    queryFn: async () => {
      await save();
      return await moveCalls.preview(flow.key, mapping);
    },
    enabled,
    staleTime: 30_000,
    // Another place was chosen: what was told stays in sight until what that would do is known.
    placeholderData: keepPreviousData,
  });

interface ReachProps {
  inFlow: number;
  movable: number;
  unchanged: boolean;
  /** Nobody is started, moved or taken out with it. */
  reachesNobody: boolean;
}

/** Whom publishing reaches, before anything else is chosen. */
function Reach({ inFlow, movable, unchanged, reachesNobody }: ReachProps) {
  const settings = useEditor((state) => state.graph.settings);
  const names = useNames();
  const people = inFlow === 1 ? "the one person" : `the ${inFlow.toLocaleString("en-US")} people`;
  const stay = movable > 0 ? "They stay on their version unless you move them here." : "They stay on their version.";
  const start = startTitle(settings, names)
    .replace(/^Starts/, "starts")
    .replace(/^Started by hand/, "is started by hand");
  return (
    <>
      <div className={panel.reach}>
        <IconUsers size={20} stroke={1.7} aria-hidden="true" />
        <p>
          {inFlow > 0 ? (
            <>
              <b>Publishing changes nothing for {people} already in this flow.</b> {stay}
            </>
          ) : (
            <b>Nobody is in this flow yet.</b>
          )}
        </p>
      </div>
      <p className={panel.say}>
        {unchanged
          ? "Nothing in the drawing has changed since. Published again, it takes its emails, forms and documents as they are now."
          : `From then on it ${start}. ${reachesNobody ? "Nothing is sent to anybody by publishing." : ""}`}
      </p>
    </>
  );
}
