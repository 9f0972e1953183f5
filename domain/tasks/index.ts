export { TaskModel, type TaskRecord } from "./model.ts";
export { changeTask, completeTask, createTask, deleteTask, listTasks, NewTask, reopenTask, TaskChange, taskOfStep } from "./operations.ts";
