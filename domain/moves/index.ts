export { moveMany, startPendingMoves, stopMove, versionNumber } from "./begin.ts";
export { LeftBehindModel, MoveModel } from "./model.ts";
export { movePage } from "./page.ts";
export { beginPlannedMoves } from "./planned.ts";
export { compareVersions, type MoveGroup, previewMove } from "./preview.ts";
export { listMoves, type MoveLine, readMove } from "./read.ts";
