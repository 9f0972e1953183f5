import { Button, SegmentedControl, Select } from "@mantine/core";
import { IconLayoutKanban, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "react-router";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { Page } from "../../frame/Page.tsx";
import { Board } from "./Board.tsx";
import { type BoardData, moved } from "./board.ts";
import { useSearchParam } from "./useSearchParam.ts";

interface PipelineLine {
  id: string;
  caseType: string;
  name: string;
}

/** The matters of a case type by stage. */
export default function Pipeline() {
  const navigate = useNavigate();
  const { caseType: asked } = useParams();
  const pipelines = useQuery({ queryKey: ["pipelines"], queryFn: () => api.get<{ pipelines: PipelineLine[] }>("/api/pipelines") });
  const all = pipelines.data?.pipelines ?? [];
  const caseType = asked ?? all[0]?.caseType;
  return (
    <Page
      title="Matters"
      fill
      beside={
        <SegmentedControl
          size="xs"
          aria-label="Show as"
          value="board"
          onChange={() => navigate("/matters")}
          data={[
            { value: "list", label: "List" },
            { value: "board", label: "Board" },
          ]}
        />
      }
      primary={
        <Button component={Link} to="/matters?add=1" variant="filled" leftSection={<IconPlus size={16} stroke={2} />}>
          Add a matter
        </Button>
      }
    >
      {pipelines.isError && <ErrorState error={pipelines.error} onRetry={() => void pipelines.refetch()} />}
      {pipelines.isPending && <LoadingLines lines={6} />}
      {pipelines.data && !caseType && (
        <EmptyState icon={IconLayoutKanban} title="No case type yet">
          Each case type has its stages, from new lead to closed. Add one in <Link to="/settings/pipelines">Settings</Link>; matters then
          stand here in their stage.
        </EmptyState>
      )}
      {caseType && (
        <CaseBoard
          key={caseType}
          caseType={caseType}
          chips={
            <FilterChips
              label="Case type"
              value={caseType}
              choices={all.map((one) => ({ value: one.caseType, label: one.name }))}
              onChange={(to) => navigate(`/pipeline/${to}`)}
            />
          }
        />
      )}
    </Page>
  );
}

function CaseBoard({ caseType, chips }: { caseType: string; chips: React.ReactNode }) {
  const client = useQueryClient();
  const mayWork = useMay("work");
  const [assignee, setAssignee] = useSearchParam("assignee");
  const staff = useQuery({ queryKey: ["staff"], queryFn: () => api.get<{ staff: { id: string; name: string }[] }>("/api/staff") });
  const queryKey = ["board", caseType, assignee];
  const board = useQuery({
    queryKey,
    queryFn: () => api.get<BoardData>("/api/matters/board", { caseType, assignee, cards: 50 }),
    refetchInterval: 15_000,
  });
  const move = useMutation({
    mutationFn: ({ matterId, to }: Move) => api.post(`/api/matters/${matterId}/stage`, { stage: to }),
    onMutate: ({ matterId, to }) => {
      const before = client.getQueryData<BoardData>(queryKey);
      if (before) client.setQueryData(queryKey, moved(before, matterId, to));
      return before;
    },
    onError: (_error, _move, before) => client.setQueryData(queryKey, before),
    onSettled: () => client.invalidateQueries({ queryKey: ["board"] }),
  });
  const moveWithUndo = (wanted: Move) =>
    move.mutate(wanted, {
      onSuccess: () =>
        notifyUndo({
          message: `Moved ${wanted.title} to ${wanted.toName}`,
          onUndo: () => move.mutateAsync({ ...wanted, to: wanted.from }),
        }),
    });
  return (
    <>
      <div style={{ display: "flex", gap: 8, flexWrap: "wrap", alignItems: "center" }}>
        {chips}
        <Select
          aria-label="Whose matters"
          size="xs"
          placeholder="Everyone's"
          clearable
          value={assignee}
          onChange={setAssignee}
          data={(staff.data?.staff ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
      </div>
      {board.isError && <ErrorState error={board.error} onRetry={() => void board.refetch()} />}
      {board.isPending && <LoadingLines lines={8} />}
      {board.data && <Board board={board.data} mayMove={mayWork} onMove={moveWithUndo} />}
    </>
  );
}

export interface Move {
  matterId: string;
  title: string;
  from: string;
  to: string;
  toName: string;
}
