import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FirmRecord } from "../../../domain/firms/index.ts";
import { api } from "../../api/client.ts";
import type { Wire } from "../../api/wire.ts";

export type Firm = Wire<FirmRecord>;

export const useFirm = () => useQuery({ queryKey: ["firm"], queryFn: () => api.get<Firm>("/api/firm"), staleTime: 30_000 });

/** Keeps some of the firm's settings. What else shows the firm (the bar, dates in its zone) follows. */
export function useSaveFirm() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: (change: Partial<Omit<Firm, "_id">>) => api.patch<Firm>("/api/firm", change),
    onSuccess: async (firm) => {
      client.setQueryData(["firm"], firm);
      await client.invalidateQueries({ queryKey: ["me"] });
    },
  });
}

/** A darker shade of the firm's colour, for what is pressed: a third of the way to black. */
export function deepOf(colour: string): string {
  const part = (from: number) =>
    Math.round(Number.parseInt(colour.slice(from, from + 2), 16) * 0.68)
      .toString(16)
      .padStart(2, "0");
  return /^#[0-9a-f]{6}$/i.test(colour) ? `#${part(1)}${part(3)}${part(5)}` : colour;
}

/** "estate-planning" of "Estate planning": a key that conditions may name. */
export const keyOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 60);

/** "closingDate" of "Closing date", as facts name a field. */
export const fieldKeyOf = (label: string): string => keyOf(label).replace(/-([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
