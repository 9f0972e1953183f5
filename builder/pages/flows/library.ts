import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Installed, ShippedFlow, UsedSort } from "../../../domain/library/index.ts";
import { api } from "../../api/client.ts";
import { notifyDone, notifyProblem } from "../../components/notify.tsx";
import { and } from "../../editor/words/lists.ts";

/** The flows that ship, with what each uses and what of it the firm has. */
export const useLibrary = () =>
  useQuery({
    queryKey: ["library"],
    queryFn: () => api.get<{ flows: ShippedFlow[] }>("/api/library"),
    staleTime: 60_000,
    retry: false,
  });

/** "Use this": copies a shipped flow with all it uses, and opens the copy. One the firm has already is opened. */
export function useInstall({ key, installed }: Pick<ShippedFlow, "key" | "installed">) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const install = async () => {
    if (installed) return navigate(`/flows/${key}`);
    setBusy(true);
    try {
      const { added } = await api.post<Installed>(`/api/library/${key}/install`);
      await queries.invalidateQueries({ queryKey: ["flow-records"] });
      for (const queryKey of [["library"], ["flows"], ["pipelines"], ["fields"]]) void queries.invalidateQueries({ queryKey });
      notifyDone(addedWords(added));
      navigate(`/flows/${key}`);
    } catch (error) {
      notifyProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, install };
}

/** Of each sort that is counted: one, several. */
export const sorts: Record<UsedSort, [one: string, many: string]> = {
  form: ["form", "forms"],
  mail: ["email", "emails"],
  document: ["document", "documents"],
  appointment: ["appointment", "appointments"],
};

/** "2 forms · 6 emails · 1 document". */
export function usesWords(uses: ShippedFlow["uses"]): string {
  return Object.entries(sorts)
    .flatMap(([sort, names]) => counted(uses.filter((one) => one.sort === sort).length, names))
    .join(" · ");
}

/** "You have none of it yet" … "You have all of it", which is what stays as it is. */
export function hereWords(uses: ShippedFlow["uses"]): string {
  const here = uses.filter((one) => one.here).length;
  if (here === 0) return "All of it comes along";
  if (here === uses.length) return "You have all of it already";
  return `You have ${here} of these already; the rest comes along`;
}

const addedSorts: [beginning: string, names: [string, string]][] = [
  ["form ", sorts.form],
  ["message ", sorts.mail],
  ["document ", sorts.document],
  ["appointment type ", sorts.appointment],
];

/** "Copied with 2 forms and 6 emails. It is your draft now; nothing is published." */
export function addedWords(added: string[]): string {
  const parts = addedSorts.flatMap(([beginning, names]) => counted(added.filter((one) => one.startsWith(beginning)).length, names));
  return `${parts.length > 0 ? `Copied with ${and(parts)}.` : "Copied."} It is your draft now; nothing is published.`;
}

const counted = (many: number, [one, several]: [string, string]): string[] => (many > 0 ? [`${many} ${many === 1 ? one : several}`] : []);
