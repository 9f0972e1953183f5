import { IconCloudCheck, IconCloudUp, IconCloudX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useSpeech } from "../i18n/Language.tsx";

export type SaveState = "idle" | "saving" | "saved" | "failed";

/** "Saved just now", said quietly. `at` is when it was saved last. */
export function SavedNote({ state, at }: { state: SaveState; at?: Date | null }) {
  const { t } = useSpeech();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = at ? Math.floor(Math.max(0, now - at.getTime()) / 60_000) : 0;
  const words = {
    idle: "",
    saving: t("saving"),
    saved: minutes < 1 ? t("saved.now") : t("saved.minutes", { minutes }),
    failed: t("saved.failed"),
  };
  const Icon = { idle: null, saving: IconCloudUp, saved: IconCloudCheck, failed: IconCloudX }[state];
  return (
    <span className="saved" data-state={state} role="status">
      {Icon && <Icon size={18} stroke={1.75} aria-hidden="true" />}
      {words[state]}
    </span>
  );
}
