import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";

export interface UndoToastProps {
  message: string;
  seconds: number;
  onUndo: () => void;
  onExpire: () => void;
}

/** The line of `notifyUndo`: what was done, and a button that counts down. */
export function UndoToast({ message, seconds, onUndo, onExpire }: UndoToastProps) {
  const [left, setLeft] = useState(seconds);
  const expire = useRef(onExpire);
  expire.current = onExpire;
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const remaining = Math.ceil((end - Date.now()) / 1000);
      setLeft(Math.max(0, remaining));
      if (remaining > 0) return;
      clearInterval(timer);
      expire.current();
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return (
    <span style={{ display: "flex", alignItems: "center", gap: 12 }}>
      <span style={{ flex: 1, minWidth: 0 }}>{message}</span>
      <Button size="xs" variant="light" onClick={onUndo} aria-label={`Undo: ${message}`}>
        Undo
        <span aria-hidden="true" className="num" style={{ marginLeft: 6, minWidth: 16, opacity: 0.8 }}>
          {left}
        </span>
      </Button>
    </span>
  );
}
