import { Button } from "@mantine/core";
import { useState } from "react";
import { type Command, type Facts, reachesClient } from "../../../engine/run/index.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import type { OpenRun, RunPlace } from "../../editor/run/types.ts";
import { titleOf } from "../../editor/words/step.ts";
import { AnsweredAnotherWay } from "../shared/AnsweredAnotherWay.tsx";
import { type RequestLine, useCommand, useUndoStart } from "./api.ts";
import { type Act, CommandDialog } from "./CommandDialog.tsx";
import styles from "./Run.module.css";

/** What can be said to have happened without a request's link. */
const settled: Record<string, string> = { createTask: "Done already", waitForEvent: "It has happened", waitUntil: "It is so" };

/** What staff can do with a run. Where it needs them, the ways out come first. */
export function Operators({ run, facts, requests }: { run: OpenRun; facts: Partial<Facts>; requests: RequestLine[] }) {
  const mayAct = useMay("work");
  const command = useCommand(run.id);
  const [act, setAct] = useState<Act | null>(null);
  if (!mayAct || run.status === "ended") return null;
  const tell = async (what: Command, done: string) => {
    await command.mutateAsync(what);
    notifyDone(done);
    setAct(null);
  };
  const stuck = run.position.filter((place) => place.state === "attention");
  const open = run.position.filter((place) => place.kind in settled && place.state !== "attention");
  const called = ({ step, name }: RunPlace) => (run.definition.steps[step] ? titleOf(run.definition.steps[step]) : name);
  // What may reach a client is asked about first; the rest is simply done.
  const retry = (place: RunPlace) => {
    if (reachesClient(run.definition.steps[place.step])) setAct({ sort: "retry", place });
    else void tell({ do: "retry", token: place.token }, "Trying again.").catch(() => undefined);
  };
  return (
    <Card heading={stuck.length > 0 ? "What you can do" : "Take a hand in it"} padded>
      {command.error && !act && <FormProblems error={command.error} />}
      <UndoStart run={run} />
      {stuck.map((place) => (
        <div key={place.token} className={styles.stuck}>
          <p>
            <b>{called(place)}:</b> {place.reason ?? "It could not go on."}
          </p>
          <p>Put right what is wrong and try again, settle it another way, or leave the step out.</p>
          <div className={styles.acts}>
            <Button size="xs" variant="filled" loading={command.isPending} onClick={() => retry(place)}>
              Try again
            </Button>
            {/* Whoever is asked decides on the approval's own page. */}
            {place.kind !== "approve" && (
              <Button size="xs" onClick={() => setAct({ sort: "complete", place })}>
                Settled another way
              </Button>
            )}
            <Button size="xs" onClick={() => setAct({ sort: "skip", place })}>
              Leave it out
            </Button>
          </div>
        </div>
      ))}
      <div className={styles.acts}>
        {run.status === "held" ? (
          <Button size="xs" variant="filled" onClick={() => setAct({ sort: "resume" })}>
            Let it go on
          </Button>
        ) : (
          <Button size="xs" onClick={() => setAct({ sort: "hold" })}>
            Put on hold
          </Button>
        )}
        <AnsweredAnotherWay requests={requests} />
        {open.map((place) => (
          <Button key={place.token} size="xs" onClick={() => setAct({ sort: "complete", place })}>
            {settled[place.kind]}: {called(place)}
          </Button>
        ))}
        {run.position
          .filter((place) => place.state !== "attention")
          .map((place) => (
            <Button key={place.token} size="xs" onClick={() => setAct({ sort: "skip", place })}>
              Leave out “{called(place)}”
            </Button>
          ))}
        <Button size="xs" onClick={() => setAct({ sort: "jump" })}>
          Go on elsewhere
        </Button>
        <Button size="xs" color="attention" variant="light" onClick={() => setAct({ sort: "cancel" })}>
          Take out of the flow
        </Button>
      </div>
      {act && <CommandDialog act={act} run={run} facts={facts} onTell={tell} onClose={() => setAct(null)} />}
    </Card>
  );
}

/** Started by hand a moment ago: as long as nothing has left, it can be taken back. */
function UndoStart({ run }: { run: OpenRun }) {
  const undo = useUndoStart(run.id);
  if (!run.undoUntil || Date.parse(run.undoUntil) <= Date.now()) return null;
  return (
    <div className={styles.stuck} data-calm>
      <p>Started by {run.startedBy.name} a moment ago. Nothing has left yet.</p>
      <div className={styles.acts}>
        <Button size="xs" loading={undo.isPending} onClick={() => undo.mutate()}>
          Undo the start
        </Button>
      </div>
    </div>
  );
}
