import { IconAlertTriangle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import type { RequestLine as DomainRequestLine } from "../../../domain/requests/index.ts";
import type { RunLine } from "../../../domain/story/index.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { AddToFlow } from "./AddToFlow.tsx";
import { AnsweredAnotherWay } from "./AnsweredAnotherWay.tsx";
import { RunMenu } from "./RunMenu.tsx";
import styles from "./Who.module.css";

/** Who is added to a flow from here. */
interface AddTo {
  kind: "contact" | "matter";
  id: string;
  name: string;
}
type Run = Wire<RunLine>;
type RequestLine = Wire<DomainRequestLine>;

/** The flows somebody is in, each with what it waits for now, and what the client was asked, which may be answered another way. */
export function Runs({ of, runs, requests }: { of: AddTo; runs: Run[]; requests: RequestLine[] }) {
  const mayWork = useMay("work");
  const open = runs.filter((run) => run.status !== "ended");
  const ended = runs.filter((run) => run.status === "ended");
  const client = useQueryClient();
  const loose = requests.filter((one) => !open.some((run) => run.id === one.runId));
  return (
    <Card
      heading="Flows they are in"
      count={open.length}
      action={
        mayWork && <AddToFlow of={of.kind} ids={[of.id]} alone={of.name} filter={{}} onDone={() => void client.invalidateQueries()} />
      }
    >
      {open.length === 0 && (
        <p className={styles.empty}>None just now. Flows start by themselves when something happens that they start on.</p>
      )}
      {open.map((run) => (
        <OneRun key={run.id} run={run} requests={requests.filter((one) => one.runId === run.id)} />
      ))}
      {loose.length > 0 && (
        <div className={styles.run}>
          <b>Asked by hand</b>
          <AnsweredAnotherWay requests={loose} />
        </div>
      )}
      {ended.slice(0, 5).map((run) => (
        <div key={run.id} className={styles.run}>
          <div className={styles.runHead}>
            <Link to={`/runs/${run.id}`}>{run.flowName}</Link>
            <span>ended</span>
          </div>
          <OfMatter run={run} />
        </div>
      ))}
    </Card>
  );
}

function OneRun({ run, requests }: { run: Run; requests: RequestLine[] }) {
  const stuck = run.now.find((one) => one.state === "attention");
  const held = run.now.find((one) => one.state === "held");
  return (
    <div className={styles.run}>
      <div className={styles.runHead}>
        <Link to={`/runs/${run.id}`}>{run.flowName}</Link>
        <span>version {run.version}</span>
        <RunMenu run={run} />
      </div>
      <OfMatter run={run} />
      {run.status === "held" && <StateChip state="held">{held?.reason ? `Held: ${held.reason}` : "Held"}</StateChip>}
      {stuck && (
        <StateChip state="attention" icon={IconAlertTriangle}>
          {stuck.reason ?? "Needs attention"}
        </StateChip>
      )}
      <dl className={styles.now}>
        {run.now.map((place) => (
          <div key={place.step} style={{ display: "contents" }}>
            <dt>Now</dt>
            <dd>
              {place.state === "waiting" ? "Waiting: " : ""}
              <b>{place.name}</b>
              {place.until && (
                <span>
                  until <When at={place.until} />
                </span>
              )}
            </dd>
          </div>
        ))}
        {run.now
          .flatMap((place) => place.ahead)
          .map(({ at, words }) => (
            <div key={words} style={{ display: "contents" }}>
              <dt>Next</dt>
              <dd>
                {words}
                {at && (
                  <span>
                    <When at={at} />
                  </span>
                )}
              </dd>
            </div>
          ))}
      </dl>
      <AnsweredAnotherWay requests={requests} />
    </div>
  );
}

/** Which of a person's matters it is about. */
function OfMatter({ run: { matter } }: { run: Run }) {
  if (!matter) return null;
  return (
    <p className={styles.about}>
      About <Link to={`/matters/${matter.id}`}>{matter.title}</Link>
    </p>
  );
}
