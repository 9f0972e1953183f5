import { Button, Progress } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { LoadingLines } from "../../../components/LoadingLines.tsx";
import { StateChip } from "../../../components/StateChip.tsx";
import { moveCalls, useMove } from "../../api/moves.ts";
import panel from "../../panel/Panel.module.css";
import styles from "./Moving.module.css";

/** How a move goes: how many are there already, and who could not be moved and why. It goes on whether or not anybody looks. */
export function MoveProgress({ moveId, mayEdit }: { moveId: string; mayEdit: boolean }) {
  const queries = useQueryClient();
  const { data, error, refetch } = useMove(moveId);
  const stop = useMutation({
    mutationFn: () => moveCalls.stop(moveId),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["move", moveId] }),
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={3} />;
  const { moved, waiting, refused } = data.counts;
  const settled = moved + refused + waiting;
  const ends = data.how === "end";
  return (
    <section className={styles.card} aria-label={ends ? "Ending the runs" : "Moving people"}>
      <h3>{ends ? "Taking people out of the flow" : `Moving people to version ${data.to}`}</h3>
      <Progress value={data.total === 0 ? 100 : (settled / data.total) * 100} aria-label="Done so far" />
      <p className={panel.say} role="status">
        {moved.toLocaleString("en-US")} of {data.total.toLocaleString("en-US")} {ends ? "ended" : "moved"}
        {waiting > 0 && `, ${waiting} just being sent something`}
        {refused > 0 && (refused === 1 ? ", 1 stays where it is" : `, ${refused.toLocaleString("en-US")} stay where they are`)}
      </p>
      <div>
        {data.state === "done" && <StateChip state="done">Done</StateChip>}
        {data.state === "stopped" && <StateChip state="held">Stopped</StateChip>}
        {data.state === "working" && mayEdit && (
          <Button variant="default" size="xs" loading={stop.isPending} onClick={() => stop.mutate()}>
            Stop here
          </Button>
        )}
      </div>
      {data.state === "working" && <p className={panel.say}>You can close this: it goes on by itself. It is also shown under Versions.</p>}
      {data.left.length > 0 && (
        <ul className={styles.left} aria-label="Not moved">
          {data.left.map((one) => (
            <li key={one.runId}>
              <Link to={`/runs/${one.runId}`}>{one.subject?.name ?? "Somebody who was deleted"}</Link>
              <span>{one.why}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
