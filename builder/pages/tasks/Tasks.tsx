import { Button } from "@mantine/core";
import { IconCheck, IconChecklist, IconPhone, IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { TaskLine } from "../../../domain/story/index.ts";
import { api } from "../../api/client.ts";
import { useMay, useMe } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import { useCompleteTask } from "../shared/OpenTasks.tsx";
import { TaskForm } from "../shared/TaskForm.tsx";
import { groupTasks } from "./groups.ts";

type Task = Wire<TaskLine>;
interface Answer {
  tasks: Task[];
  next?: string;
}
type Whose = "mine" | "everyone" | "done";

/** What is to be done, by when, for whom. */
export default function Tasks() {
  const me = useMe().data;
  const mayWork = useMay("work");
  const [whose, setWhose] = useState<Whose>("mine");
  const [adding, setAdding] = useState(false);
  const asked = { state: whose === "done" ? "done" : "open", ...(whose === "mine" && me ? { assignee: me.staff.id } : {}), limit: 100 };
  const tasks = useInfiniteQuery({
    queryKey: ["tasks", asked],
    queryFn: ({ pageParam }) => api.get<Answer>("/api/tasks", { ...asked, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    enabled: me !== undefined,
    refetchInterval: 15_000,
  });
  const rows = tasks.data?.pages.flatMap((page) => page.tasks) ?? [];
  return (
    <Page
      title="Tasks"
      primary={
        mayWork && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={2} />} onClick={() => setAdding(true)}>
            Add a task
          </Button>
        )
      }
    >
      <FilterChips<Whose>
        label="Show"
        value={whose}
        onChange={setWhose}
        choices={[
          { value: "mine", label: "Mine" },
          { value: "everyone", label: "Everyone" },
          { value: "done", label: "Done" },
        ]}
      />
      {tasks.isError && <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.isPending && <LoadingLines lines={6} />}
      {tasks.data && rows.length === 0 && (
        <EmptyState icon={IconChecklist} title={whose === "done" ? "Nothing done yet" : "Nothing to do"}>
          Tasks come from flows, from calls and from you. What is done can be taken back for ten seconds.
        </EmptyState>
      )}
      {groupTasks(rows, new Date()).map((group, index, groups) => (
        // Of the last group more may be there than are shown: no number is better than a wrong one.
        <Card
          key={group.name}
          heading={group.name}
          {...(tasks.hasNextPage && index === groups.length - 1 ? {} : { count: group.tasks.length })}
        >
          <DatedLines label={group.name}>
            {group.tasks.map((task) => (
              <TaskRow key={task.id} task={task} overdue={group.overdue} mayWork={mayWork} done={whose === "done"} />
            ))}
          </DatedLines>
        </Card>
      ))}
      {tasks.hasNextPage && (
        <Button loading={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>
          Show more
        </Button>
      )}
      {adding && <TaskForm assignee={me?.staff.id} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function TaskRow({ task, overdue, mayWork, done }: { task: Task; overdue: boolean; mayWork: boolean; done: boolean }) {
  const complete = useCompleteTask();
  const about = task.matterTitle ?? task.contactName;
  const doneWord = task.letterFileId ? "Posted" : "Done";
  const approval = task.approvalId ? `/approvals/${task.approvalId}` : undefined;
  const to = approval ? approval : task.matterId ? `/matters/${task.matterId}` : task.contactId ? `/contacts/${task.contactId}` : undefined;
  return (
    <DatedLine
      tile={<Tile icon={/^call\b/i.test(task.title) ? IconPhone : IconChecklist} tone="record" />}
      what={task.title}
      more={about && `· ${about}`}
      detail={[task.assigneeName ?? "Nobody yet", task.notes].filter(Boolean).join(" · ")}
      {...(to ? { to } : {})}
      when={task.due ? <When at={task.due} before={done ? "Was due" : "Due"} emphasis /> : "No date"}
      state={
        done ? (
          <StateChip state="done">{task.outcome ?? "Done"}</StateChip>
        ) : overdue ? (
          <StateChip state="attention">Overdue</StateChip>
        ) : undefined
      }
      action={
        mayWork &&
        !done &&
        (approval ? (
          <Button size="xs" component={Link} to={approval} aria-label={`Review: ${task.title}`}>
            Review
          </Button>
        ) : (
          <>
            {task.letterFileId && (
              <Button size="xs" component="a" href={`/api/files/${task.letterFileId}`} download aria-label={`The letter: ${task.title}`}>
                The letter
              </Button>
            )}
            <Button
              size="xs"
              leftSection={<IconCheck size={14} stroke={2} />}
              aria-label={`${doneWord}: ${task.title}`}
              loading={complete.isPending && complete.variables.task.id === task.id}
              onClick={() => complete.mutate({ task })}
            >
              {doneWord}
            </Button>
          </>
        ))
      }
    />
  );
}
