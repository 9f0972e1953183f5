import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CalendarOf } from "../../../domain/today/index.ts";
import { api } from "../../api/client.ts";
import { instantOf, type Stretch } from "./zoned.ts";

export type DateLine = CalendarOf["dates"][number];

export function useCalendar({ first, until }: Stretch, zone: string, staffId: string) {
  const asked = { from: instantOf(`${first}T00:00`, zone).toISOString(), until: instantOf(`${until}T00:00`, zone).toISOString(), staffId };
  return useQuery({
    queryKey: ["calendar", asked],
    queryFn: () => api.get<CalendarOf>("/api/calendar", asked),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

export const kindWords: Record<string, string> = {
  hearing: "Hearing",
  closing: "Closing",
  signing: "Signing",
  deadline: "Deadline",
  appointment: "Appointment",
  other: "Date",
};
/** Each kind keeps the colour of what it is to the client: asked to come, to sign, to wait. */
export const kindTone: Record<string, "ask" | "wait" | "record" | "attention" | "decide"> = {
  hearing: "wait",
  closing: "record",
  signing: "decide",
  deadline: "attention",
  appointment: "ask",
};

export const whoOf = (line: DateLine): string => line.contact?.name ?? line.title;
/** "Hearing, Luis Peña" says nothing that the kind and the person beside it do not say. */
export const titleBeside = ({ title, kind, contact }: Pick<DateLine, "title" | "kind" | "contact">): string =>
  title === `${kindWords[kind]}, ${contact?.name}` ? "" : title;

export const whereOf = (line: DateLine): string =>
  [line.kind === "appointment" ? "" : kindWords[line.kind], line.contact ? titleBeside(line) : "", ...line.with, line.place]
    .filter((one, index, all) => one && all.indexOf(one) === index)
    .join(" · ");
