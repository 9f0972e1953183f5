import { IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import type { RunLine } from "../run/types.ts";
import { useEditor } from "../store/context.tsx";

/** The runs that stand at a step now. A default export, so that it is fetched when asked for. */
export default function WhoIsHere({ step }: { step: string }) {
  const flowKey = useEditor((state) => state.graph.settings.key);
  const { data, error, refetch } = useQuery({
    queryKey: ["runs", flowKey, step],
    queryFn: () => api.get<{ runs: RunLine[]; next?: string }>("/api/runs", { flowKey, step, status: "open", limit: 50 }),
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={3} />;
  if (data.runs.length === 0)
    return (
      <EmptyState icon={IconUsers} title="Nobody is here now" inline>
        Whoever waits at this step shows here, with the time they go on.
      </EmptyState>
    );
  return (
    <DatedLines label="Who is here">
      {data.runs.map((run) => {
        const place = run.position.find((one) => one.step === step);
        return (
          <DatedLine
            key={run.id}
            compact
            to={`/runs/${run.id}`}
            tile={<PersonAvatar name={run.subject.name} />}
            what={run.subject.name}
            detail={place?.reason ?? `in version ${run.version}`}
            when={place?.until ? <When at={place.until} before="until" /> : place ? <When at={place.since} before="since" /> : undefined}
            state={
              <StateChip state={place?.state === "attention" ? "attention" : place?.state === "held" ? "held" : "waiting"}>
                {place?.state === "attention" ? "Needs attention" : place?.state === "held" ? "On hold" : "Waiting"}
              </StateChip>
            }
          />
        );
      })}
    </DatedLines>
  );
}
