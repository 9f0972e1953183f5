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
  /** Absent: all messages. */
  only?: "marketing";
  reason: string;
  since: string;
  until?: string;
}

/** What concerns the whole firm just now, calmly above every page: a hold of all messages or of marketing, and what is being done for many. */
export function Banners() {
  const { data } = useQuery({
    queryKey: ["holds", "firm"],
    queryFn: () => api.get<{ holds: Hold[] }>("/api/holds", { target: "firm" }),
    refetchInterval: 30_000,
    retry: false,
  });
  const bulks = useBulks();
  return (
    <>
      {data?.holds.map((hold) => (
        <div key={hold.id} className={styles.banner} role="status">
          <IconHandStop size={16} stroke={1.7} aria-hidden="true" />
          <p>
            <b>
              {hold.only ? "Marketing is on hold" : "All messages are on hold"} <When at={hold.since} before="since" />
              {hold.until && <When at={hold.until} before=" until" />}
            </b>{" "}
            because: {hold.reason}
          </p>
          <Link to="/settings/holds">{hold.only ? "Let it leave again" : "Let messages leave again"}</Link>
        </div>
      ))}
      {bulks.map((one) => (
        <Going key={one.id} bulk={one} />
      ))}
    </>
  );
}

const canUndo = ({ state, undoUntil }: Bulk): boolean =>
  undoUntil !== undefined && state !== "undone" && state !== "undoing" && Date.parse(undoUntil) > Date.now();

/** What came of it stands there a little longer. */
const lookedBackMs = 60_000;
const isCurrent = (one: Bulk): boolean =>
  one.state === "working" ||
  one.state === "undoing" ||
  canUndo(one) ||
  (one.endedAt !== undefined && Date.now() - Date.parse(one.endedAt) < lookedBackMs);

const commands = {
  retry: ["Trying again", "Tried again"],
  skip: ["Leaving the step out", "Left the step out"],
  cancel: ["Taking people out of the flow", "Taken out of the flow"],
  resume: ["Letting flows go on", "Went on"],
  hold: ["Putting on hold", "On hold"],
  jump: ["Going on at another step", "Went on at another step"],
  move: ["Moving to another version", "Moved to another version"],
} as const;

function wordsFor({ does, state, flowName }: Bulk): string {
  if (does !== "start" && state === "undoing") return "Taking it back";
  if (does !== "start" && state === "undone") return `Taken back: ${commands[does][0].toLowerCase()}`;
  if (state === "undoing") return `Taking back “${flowName}”`;
  if (state === "undone") return `Taken back: “${flowName}”`;
  if (does === "start") return `${state === "working" ? "Starting" : "Started"} “${flowName}”`;
  return commands[does][state === "working" ? 0 : 1];
}

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
  if (!isCurrent(bulk)) return null;
  const count = doneOf(bulk);
  const of = bulk.total === undefined ? "" : ` of ${bulk.total.toLocaleString("en-US")}`;
  const words = wordsFor(bulk);
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
        {bulk.counts.already > 0 &&
          `, ${bulk.counts.already.toLocaleString("en-US")} ${bulk.does === "start" ? "were in it already" : "needed nothing"}`}
        {bulk.counts.refused > 0 && `, ${bulk.counts.refused.toLocaleString("en-US")} could not (${bulk.problems[0]?.reason ?? ""})`}
        {bulk.does === "retry" && bulk.endedAt && ". What still can’t go on stays under Needs attention."}
      </p>
      {bulk.total !== undefined && !bulk.endedAt && (
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
