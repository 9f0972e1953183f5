import { Button, Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";
import styles from "./ConfirmReach.module.css";
import { FormProblems } from "./FormProblems.tsx";

export interface ConfirmReachProps {
  opened: boolean;
  onCancel: () => void;
  /** Resolves when it is done; what it throws is shown here and nothing is lost. */
  onConfirm: () => Promise<unknown>;
  /** The act as a question: "Send “Welcome” to 12 people?" */
  title: string;
  /** Exactly what happens now, in a sentence or a list of `DatedLine`s. */
  what: ReactNode;
  /** To how many clients it goes. `null` while it is being counted: the button waits. */
  reach: number | null;
  /** Said instead of "Counting…" where nobody is there; empty where something has to be chosen first. */
  uncounted?: string;
  /** Not everybody was looked at: the number is the most it can be. */
  upTo?: boolean;
  /** The button says the act and the number: "Send to 12 people". */
  confirmLabel: string;
  /** What can be taken back, and for how long. */
  afterwards?: string;
}

/** Asked before acts that reach clients (send, publish, move people): what exactly, and to how many. */
export function ConfirmReach({ opened, onCancel, onConfirm, title, what, reach, confirmLabel, afterwards, ...counted }: ConfirmReachProps) {
  const { uncounted = "Counting who this reaches…", upTo = false } = counted;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const close = () => {
    setError(null);
    onCancel();
  };
  return (
    <Modal opened={opened} onClose={busy ? () => undefined : close} title={title} size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <div className={styles.what}>{what}</div>
      <p className={styles.reach} aria-live="polite">
        {reach === null ? (
          uncounted
        ) : reach === 0 ? (
          "Nobody is reached now."
        ) : (
          <>
            Reaches {upTo && "up to "}
            <b className="num">{reach.toLocaleString("en-US")}</b> {reach === 1 ? "client" : "clients"} now.
          </>
        )}
        {afterwards && ` ${afterwards}`}
      </p>
      {error !== null && <FormProblems error={error} />}
      <div className={styles.acts}>
        <Button onClick={close} disabled={busy} data-autofocus>
          Not now
        </Button>
        <Button variant="filled" onClick={confirm} loading={busy} disabled={reach === null}>
          {confirmLabel}
        </Button>
      </div>
    </Modal>
  );
}
