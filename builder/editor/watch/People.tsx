import { ActionIcon } from "@mantine/core";
import { IconArrowLeft, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { Watched } from "../../../domain/watching/index.ts";
import { useMay } from "../../api/me.ts";
import { type Column, DataList } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { RunActs } from "../../pages/shared/RunActs.tsx";
import { outcomeWords } from "../../words/journal.ts";
import { flowCalls, type WhoIsCounted } from "../api/flows.ts";
import type { RunLine } from "../run/types.ts";
import { useEditorStore } from "../store/context.tsx";
import { many, stepOf } from "./numbers.ts";
import styles from "./Watch.module.css";

interface PeopleProps {
  flowKey: string;
  mark: string;
  asked: WhoIsCounted;
  numbers: Watched;
  steps: { value: string; label: string }[];
  versions: number[];
}

const marksInWords: Record<string, string> = {
  ...{ began: "Began", open: "In it now", over: "Came through", gone: "Left early", settled: "Came through", won: "Reached the goal" },
  ...{ entered: "Came here", waiting: "Here now", attention: "Need attention", done: "Went on", left: "Left the flow here" },
  ...{ failed: "Failed, or needed somebody", sent: "Were written to", delivered: "Delivered", cameBack: "Came back" },
  ...{ clicked: "Followed a link", replied: "Replied", way: "Went this way" },
};
/** Who is there now can have gone on by the time something is done for them. */
const standing = new Set(["waiting", "attention"]);
const pageSize = 50;

/** The people behind a number, and what can be done for those who are chosen. */
export function People({ flowKey, mark, asked, numbers, steps, versions }: PeopleProps) {
  const store = useEditorStore();
  const navigate = useNavigate();
  const mayWork = useMay("work");
  const [what = ""] = mark.split(":");
  const step = stepOf(mark);
  const total = countOf(numbers, mark);
  const list = useInfiniteQuery({
    queryKey: ["flow", flowKey, "behind", mark, asked],
    initialPageParam: "",
    queryFn: ({ pageParam }) => flowCalls.behind(flowKey, { ...asked, mark, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) }),
    getNextPageParam: (page) => page.next,
    refetchInterval: 5_000,
  });
  const rows = list.data?.pages.flatMap((page) => page.runs) ?? [];
  const common = { flow: { steps, versions }, ...(standing.has(what) ? { at: step } : {}) };
  return (
    <>
      <header className={styles.head}>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Back to the numbers" onClick={() => store.getState().press(null)}>
          <IconArrowLeft size={18} stroke={1.7} />
        </ActionIcon>
        <div>
          <p>{step ? (steps.find((one) => one.value === step)?.label ?? step) : "The whole flow"}</p>
          <h2>
            {marksInWords[what]}: <span className="num">{many(total)}</span>
          </h2>
        </div>
      </header>
      {list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <div className={styles.people}>
          <DataList<RunLine>
            label="People"
            columns={columns}
            rows={rows}
            rowKey={(run) => run.id}
            rowLabel={(run) => run.subject.name}
            rowHeight={58}
            onOpen={(run) => void navigate(`/runs/${run.id}`)}
            {...(mayWork
              ? {
                  bulk: (keys: string[], clear: () => void) => (
                    <>
                      <RunActs whom={{ runIds: keys }} count={keys.length} clear={clear} {...common} />
                      {keys.length === rows.length && total > rows.length && (
                        <Everybody total={total} clear={clear} behind={{ key: flowKey, mark, ...asked }} common={common} />
                      )}
                    </>
                  ),
                }
              : {})}
            loading={list.isPending}
            hasMore={list.hasNextPage}
            loadingMore={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
            empty={
              <EmptyState icon={IconUsers} title="Nobody is here any more" inline>
                Whoever was counted here has gone on meanwhile.
              </EmptyState>
            }
          />
        </div>
      )}
    </>
  );
}

type Behind = { key: string; mark: string } & WhoIsCounted;

/** Those that were not loaded yet, too. */
function Everybody({ total, behind, clear, common }: { total: number; behind: Behind; clear: () => void; common: object }) {
  return (
    <span className={styles.everybody}>
      or all {many(total)}: <RunActs whom={{ behind }} count={total} clear={clear} {...common} />
    </span>
  );
}

function countOf({ runs, steps, ways }: Watched, mark: string): number {
  const [what = "", rest] = mark.split(":");
  if (rest === undefined) return runs[what as keyof typeof runs] ?? 0;
  const [id, outlet] = rest.split("|");
  if (outlet !== undefined) return ways.find((way) => way.from === id && way.outlet === outlet)?.count ?? 0;
  return steps.find((one) => one.step === id)?.counts[what as "entered"] ?? 0;
}

const columns: Column<RunLine>[] = [
  {
    key: "who",
    header: "Who",
    width: "minmax(0, 1fr)",
    cell: (run) => (
      <span className={styles.who}>
        <b>{run.subject.name}</b>
        <small>
          version {run.version} · began <When at={run.startedAt} dayOnly />
        </small>
      </span>
    ),
  },
  { key: "state", header: "State", width: "128px", cell: (run) => <RunState run={run} /> },
];

function RunState({ run }: { run: RunLine }) {
  if (run.status === "ended") return <StateChip state="plain">Ended{run.outcome ? ` ${outcomeWords(run.outcome)}` : ""}</StateChip>;
  if (run.needsAttention) return <StateChip state="attention">Needs attention</StateChip>;
  if (run.status === "held") return <StateChip state="held">On hold</StateChip>;
  return <StateChip state="waiting">Under way</StateChip>;
}
