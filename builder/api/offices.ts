import { useQuery } from "@tanstack/react-query";
import type { FieldRecord, PipelineRecord } from "../../domain/pipelines/index.ts";
import { api } from "./client.ts";

export type PipelineOf = PipelineRecord & { id: string };
export type FieldOf = FieldRecord & { id: string };
export interface StaffOf {
  id: string;
  name: string;
  role: string;
  title?: string;
  active: boolean;
}

const minute = 60_000;
export const pipelinesQuery = {
  queryKey: ["pipelines"],
  queryFn: () => api.get<{ pipelines: PipelineOf[] }>("/api/pipelines"),
  staleTime: minute,
};
export const fieldsQuery = (on: "contact" | "matter") => ({
  queryKey: ["fields", on],
  queryFn: () => api.get<{ fields: FieldOf[] }>("/api/fields", { on }),
  staleTime: minute,
});

export const staffQuery = {
  queryKey: ["staff"],
  queryFn: () => api.get<{ staff: StaffOf[] }>("/api/staff"),
  staleTime: minute,
};

/** The firm's case types, staff and own fields: read once, used by many pages. */
export const usePipelines = () => useQuery(pipelinesQuery).data?.pipelines ?? [];
export const useStaff = () => (useQuery(staffQuery).data?.staff ?? []).filter((one) => one.active);
export const useFields = (on: "contact" | "matter") => useQuery(fieldsQuery(on)).data?.fields ?? [];
