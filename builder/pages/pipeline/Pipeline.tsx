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
import { Money } from "../../components/Money.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { Page } from "../../frame/Page.tsx";
import styles from "./Board.module.css";
import { Board } from "./Board.tsx";
import { type BoardData, moved, openValue, type Stuck } from "./board.ts";
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
      {caseType && <CaseBoard key={caseType} caseType={caseType} caseTypes={all} onCaseType={(to) => navigate(`/pipeline/${to}`)} />}
    </Page>
  );
}

interface CaseBoardProps {
  caseType: string;
  caseTypes: PipelineLine[];
  onCaseType: (caseType: string) => void;
}

function CaseBoard({ caseType, caseTypes, onCaseType }: CaseBoardProps) {
  const client = useQueryClient();
  const mayWork = useMay("work");
  const [assignee, setAssignee] = useSearchParam("assignee");
  const [only, setOnly] = useSearchParam("only");
  const staff = useQuery({ queryKey: ["staff"], queryFn: () => api.get<{ staff: { id: string; name: string }[] }>("/api/staff") });
  const queryKey = ["board", caseType, assignee];
  const board = useQuery({
    queryKey,
    queryFn: () => api.get<BoardData>("/api/matters/board", { caseType, assignee, cards: 25 }),
    refetchInterval: 15_000,
  });
  const stuckKey = ["board", "attention", caseType, assignee];
  const stuck = useQuery({
    queryKey: stuckKey,
    queryFn: () => api.get<Stuck>("/api/matters/board/attention", { caseType, assignee }),
    enabled: only === "attention",
    refetchInterval: 15_000,
  });
  const move = useMutation({
    mutationFn: ({ matterId, to }: Move) => api.post(`/api/matters/${matterId}/stage`, { stage: to }),
    onMutate: ({ matterId, to }) => {
      const before = [queryKey, stuckKey].map((key) => ({ key, data: client.getQueryData<BoardData | Stuck>(key) }));
      for (const { key, data } of before) if (data) client.setQueryData(key, moved(data, matterId, to));
      return before;
    },
    onError: (_error, _move, before) => {
      for (const { key, data } of before ?? []) client.setQueryData(key, data);
    },
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
  const count = stuck.data?.columns.reduce((sum, column) => sum + column.count, 0);
  const shown = board.data && (only !== "attention" ? board.data : stuck.data && { ...board.data, columns: stuck.data.columns });
  const failed = board.isError ? board : only === "attention" && stuck.isError ? stuck : null;
  return (
    <>
      <div className={styles.bar}>
        <FilterChips
          label="Case type"
          value={caseType}
          choices={caseTypes.map((one) => ({ value: one.caseType, label: one.name, ...countOf(board.data?.totals, one.caseType) }))}
          onChange={onCaseType}
        />
        <Select
          aria-label="Whose matters"
          size="xs"
          placeholder="Everyone's"
          clearable
          value={assignee}
          onChange={setAssignee}
          data={(staff.data?.staff ?? []).map((one) => ({ value: one.id, label: one.name }))}
          w={150}
        />
        <FilterChips
          label="Only"
          value={only === "attention" ? ["attention"] : []}
          choices={[{ value: "attention", label: "Needs attention", ...(only && count !== undefined ? { count } : {}) }]}
          onChange={() => setOnly(only === "attention" ? null : "attention")}
        />
        {board.data && <Totals board={board.data} />}
      </div>
      {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !shown && <LoadingLines lines={8} />}
      {shown && <Board board={shown} mayMove={mayWork} onMove={moveWithUndo} {...(only === "attention" ? {} : { more: { assignee } })} />}
      {only === "attention" && stuck.data?.mayBeMore && <p className="muted small">There may be more: so many need somebody.</p>}
    </>
  );
}

const countOf = (totals: Record<string, number> | undefined, caseType: string) => (totals ? { count: totals[caseType] ?? 0 } : {});

/** "$91,000 open · 6 won and 2 lost in November". */
function Totals({ board }: { board: BoardData }) {
  const month = new Intl.DateTimeFormat("en-US", { month: "long", timeZone: "UTC" }).format(new Date(board.month.since));
  return (
    <p className={styles.total}>
      <b>
        <Money dollars={openValue(board)} />
      </b>{" "}
      open · {board.month.won} won and {board.month.lost} lost in {month}
    </p>
  );
}

export interface Move {
  matterId: string;
  title: string;
  from: string;
  to: string;
  toName: string;
}
