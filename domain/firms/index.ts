export { type CalendarNews, calendarNews, toldCalendar } from "./calendarNews.ts";
export { firmFacts } from "./facts.ts";
export { stateHolidays } from "./holidays.ts";
export type { FirmHoliday, FirmRecord, OfficeHours } from "./model.ts";
export {
  anyFirmExists,
  changeFirm,
  createFirm,
  everyFirm,
  FirmChange,
  firmBySlug,
  firmByTextNumber,
  firmInScope,
  NewFirm,
  publicFirm,
  readFirm,
} from "./operations.ts";
export { type PageFirm, pageFirm } from "./page.ts";
