export { commandMany, startEverybody, startForMany, startPendingBulks, stopBulk, tellMany, undoBulk } from "./begin.ts";
export { List } from "./lists.ts";
export { BulkModel } from "./model.ts";
export { bulkPage } from "./page.ts";
export { type BulkLine, listBulks, previewMany, readBulk } from "./read.ts";
