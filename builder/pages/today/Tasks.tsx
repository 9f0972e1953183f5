import { Button } from "@mantine/core";
import {
  IconCalendar,
  IconCheck,
  IconCheckbox,
  IconClock,
  IconPhone,
  IconPhoneCall,
  IconUserCheck,
  type TablerIcon,
} from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import type { Today } from "../../../domain/today/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { countedAtLeast } from "../../components/counted.ts";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { useCompleteTask } from "../shared/OpenTasks.tsx";
import { Calling } from "./Calling.tsx";
import { dueWords } from "./phrases.ts";

type Counted = Pick<Today["tasks"], "count" | "mayBeMore">;
const allWords = (all: Counted) =>
  all.mayBeMore ? "All tasks" : all.count === 1 ? "Your task" : `All ${all.count.toLocaleString("en-US")} tasks`;

export type TaskOf = Today["tasks"]["items"][number];
interface TasksProps {
  list: Today["tasks"];
  zone: string;
  now: Date;
}

const toOf = (task: TaskOf) => (task.matter ? `/matters/${task.matter.id}` : task.contact ? `/contacts/${task.contact.id}` : "/tasks");
const detailOf = (task: TaskOf) => [task.contact?.name, task.matter?.title, task.notes, task.assignee].filter(Boolean).join(" · ");

function DueChip({ due, now, zone }: { due: string; now: Date; zone: string }) {
  const { state, words } = dueWords(new Date(due), now, zone);
  return (
    <StateChip state={state} icon={state === "held" ? IconCalendar : IconClock}>
      {words}
    </StateChip>
  );
}

interface DueProps extends TasksProps {
  heading: string;
  icon: TablerIcon;
  /** The way to all of them. */
  all: ReactNode;
  /** What is done about one here. */
  act: (task: TaskOf) => ReactNode;
}

/** Tasks by when they are due, each leading to what it is about. */
function Due({ heading, icon, list, zone, now, all, act }: DueProps) {
  const mayWork = useMay("work");
  return (
    <Card heading={heading} count={countedAtLeast(list)} action={all}>
      <DatedLines label={heading}>
        {list.items.map((task) => (
          <DatedLine
            key={task.id}
            tile={<Tile icon={icon} tone="record" />}
            what={task.title}
            detail={detailOf(task)}
            when={task.due && <When at={task.due} before="Due" emphasis />}
            state={task.due && <DueChip due={task.due} now={now} zone={zone} />}
            to={toOf(task)}
            action={mayWork && act(task)}
          />
        ))}
      </DatedLines>
    </Card>
  );
}

/** Calls that are due: logging the call ticks the task off as well. */
export function Calls({ all, ...due }: TasksProps & { all: Counted }) {
  const [calling, setCalling] = useState<TaskOf | null>(null);
  if (!due.list.count) return null;
  return (
    <>
      <Due
        {...due}
        heading="Calls due"
        icon={IconPhone}
        all={<Link to="/tasks">{allWords(all)}</Link>}
        act={(task) => (
          <Button
            size="xs"
            leftSection={<IconPhoneCall size={16} stroke={1.7} />}
            aria-label={`Log a call: ${task.title}`}
            onClick={() => setCalling(task)}
          >
            Log a call
          </Button>
        )}
      />
      {calling?.contact && (
        <Calling
          {...(calling.matter ? { matterId: calling.matter.id } : {})}
          {...(calling.contact.phone ? { phone: calling.contact.phone } : {})}
          people={[calling.contact]}
          onClose={() => setCalling(null)}
          onLogged={() => api.post(`/api/tasks/${calling.id}/complete`)}
          onUndone={() => api.post(`/api/tasks/${calling.id}/reopen`)}
        />
      )}
    </>
  );
}

/** Other tasks that are due until tomorrow; a tick can be taken back. */
export function Tasks(due: TasksProps) {
  const complete = useCompleteTask();
  if (!due.list.count) return null;
  return (
    <Due
      {...due}
      heading="Tasks"
      icon={IconCheckbox}
      all={<Link to="/tasks">All tasks</Link>}
      act={(task) => (
        <Button
          size="xs"
          leftSection={<IconCheck size={16} stroke={1.7} />}
          aria-label={`Done: ${task.title}`}
          loading={complete.isPending && complete.variables.task.id === task.id}
          onClick={() => complete.mutate({ task })}
        >
          Done
        </Button>
      )}
    />
  );
}

/** Messages and documents that leave only when somebody has looked at them. */
export function Approvals({ list }: { list: Today["approvals"] }) {
  if (!list.count) return null;
  return (
    <Card heading="Waiting for your approval" count={countedAtLeast(list)}>
      <DatedLines label="Waiting for your approval">
        {list.items.map((task) => (
          <DatedLine
            key={task.id}
            tile={<Tile icon={IconUserCheck} tone="decide" />}
            what={task.title}
            {...(task.contact ? { more: `· ${task.contact.name}` } : {})}
            detail={task.matter ? `${task.matter.title} · leaves only when you approve` : "Leaves only when you approve"}
            when={<When at={task.since} before="Since" emphasis />}
            state={<StateChip state="held">Held for you</StateChip>}
            to={`/approvals/${task.approvalId}`}
            action={
              <Button
                size="xs"
                leftSection={<IconUserCheck size={16} stroke={1.7} />}
                aria-label={`Review: ${task.title}`}
                component={Link}
                to={`/approvals/${task.approvalId}`}
              >
                Review
              </Button>
            }
          />
        ))}
      </DatedLines>
    </Card>
  );
}
