import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { notifyProblem } from "../../components/notify.tsx";
import { flowCalls, type OpenFlow } from "../api/flows.ts";
import styles from "./Conflict.module.css";

interface ConflictProps {
  flow: OpenFlow;
  detail: string;
  onOverwrite: (revision: number) => Promise<void>;
}

/** Somebody else saved the flow meanwhile. Nothing is lost until the person chooses. */
export function Conflict({ flow, detail, onOverwrite }: ConflictProps) {
  const queries = useQueryClient();
  const theirs = async () => {
    queries.setQueryData(["flow", flow.key], await flowCalls.open(flow.key));
  };
  const mine = async () => onOverwrite((await flowCalls.open(flow.key)).draftRevision);
  const orTell = (act: () => Promise<void>) => () => act().catch(notifyProblem);
  return (
    <div className={styles.conflict} role="alert">
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden="true" />
      <p>{detail} Your changes are still here, but not saved.</p>
      <Button size="xs" onClick={orTell(theirs)}>
        Open theirs, drop mine
      </Button>
      <Button size="xs" onClick={orTell(mine)}>
        Save mine over theirs
      </Button>
    </div>
  );
}
