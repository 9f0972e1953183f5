import { Button } from "@mantine/core";
import { IconAlertTriangle, IconRefresh } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";
import styles from "./States.module.css";
import { Tile } from "./Tile.tsx";

export interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  /** What was being done: "The contacts could not be shown". */
  title?: string;
}

/** A problem document in words, with a way on: whatever else of the page could not be had is asked for again as well. */
export function ErrorState({ error, onRetry, title }: ErrorStateProps) {
  const client = useQueryClient();
  const problem = asProblem(error);
  const tryAgain = () => {
    onRetry?.();
    void client.refetchQueries({ type: "active", predicate: ({ state }) => state.status === "error" && state.fetchStatus === "idle" });
  };
  return (
    <div className={styles.empty} role="alert">
      <Tile icon={IconAlertTriangle} tone="attention" size="l" />
      <div>
        <p className={styles.title}>{title ?? problem.title}</p>
        <div className={styles.words}>{problem.detail}</div>
        {problem.errors?.length ? (
          <ul className={styles.fields}>
            {problem.errors.map(({ path, message }) => (
              <li key={`${path} ${message}`}>{message}</li>
            ))}
          </ul>
        ) : null}
        {onRetry && (
          <div className={styles.act}>
            <Button leftSection={<IconRefresh size={16} stroke={1.7} />} onClick={tryAgain}>
              Try again
            </Button>
          </div>
        )}
        {problem.instance && problem.status >= 500 && <p className={styles.instance}>For support: {problem.instance}</p>}
      </div>
    </div>
  );
}
