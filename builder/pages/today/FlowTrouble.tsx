import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Today } from "../../../domain/today/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { DatedLine } from "../../components/DatedLine.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import styles from "./Today.module.css";

const states = { start: "Not started", publish: "Not published", move: "Not moved" } as const;

/** A flow that was not started or not published, or whose people were not moved, when it should have been: what happened and what can be done. */
export function FlowTrouble({ flow }: { flow: Today["attention"]["flows"][number] }) {
  const client = useQueryClient();
  const mayWork = useMay("work");
  const seen = useMutation({
    mutationFn: () => api.delete(`/api/flows/${encodeURIComponent(flow.flowKey)}/missed`, { about: flow.about }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["today"] }),
  });
  return (
    <DatedLine
      tile={<Tile icon={IconAlertTriangle} tone="attention" />}
      what={flow.flowName}
      detail={<span className={styles.says}>{flow.says}</span>}
      when={<When at={flow.at} emphasis />}
      state={<StateChip state="attention">{states[flow.about]}</StateChip>}
      to={`/flows/${flow.flowKey}`}
      action={
        mayWork &&
        flow.about !== "publish" && (
          <Button
            size="xs"
            loading={seen.isPending}
            aria-label={`I have seen it: ${flow.flowName}, ${states[flow.about].toLowerCase()}`}
            onClick={() => seen.mutate()}
          >
            I have seen it
          </Button>
        )
      }
    />
  );
}
