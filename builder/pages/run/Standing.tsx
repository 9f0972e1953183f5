import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { StepKindName } from "../../../engine/definition/types.ts";
import { aheadOf } from "../../../engine/run/index.ts";
import { isStepKind } from "../../../engine/steps/index.ts";
import { api } from "../../api/client.ts";
import { Card } from "../../components/Card.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { KindTile, Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import type { OpenRun, RunPlace } from "../../editor/run/types.ts";
import { titleOf } from "../../editor/words/step.ts";
import type { RequestLine } from "./api.ts";
import styles from "./Run.module.css";

const doing: Record<RunPlace["state"], string> = { waiting: "Waiting", working: "Under way", attention: "Needs attention", held: "Held" };

/** Where it is now, whose answer is missing, and what comes next. */
export function Standing({ run, requests }: { run: OpenRun; requests: RequestLine[] }) {
  if (run.position.length === 0) return null;
  return (
    <Card heading="Now">
      {run.position.map((place) => (
        <Place key={`${place.token} ${place.step}`} run={run} place={place} requests={requests} />
      ))}
    </Card>
  );
}

function Place({ run, place, requests }: { run: OpenRun; place: RunPlace; requests: RequestLine[] }) {
  const step = Object.hasOwn(run.definition.steps, place.step) ? run.definition.steps[place.step] : undefined;
  const kind = isStepKind(place.kind) ? (place.kind as StepKindName) : null;
  const missing = requests.filter((one) => one.step === place.step && one.state === "open").map((one) => one.contactName);
  const ahead = aheadOf(run.definition.steps, place, titleOf, run.wakeAt);
  return (
    <div className={styles.place}>
      {place.state === "attention" ? <Tile icon={IconAlertTriangle} tone="attention" /> : kind ? <KindTile kind={kind} /> : <span />}
      <div>
        <p className={styles.placeHead}>
          <b>{step ? titleOf(step) : place.name}</b>
          <StateChip state={place.state === "working" ? "info" : place.state}>{doing[place.state]}</StateChip>
        </p>
        <p className={styles.why}>
          <When at={place.since} before="Since" />
          {missing.length > 0 && ` · waits for ${missing.join(" and ")}`}
          {place.state === "held" && place.reason ? ` · ${place.reason}` : ""}
        </p>
        {place.kind === "approve" && <ToApproval runId={run.id} step={place.step} />}
        {ahead.length > 0 && (
          <dl className={styles.ahead}>
            {ahead.map(({ at, words }) => (
              <div key={words}>
                <dt>{at ? <When at={at} emphasis /> : "Next"}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </div>
  );
}

/** The way to what is to be approved. */
function ToApproval({ runId, step }: { runId: string; step: string }) {
  const { data } = useQuery({
    queryKey: ["run", runId, "tasks"],
    queryFn: () => api.get<{ tasks: { step?: string; approvalId?: string }[] }>("/api/tasks", { runId }),
  });
  const asked = data?.tasks.find((task) => task.step === step && task.approvalId);
  return asked ? (
    <p className={styles.why}>
      <Link to={`/approvals/${asked.approvalId}`}>Look at it and decide</Link>
    </p>
  ) : null;
}
