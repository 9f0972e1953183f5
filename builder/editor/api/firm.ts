import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { useFirmZone } from "../../api/me.ts";
import type { FirmDays } from "../panel/arriving.ts";

interface FirmSettings {
  name?: string;
  zone?: string;
  postalAddress?: string;
  phone?: string;
  holidays?: ({ date: string; name?: string } | string)[];
  hours?: FirmDays["hours"];
  /** Those it writes to clients in. */
  languages?: string[];
}

export const useFirm = () => useQuery({ queryKey: ["firm"], queryFn: () => api.get<FirmSettings>("/api/firm"), staleTime: 60_000 });

/** Zone and days off, for telling when things happen. */
export function useFirmDays(): FirmDays {
  const zone = useFirmZone();
  const { data } = useFirm();
  const holidays = (data?.holidays ?? []).map((day) =>
    typeof day === "string" ? { date: day, name: "Holiday" } : { date: day.date, name: day.name ?? "Holiday" },
  );
  return { zone: data?.zone ?? zone, holidays, ...(data?.hours ? { hours: data.hours } : {}) };
}
