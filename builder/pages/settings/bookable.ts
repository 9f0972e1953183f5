import { useQuery } from "@tanstack/react-query";
import type { AppointmentTypeRecord } from "../../../domain/scheduling/index.ts";
import { api } from "../../api/client.ts";

export type TypeOf = AppointmentTypeRecord;
export const modeWords = { office: "At the office", video: "By video", phone: "By phone" };
export const useAppointmentTypes = () =>
  useQuery({ queryKey: ["appointment-types"], queryFn: () => api.get<{ types: TypeOf[] }>("/api/appointment-types"), staleTime: 30_000 });
