import { Button } from "@mantine/core";
import { IconCalendar, IconCheck, IconCheckbox, IconClock, IconPhone, IconPhoneCall, IconUserCheck } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import type { Today } from "../../../domain/today/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { CallDialog } from "../shared/LogCall.tsx";
import { useCompleteTask } from "../shared/OpenTasks.tsx";
import { dueWords } from "./phrases.ts";

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

/** Calls that are due: logging the call ticks the task off as well. */
export function Calls({ list, zone, now, all }: TasksProps & { all: number }) {
  const [calling, setCalling] = useState<TaskOf | null>(null);
  const mayWork = useMay("work");
  if (!list.count) return null;
  return (
    <Card heading="Calls due" count={list.count} action={<Link to="/tasks">{all === 1 ? "Your task" : `All ${all} tasks`}</Link>}>
      <DatedLines label="Calls due">
        {list.items.map((task) => (
          <DatedLine
            key={task.id}
            tile={<Tile icon={IconPhone} tone="record" />}
            what={task.title}
            detail={detailOf(task)}
            when={task.due && <When at={task.due} before="Due" emphasis />}
            state={task.due && <DueChip due={task.due} now={now} zone={zone} />}
            to={toOf(task)}
            action={
              mayWork && (
                <Button
                  size="xs"
                  leftSection={<IconPhoneCall size={16} stroke={1.7} />}
                  aria-label={`Log a call: ${task.title}`}
                  onClick={() => setCalling(task)}
                >
                  Log a call
                </Button>
              )
            }
          />
        ))}
      </DatedLines>
      {calling?.contact && (
        <CallDialog
          {...(calling.matter ? { matterId: calling.matter.id } : {})}
          {...(calling.contact.phone ? { phone: calling.contact.phone } : {})}
          people={[calling.contact]}
          onClose={() => setCalling(null)}
          onLogged={() => api.post(`/api/tasks/${calling.id}/complete`)}
          onUndone={() => api.post(`/api/tasks/${calling.id}/reopen`)}
        />
      )}
    </Card>
  );
}

/** Messages and documents that leave only when somebody has looked at them. */
export function Approvals({ list }: { list: Today["approvals"] }) {
  if (!list.count) return null;
  return (
    <Card heading="Waiting for your approval" count={list.count}>
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

/** Other tasks that are due until tomorrow; a tick can be taken back. */
export function Tasks({ list, zone, now }: TasksProps) {
  const complete = useCompleteTask();
  const mayWork = useMay("work");
  if (!list.count) return null;
  return (
    <Card heading="Tasks" count={list.count} action={<Link to="/tasks">All tasks</Link>}>
      <DatedLines label="Tasks">
        {list.items.map((task) => (
          <DatedLine
            key={task.id}
            tile={<Tile icon={IconCheckbox} tone="record" />}
            what={task.title}
            detail={detailOf(task)}
            when={task.due && <When at={task.due} before="Due" emphasis />}
            state={task.due && <DueChip due={task.due} now={now} zone={zone} />}
            to={toOf(task)}
            action={
              mayWork && (
                <Button
                  size="xs"
                  leftSection={<IconCheck size={16} stroke={1.7} />}
                  aria-label={`Done: ${task.title}`}
                  loading={complete.isPending && complete.variables.task.id === task.id}
                  onClick={() => complete.mutate({ task })}
                >
                  Done
                </Button>
              )
            }
          />
        ))}
      </DatedLines>
    </Card>
  );
}
