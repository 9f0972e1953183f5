import { useQuery } from "@tanstack/react-query";
import { api } from "./client.ts";

export type Role = "owner" | "builder" | "staff" | "viewer";
export interface Me {
  staff: { id: string; name: string; role: Role; email: string };
  firm: { id: string; name: string; zone: string; [more: string]: unknown };
}

export const meQuery = { queryKey: ["me"], queryFn: () => api.get<Me>("/api/me"), staleTime: 60_000 } as const;

/** Who is signed in and for which firm. Within the frame it is always there. */
export const useMe = () => useQuery(meQuery);

/** The firm's time zone; until it is known, the browser's. */
export function useFirmZone(): string {
  const { data } = useMe();
  return data?.firm.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const may: Record<"work" | "build" | "own", Role[]> = {
  work: ["owner", "builder", "staff"],
  build: ["owner", "builder"],
  own: ["owner"],
};
/** Whether the signed-in person may: `work` contacts and tasks, `build` flows, or `own` the firm's settings. */
export function useMay(what: keyof typeof may): boolean {
  const { data } = useMe();
  return data ? may[what].includes(data.staff.role) : false;
}
