export { changedPaths } from "./changes.ts";
export { newestFirst } from "./newest.ts";
export { oldestFirst } from "./oldest.ts";
export { byDate, cursorOf, pastCursor, readCursor } from "./paging.ts";
export { clearable, closed, customFields, day, id, instant, key, line, oneOf, optionalId, page, text } from "./shapes.ts";
export { calendarDay, clearedLine, emailAddress, endToCome, instantOf, oneLine, phoneNumber, timeZone } from "./values.ts";
export { hasWords, phoneWords, plain, questionWords, searchWords } from "./words.ts";
