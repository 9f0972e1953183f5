import type { ReactNode } from "react";
import { Loading } from "./Loading.tsx";
import { ProblemPage } from "./ProblemPage.tsx";
import { usePublic } from "./usePublic.ts";

/** Fetches a page's data and shows loading and problems; `children` gets the data when it is there. */
export function LoadedPage<T>({
  path,
  children,
}: {
  path: string;
  children: (data: T, reload: () => void, set: (data: T) => void) => ReactNode;
}) {
  const { loaded, reload, set } = usePublic<T>(path);
  if (loaded.state === "loading") return <Loading />;
  if (loaded.state === "problem") return <ProblemPage problem={loaded.problem} onRetry={reload} />;
  return children(loaded.data, reload, set);
}
