import Type from "typebox";
import { tasksWithNames } from "../../domain/story/index.ts";
import { changeTask, completeTask, createTask, deleteTask, listTasks, NewTask, reopenTask, TaskChange } from "../../domain/tasks/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything, body, idParams } from "../core/shorthand.ts";

const tag = "tasks";
const params = idParams("taskId");
const path = "/tasks/{taskId}";

export const routes: Route[] = [
  route(
    { method: "get", path: "/tasks", summary: "Tasks by due date", tag, role: "viewer", query: listTasks.spec.input, answer: anything },
    (scope, { query }) => tasksWithNames(scope, query),
  ),
  route(
    {
      method: "post",
      path: "/tasks",
      summary: "Add a task",
      tag,
      role: "staff",
      body: Type.Omit(NewTask, ["runId", "step", "visit", "requestId", "approvalId", "asked", "letterMessageId"], {
        additionalProperties: false,
      }),
      status: 201,
      answer: anything,
    },
    (scope, input) => createTask(scope, input.body),
  ),
  route(
    { method: "patch", path, summary: "Change a task", tag, role: "staff", params, body: TaskChange, answer: anything },
    (scope, input) => changeTask(scope, { taskId: input.params.taskId, change: input.body }),
  ),
  route(
    {
      method: "post",
      path: `${path}/complete`,
      summary: "It is done; a flow that waits goes on",
      tag,
      role: "staff",
      params,
      body: body({ outcome: completeTask.spec.input.properties.outcome }),
    },
    (scope, input) => completeTask(scope, { taskId: input.params.taskId, ...input.body }),
  ),
  route(
    { method: "post", path: `${path}/reopen`, summary: "It is not done after all", tag, role: "staff", params, answer: anything },
    (scope, input) => reopenTask(scope, { taskId: input.params.taskId }),
  ),
  route({ method: "delete", path, summary: "Delete a task that no flow waits for", tag, role: "staff", params }, (scope, input) =>
    deleteTask(scope, { taskId: input.params.taskId }),
  ),
];
