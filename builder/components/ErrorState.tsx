import { Button } from "@mantine/core";
import { IconAlertTriangle, IconRefresh } from "@tabler/icons-react";
import { asProblem } from "../api/problem.ts";
import styles from "./States.module.css";
import { Tile } from "./Tile.tsx";

export interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  /** What was being done: "The contacts could not be shown". */
  title?: string;
}

/** A problem document in words, with a way on. */
export function ErrorState({ error, onRetry, title }: ErrorStateProps) {
  const problem = asProblem(error);
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
            <Button leftSection={<IconRefresh size={16} stroke={1.7} />} onClick={onRetry}>
              Try again
            </Button>
          </div>
        )}
        {problem.instance && problem.status >= 500 && <p className={styles.instance}>For support: {problem.instance}</p>}
      </div>
    </div>
  );
}
