export { dropLetters, hurryLetter } from "./letters.ts";
export { TaskModel, type TaskRecord } from "./model.ts";
export {
  changeTask,
  closeTask,
  completeTask,
  createTask,
  deleteTask,
  finishTask,
  listTasks,
  NewTask,
  reopenTask,
  TaskChange,
  taskOfStep,
} from "./operations.ts";
