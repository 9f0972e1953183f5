import { Button, Progress } from "@mantine/core";
import { IconHandStop, IconUsers } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { type Bulk, doneOf, useBulks } from "../api/bulk.ts";
import { api } from "../api/client.ts";
import { useMay } from "../api/me.ts";
import { notifyProblem } from "../components/notify.tsx";
import { When } from "../components/When.tsx";
import styles from "./Banners.module.css";

interface Hold {
  id: string;
  reason: string;
  since: string;
  until?: string;
}

/** What concerns the whole firm just now, calmly above every page: a hold of all messages, and what is being done for many. */
export function Banners() {
  const { data } = useQuery({
    queryKey: ["holds", "firm"],
    queryFn: () => api.get<{ holds: Hold[] }>("/api/holds", { target: "firm" }),
    refetchInterval: 30_000,
    retry: false,
  });
  const going = useBulks().filter((one) => one.state === "working" || one.state === "undoing" || canUndo(one));
  return (
    <>
      {data?.holds.map((hold) => (
        <div key={hold.id} className={styles.banner} role="status">
          <IconHandStop size={16} stroke={1.7} aria-hidden="true" />
          <p>
            <b>
              All messages are on hold since <When at={hold.since} />
              {hold.until && <When at={hold.until} before=" until" />}
            </b>{" "}
            because: {hold.reason}
          </p>
          <Link to="/settings/holds">Let messages leave again</Link>
        </div>
      ))}
      {going.map((one) => (
        <Going key={one.id} bulk={one} />
      ))}
    </>
  );
}

const canUndo = ({ state, undoUntil }: Bulk): boolean =>
  undoUntil !== undefined && state !== "undone" && state !== "undoing" && Date.parse(undoUntil) > Date.now();

const doing = { start: "Starting", retry: "Trying again for", skip: "Leaving the step out for", cancel: "Ending", resume: "Letting go on" };
const did = { start: "Started", retry: "Tried again for", skip: "Left the step out for", cancel: "Ended", resume: "Let go on" };

function Going({ bulk }: { bulk: Bulk }) {
  const client = useQueryClient();
  const mayWork = useMay("work");
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const tell = useMutation({
    mutationFn: (what: "undo" | "stop") => api.post(`/api/bulk/${bulk.id}/${what}`),
    onSettled: () => client.invalidateQueries(),
    onError: notifyProblem,
  });
  const count = doneOf(bulk);
  const of = bulk.total === undefined ? "" : ` of ${bulk.total.toLocaleString("en-US")}`;
  const what = bulk.does === "start" ? `“${bulk.flowName}”` : "runs";
  const words = bulk.state === "undoing" ? `Taking back ${what}` : `${(bulk.state === "working" ? doing : did)[bulk.does]} ${what}`;
  const left = bulk.undoUntil ? Math.max(0, Math.ceil((Date.parse(bulk.undoUntil) - Date.now()) / 1000)) : 0;
  return (
    <div className={styles.banner} role="status">
      <IconUsers size={16} stroke={1.7} aria-hidden="true" />
      <p>
        <b>{words}</b>:{" "}
        <span className="num">
          {count.toLocaleString("en-US")}
          {of}
        </span>
        {bulk.counts.already > 0 && `, ${bulk.counts.already.toLocaleString("en-US")} were in it already`}
        {bulk.counts.refused > 0 && `, ${bulk.counts.refused.toLocaleString("en-US")} could not (${bulk.problems[0]?.reason ?? ""})`}
      </p>
      {bulk.total !== undefined && (
        <Progress
          className={styles.track ?? ""}
          value={(count / Math.max(1, bulk.total)) * 100}
          aria-label={`${words}: how far it has come`}
        />
      )}
      {mayWork && canUndo(bulk) && (
        <Button size="xs" loading={tell.isPending} onClick={() => tell.mutate("undo")}>
          Undo (<span className="num">{left}</span> s)
        </Button>
      )}
      {mayWork && bulk.state === "working" && (
        <Button size="xs" loading={tell.isPending} onClick={() => tell.mutate("stop")}>
          Stop
        </Button>
      )}
    </div>
  );
}
