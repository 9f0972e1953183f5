export { TaskModel, type TaskRecord } from "./model.ts";
export {
  changeTask,
  closeTask,
  completeTask,
  createTask,
  deleteTask,
  finishTask,
  hurryLetter,
  listTasks,
  NewTask,
  reopenTask,
  TaskChange,
  taskOfStep,
} from "./operations.ts";
