import { useQuery } from "@tanstack/react-query";
import type { AppointmentTypeRecord } from "../../../domain/scheduling/index.ts";
import { api } from "../../api/client.ts";

export type TypeOf = AppointmentTypeRecord;
export const modeWords = { office: "At the office", video: "By video", phone: "By phone" };
export const useAppointmentTypes = () =>
  useQuery({ queryKey: ["appointment-types"], queryFn: () => api.get<{ types: TypeOf[] }>("/api/appointment-types"), staleTime: 30_000 });
/** "At the office or by phone". */
export const waysOf = (modes: { kind: keyof typeof modeWords }[]): string =>
  modes.map(({ kind }, index) => (index === 0 ? modeWords[kind] : modeWords[kind].toLowerCase())).join(" or ");
