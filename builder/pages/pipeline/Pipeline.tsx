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
import { type BoardData, moved, needingAttention, openValue } from "./board.ts";
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
  const attention = board.data && needingAttention(board.data);
  const isPart = board.data?.columns.some((column) => column.count > column.cards.length) ?? false;
  const stuck = attention?.columns.reduce((sum, column) => sum + column.count, 0);
  const shown = only === "attention" ? attention : board.data;
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
          choices={[{ value: "attention", label: "Needs attention", ...(stuck === undefined || isPart ? {} : { count: stuck }) }]}
          onChange={() => setOnly(only === "attention" ? null : "attention")}
        />
        {board.data && <Totals board={board.data} />}
      </div>
      {board.isError && <ErrorState error={board.error} onRetry={() => void board.refetch()} />}
      {board.isPending && <LoadingLines lines={8} />}
      {shown && <Board board={shown} mayMove={mayWork} onMove={moveWithUndo} {...(only === "attention" ? {} : { more: { assignee } })} />}
      {only === "attention" && isPart && <p className="muted small">Looked at: the first 25 cards of each stage.</p>}
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
