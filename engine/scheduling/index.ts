export { type BookingRules, type Busy, openSlots, type Person, type Slot, type WeeklyHours } from "./slots.ts";
