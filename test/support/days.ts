/** An instant as a wall clock in a zone shows it, to be compared in tests. */
export function zonedParts(at: Date, timeZone: string): { weekday: string; time: string; offset: string } {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "shortOffset",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return { weekday: part("weekday"), time: `${part("hour")}:${part("minute")}`, offset: part("timeZoneName") };
}
