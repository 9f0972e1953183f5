import { Checkbox } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { TaskLine } from "../../../domain/story/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { When } from "../../components/When.tsx";
import styles from "./Who.module.css";

/** Ticks a task off, to be taken back for ten seconds. */
export function useCompleteTask() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ task, outcome }: { task: { id: string; title: string }; outcome?: string }) =>
      api.post(`/api/tasks/${task.id}/complete`, outcome ? { outcome } : {}).then(() => task),
    onSuccess: async (task) => {
      await client.invalidateQueries();
      notifyUndo({
        message: `Done: ${task.title}`,
        onUndo: async () => {
          await api.post(`/api/tasks/${task.id}/reopen`);
          await client.invalidateQueries();
        },
      });
    },
  });
}

export function OpenTasks({ tasks, action }: { tasks: Wire<TaskLine>[]; action?: ReactNode }) {
  const complete = useCompleteTask();
  const mayWork = useMay("work");
  return (
    <Card heading="Open tasks" count={tasks.length} action={action}>
      {tasks.length === 0 && <p className={styles.empty}>Nothing to do here.</p>}
      {tasks.map((task) => (
        <div key={task.id} className={styles.task}>
          <Checkbox
            aria-label={`Done: ${task.title}`}
            disabled={!mayWork || complete.isPending || task.approvalId !== undefined}
            checked={false}
            onChange={() => complete.mutate({ task })}
            mt={2}
            flex="none"
          />
          <div>
            {task.approvalId ? (
              <Link to={`/approvals/${task.approvalId}`}>{task.title}</Link>
            ) : task.letterFileId ? (
              <a href={`/api/files/${task.letterFileId}`} download>
                {task.title}
              </a>
            ) : (
              task.title
            )}
            <small>
              {task.assigneeName ?? (task.assigneeRole ? `Any ${task.assigneeRole}` : "Nobody yet")}
              {task.due && (
                <>
                  {" · "}
                  <When at={task.due} before="due" />
                </>
              )}
            </small>
          </div>
        </div>
      ))}
    </Card>
  );
}
