import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { api } from "../../api/client.ts";
import { StateChip } from "../../components/StateChip.tsx";
import type { HoldOf } from "../../pages/shared/HoldAll.tsx";

const HoldAll = lazy(async () => ({ default: (await import("../../pages/shared/HoldAll.tsx")).HoldAll }));

/** A hold on this flow, with the way to lift it; nothing while its messages leave as they should. */
export function FlowHold({ flowKey }: { flowKey: string }) {
  const { data } = useQuery({
    queryKey: ["holds", "flow", flowKey],
    queryFn: () => api.get<{ holds: HoldOf[] }>("/api/holds", { target: "flow", targetId: flowKey }),
    refetchInterval: 30_000,
    retry: false,
  });
  const [held] = data?.holds ?? [];
  return held ? (
    <>
      <StateChip state="held">
        <span title={held.reason} style={{ maxWidth: 220, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
          Messages held: {held.reason}
        </span>
      </StateChip>
      <Suspense fallback={null}>
        <HoldAll target="flow" targetId={flowKey} holds={[held]} />
      </Suspense>
    </>
  ) : null;
}
