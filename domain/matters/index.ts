export { readBoard, readStageCards } from "./board.ts";
export type { BoardCard, CardLine } from "./cards.ts";
export { foundMatters, listMatters, type MatterLine, matterIds } from "./list.ts";
export { MatterModel, type MatterRecord, type Person } from "./model.ts";
export {
  assignAmong,
  assignMatter,
  changeMatter,
  createMatter,
  deleteMatter,
  matterById,
  moveStage,
  restoreMatter,
  touchMatters,
} from "./operations.ts";
export { MatterChange, NewMatter } from "./shape.ts";
export { mattersInOrder, mattersNamed, mattersStanding } from "./standing.ts";
export { readStuckCards } from "./stuck.ts";
