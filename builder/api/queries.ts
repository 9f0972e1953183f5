import { MutationCache, QueryClient } from "@tanstack/react-query";
import { notifyProblem } from "../components/notify.tsx";
import { ProblemError } from "./problem.ts";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: {
      /** The form shows the problem itself, beside its fields; no notice in the corner. */
      quiet?: boolean;
    };
  }
}

/** Only what may pass by itself is tried again: no connection, or a server that is away for a moment. */
export function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= 2) return false;
  if (!(error instanceof ProblemError)) return false;
  return error.status === 0 || error.status === 502 || error.status === 503 || error.status === 504;
}

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (!mutation.meta?.quiet) notifyProblem(error);
      },
    }),
  });
