import { Outlet } from "react-router";
import { useMe } from "../api/me.ts";
import { ProblemError } from "../api/problem.ts";
import { ErrorState } from "../components/ErrorState.tsx";
import { LoadingLines } from "../components/LoadingLines.tsx";

/** Everything inside knows who is signed in. Without a session the API's 401 has already led to the sign-in page. */
export function SignedIn() {
  const { data, error, refetch } = useMe();
  if (data) return <Outlet />;
  if (error && !(error instanceof ProblemError && error.status === 401)) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingLines lines={10} label="Opening Firmflow" />;
}
