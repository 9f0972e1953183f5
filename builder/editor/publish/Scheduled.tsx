import { Button } from "@mantine/core";
import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMay } from "../../api/me.ts";
import { notifyDone } from "../../components/notify.tsx";
import { When } from "../../components/When.tsx";
import { flowCalls, noteStanding, type OpenFlow } from "../api/flows.ts";
import styles from "./Scheduled.module.css";

const becomes = {
  move: "Whoever is in an older version then is moved to it. Who can’t be moved stays, and is listed under Versions.",
  end: "For whoever is in an older version then, the flow ends.",
} as const;

/** What will be published by itself: when, by whom, and the way to take it back. Or why it could not be; nothing where neither is so. */
export function Scheduled({ flow }: { flow: OpenFlow }) {
  const queries = useQueryClient();
  const mayEdit = useMay("build");
  const { scheduled, key } = flow;
  const cancel = useMutation({
    mutationFn: () => flowCalls.cancelPublish(key),
    onSuccess: async () => {
      await noteStanding(queries, key, ({ scheduled: _taken, ...before }) => before);
      notifyDone(scheduled?.at ? "Taken back: nothing is published then." : "Put away.");
    },
  });
  if (!scheduled) return null;
  const { at, failed, by, notes, people } = scheduled;
  return (
    <section className={styles.scheduled} data-failed={!at || undefined} aria-label="To be published">
      {at ? <IconClock size={20} stroke={1.7} aria-hidden="true" /> : <IconAlertTriangle size={20} stroke={1.7} aria-hidden="true" />}
      <div>
        <p role="status">
          {at ? (
            <b>
              It will be published <When at={at} relative={false} />, in the name of {by}.
            </b>
          ) : (
            <b>It was to be published {failed && <When at={failed.at} relative={false} />}, and could not be.</b>
          )}
        </p>
        <p>
          {at
            ? "As it was drawn when that was asked for: what is changed until then is not in it. Publishing before then takes its place."
            : `${failed?.why ?? ""} Publish it when that is put right.`}
        </p>
        {at && people && <p>{becomes[people.how]}</p>}
        {notes && <p className={styles.notes}>“{notes}”</p>}
        {mayEdit && (
          <Button size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {at ? "Cancel this" : "I have seen it"}
          </Button>
        )}
      </div>
    </section>
  );
}
