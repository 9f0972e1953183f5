import { Button, Menu } from "@mantine/core";
import { IconAlertTriangle, IconArrowRight, IconChevronDown, IconPlayerSkipForward, IconRefresh } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "react-router";
import type { Today } from "../../../domain/today/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { countedAtLeast } from "../../components/counted.ts";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { FlowTrouble } from "./FlowTrouble.tsx";
import styles from "./Today.module.css";

type Stuck = Today["attention"]["items"][number];

/** Flows that can't go on by themselves: try again, leave the step out, or look at the whole run. */
export function Attention({ attention }: { attention: Today["attention"] }) {
  const { flows, mayBeMore } = attention;
  if (attention.count + flows.length === 0) return null;
  return (
    <Card heading="Needs attention" count={countedAtLeast({ count: attention.count + flows.length, mayBeMore })}>
      <DatedLines label="Needs attention">
        {flows.map((flow) => (
          <FlowTrouble key={`${flow.flowKey} ${flow.about}`} flow={flow} />
        ))}
        {attention.items.map((run) => (
          <DatedLine
            key={run.runId}
            tile={<Tile icon={IconAlertTriangle} tone="attention" />}
            what={run.contact?.name ?? run.flowName}
            more={run.reason ? `· ${run.reason}` : ""}
            detail={[run.flowName, run.step && `at “${run.step}”`, run.matter?.title].filter(Boolean).join(" · ")}
            when={run.since && <When at={run.since} emphasis />}
            state={<StateChip state="attention">Stopped</StateChip>}
            to={`/runs/${run.runId}`}
            action={<Decide run={run} />}
          />
        ))}
      </DatedLines>
      {attention.count > 0 && (
        <span className={styles.more}>
          <Link to="/attention">
            {attention.count > attention.items.length ? `All ${countedAtLeast(attention)}, several at once` : "Several at once"}
          </Link>
        </span>
      )}
    </Card>
  );
}

function Decide({ run }: { run: Stuck }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayWork = useMay("work");
  const tell = useMutation({
    mutationFn: (what: "retry" | "skip") =>
      api
        .post(`/api/runs/${run.runId}/${what}`, run.token ? { token: run.token } : {}, { idempotencyKey: crypto.randomUUID() })
        .then(() => what),
    onSuccess: async (what) => {
      await client.invalidateQueries();
      notifyDone(what === "retry" ? "Tried again." : "The step was left out.");
    },
  });
  if (!mayWork) return null;
  return (
    <Menu width={240}>
      <Menu.Target>
        <Button
          size="xs"
          rightSection={<IconChevronDown size={14} stroke={1.7} />}
          loading={tell.isPending}
          aria-label={`Decide: ${run.contact?.name ?? ""} ${run.flowName}`}
        >
          Decide
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRefresh size={16} stroke={1.7} />} onClick={() => tell.mutate("retry")}>
          Try again
        </Menu.Item>
        <Menu.Item leftSection={<IconPlayerSkipForward size={16} stroke={1.7} />} onClick={() => tell.mutate("skip")}>
          Leave this step out
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowRight size={16} stroke={1.7} />} onClick={() => void navigate(`/runs/${run.runId}`)}>
          See the whole run
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
