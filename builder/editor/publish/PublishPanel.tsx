import { ActionIcon, Button, Textarea } from "@mantine/core";
import { IconAlertTriangle, IconRocket, IconUsers, IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { compile } from "../../../engine/graph/index.ts";
import { proposeMapping } from "../../../engine/run/moving/index.ts";
import { api } from "../../api/client.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import { notifyDone, notifyUndo } from "../../components/notify.tsx";
import { flowCalls, type OpenFlow, useFlows, useVersion } from "../api/flows.ts";
import { type Mapping, moveCalls } from "../api/moves.ts";
import panel from "../panel/Panel.module.css";
import { sentence } from "../problems/words.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { useNames } from "../words/names.ts";
import { startTitle } from "../words/start.ts";
import { titleOf } from "../words/step.ts";
import { Changes } from "./Changes.tsx";
import { type First, FirstPeople, useFirstPeople } from "./FirstPeople.tsx";
import { type Choice, MoveChoice } from "./moving/MoveChoice.tsx";
import { MoveProgress } from "./moving/MoveProgress.tsx";
import { tally } from "./moving/words.ts";

interface PublishPanelProps {
  flow: OpenFlow;
  save: () => Promise<void>;
  revision: () => number;
}

/** What publishing will do, before it is done. Problems stand in the way here, never in a dialog. */
export default function PublishPanel({ flow, save, revision }: PublishPanelProps) {
  const store = useEditorStore();
  const queries = useQueryClient();
  const settings = useEditor((state) => state.graph.settings);
  const errors = useEditor((state) => state.problems).filter((problem) => problem.severity === "error");
  const warnings = useEditor((state) => state.problems).filter((problem) => problem.severity === "warning");
  const index = useEditor((state) => state.index);
  const { data: list } = useFlows();
  const names = useNames();
  const [notes, setNotes] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const inFlow = (list?.flows.find(({ key }) => key === flow.key)?.counts ?? []).reduce((sum, one) => sum + one.running, 0);
  const next = (flow.liveVersion ?? 0) + 1;
  const [choice, setChoice] = useState<Choice>("leave");
  const [moveId, setMoveId] = useState<string | null>(null);
  const graph = useEditor((state) => state.graph);
  const draft = useMemo(() => compile(graph).definition, [graph]);
  const { data: live } = useVersion(flow.key, flow.liveVersion ?? null);
  const [chosen, setChosen] = useState<Mapping>({});
  // Steps in both keep their people by id; each removed one has a place suggested until another is chosen.
  const mapping = useMemo(() => {
    const proposed = live ? proposeMapping(live.definition, draft).flatMap(({ step, to }) => (to ? [[step, to]] : [])) : [];
    return { ...Object.fromEntries(proposed), ...chosen } as Mapping;
  }, [live, draft, chosen]);
  const firstPeople = useFirstPeople(!flow.liveVersion && errors.length === 0);
  const [first, setFirst] = useState<First>("new");
  const starting = first === "all" ? firstPeople : null;
  const preview = useQuery({
    queryKey: ["flow", flow.key, "move-preview", graph, mapping],
    queryFn: async () => {
      await save();
      return await moveCalls.preview(flow.key, mapping);
    },
    enabled: choice === "move" && inFlow > 0 && errors.length === 0,
    staleTime: 30_000,
  });
  const startNow = async (of: string, ids: string[]) => {
    const { id } = await api.post<{ id: string }>("/api/bulk/starts", { flowKey: flow.key, list: { of, ids } });
    void queries.invalidateQueries({ queryKey: ["bulk"] });
    notifyUndo({
      message: ids.length === 1 ? "Started for the one who matches." : `Started for the ${ids.length.toLocaleString("en-US")} who match.`,
      seconds: 60,
      onUndo: () => api.post(`/api/bulk/${id}/undo`),
    });
  };
  const publish = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await save();
      const answer = await flowCalls.publish(flow.key, { revision: revision(), ...(notes.trim() ? { notes: notes.trim() } : {}) });
      queries.setQueryData<OpenFlow>(["flow", flow.key], (before) => before && { ...before, state: "live", liveVersion: answer.version });
      void queries.invalidateQueries({ queryKey: ["flows"] });
      void queries.invalidateQueries({ queryKey: ["flow", flow.key, "versions"] });
      notifyDone(
        answer.version === flow.liveVersion
          ? `Nothing had changed: version ${answer.version} stays live`
          : `Version ${answer.version} is live`,
      );
      if (starting) await startNow(settings.subject, starting);
      if (choice === "leave" || inFlow === 0) store.getState().show(null);
      else {
        const how = choice === "end" ? { how: "end" as const } : { how: "move" as const, mapping };
        const begun = await moveCalls.begin(flow.key, { ...how, to: answer.version });
        void queries.invalidateQueries({ queryKey: ["flow", flow.key, "moves"] });
        setMoveId(begun.id);
      }
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <aside className={`${panel.panel} ${panel.wide}`} aria-label="Publish">
      <header className={panel.head}>
        <h2 className={panel.names} style={{ fontSize: 17, lineHeight: "24px" }}>
          {moveId ? `Version ${flow.liveVersion} is live` : `Publish version ${next}`}
        </h2>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Close" onClick={() => store.getState().show(null)}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      {moveId ? (
        <div className={panel.body}>
          <MoveProgress moveId={moveId} mayEdit />
        </div>
      ) : (
        <div className={panel.body}>
          {errors.length > 0 ? (
            <div className={panel.problems} role="alert">
              <b>{errors.length === 1 ? "One problem stands in the way" : `${errors.length} problems stand in the way`}</b>
              <ul>
                {errors.slice(0, 8).map((problem) => (
                  <li key={`${problem.path} ${problem.message}`}>
                    <button
                      type="button"
                      className={panel.link}
                      onClick={() => {
                        store.getState().show(null);
                        store.getState().goTo(problem.step ?? START);
                      }}
                    >
                      {problem.step && index.get(problem.step)
                        ? titleOf(index.get(problem.step)?.node.step ?? { kind: "end" })
                        : "The flow"}
                    </button>
                    : {sentence(problem, String(index.get(problem.step ?? "")?.node.step.kind ?? ""))}
                  </li>
                ))}
              </ul>
            </div>
          ) : (
            <>
              <div className={panel.reach}>
                <IconUsers size={20} stroke={1.7} aria-hidden="true" />
                <p>
                  {inFlow > 0 ? (
                    <>
                      <b>
                        Publishing changes nothing for {inFlow === 1 ? "the one person" : `the ${inFlow.toLocaleString("en-US")} people`}{" "}
                        already in this flow.
                      </b>{" "}
                      They stay on their version unless you move them here.
                    </>
                  ) : (
                    <b>Nobody is in this flow yet.</b>
                  )}
                </p>
              </div>
              <p className={panel.say}>
                From then on it{" "}
                {startTitle(settings, names)
                  .replace(/^Starts/, "starts")
                  .replace(/^Started by hand/, "is started by hand")}
                . {starting ? "" : "Nothing is sent to anybody by publishing."}
              </p>
            </>
          )}
          {warnings.length > 0 && (
            <ul className={panel.warnings}>
              {warnings.map((problem) => (
                <li key={problem.path}>
                  <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />
                  {sentence(problem)}
                </li>
              ))}
            </ul>
          )}
          {errors.length === 0 && inFlow > 0 && live && (
            <MoveChoice
              {...{ inFlow, next, draft, choice, mapping }}
              liveVersion={live.number}
              live={live.definition}
              onChoice={setChoice}
              onMapping={setChosen}
              preview={preview}
            />
          )}
          {firstPeople && <FirstPeople ids={firstPeople} choice={first} onChoice={setFirst} />}
          <Changes flow={flow} />
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
          {failure !== null && <FormProblems error={failure} />}
        </div>
      )}
      <footer className={panel.foot}>
        {moveId ? (
          <Button variant="filled" onClick={() => store.getState().show(null)}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={() => store.getState().show(null)}>Back to the draft</Button>
            <Button
              variant="filled"
              leftSection={<IconRocket size={16} stroke={1.7} />}
              disabled={errors.length > 0 || (choice === "move" && inFlow > 0 && !preview.data)}
              loading={busy}
              onClick={() => void publish()}
            >
              {inFlow > 0 && choice === "move"
                ? `Publish and move ${preview.data ? tally(preview.data.groups, () => true).carryOn.toLocaleString("en-US") : "them"}`
                : inFlow > 0 && choice === "end"
                  ? `Publish and end ${inFlow.toLocaleString("en-US")}`
                  : starting
                    ? `Publish and start ${starting.length.toLocaleString("en-US")}`
                    : `Publish version ${next}`}
            </Button>
          </>
        )}
      </footer>
    </aside>
  );
}
