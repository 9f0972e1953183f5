import { useRouteError } from "react-router";
import { ErrorState } from "../components/ErrorState.tsx";

/** A page that fell over, or whose code could not be fetched after an update: said in words, with a way on. */
export function PageFailed() {
  const error = useRouteError();
  return <ErrorState error={error} title="This page could not be shown" onRetry={() => window.location.reload()} />;
}
