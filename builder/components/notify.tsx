import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { asProblem } from "../api/problem.ts";
import { UndoToast } from "./UndoToast.tsx";

/** Said quietly in the corner: something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, icon: <IconCheck size={16} stroke={2} />, color: "done", autoClose: 4000 });
}

/** Something failed, in the problem's own words; the same once at a time. */
export function notifyProblem(error: unknown): void {
  const problem = asProblem(error);
  notifications.show({
    id: `${problem.title} ${problem.detail}`,
    title: problem.title,
    message: problem.detail,
    icon: <IconAlertTriangle size={16} stroke={2} />,
    color: "attention",
    autoClose: 10_000,
  });
}

/** What of a file could not be taken: it stays in the file, and is said so long that it can be read. */
export function notifyLeftOut(left: readonly string[]): void {
  if (left.length === 0) return;
  notifications.show({
    title: "Not all of the file could be taken",
    message: `Left out, because this Firmflow cannot read it: ${left.join(", ")}. It is still in the file.`,
    icon: <IconAlertTriangle size={16} stroke={2} />,
    color: "waiting",
    autoClose: 20_000,
  });
}

export interface UndoNotice {
  /** What was done: "Moved Ngozi Okafor to Lost". */
  message: string;
  /** How long it can be taken back; ten seconds, sixty for starts by hand. */
  seconds?: number;
  onUndo: () => unknown;
  /** Called once when the time is over without an undo. */
  onExpire?: () => void;
}

/** What destructive acts do instead of asking first: it is done, and can be taken back for a while. */
export function notifyUndo({ message, seconds = 10, onUndo, onExpire }: UndoNotice): void {
  const id = notifications.show({
    message: (
      <UndoToast
        message={message}
        seconds={seconds}
        onUndo={async () => {
          notifications.hide(id);
          try {
            await onUndo();
          } catch (error) {
            notifyProblem(error);
          }
        }}
        onExpire={() => {
          notifications.hide(id);
          onExpire?.();
        }}
      />
    ),
    autoClose: false,
    withCloseButton: false,
    color: "accent",
  });
}
