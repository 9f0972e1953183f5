export { type CalendarOf, readCalendar } from "./calendar.ts";
export { readToday, readTodayCounts, type Today } from "./read.ts";
export { markSeen } from "./seen.ts";
