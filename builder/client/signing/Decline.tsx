import { useState } from "react";
import { api } from "../../api/client.ts";
import { asProblem } from "../../api/problem.ts";
import { Button } from "../components/Button.tsx";
import { LongField } from "../components/inputs.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import type { Signing } from "./types.ts";

/** Saying no, with the reason: asked in place, so that nobody says it by a slip. */
export function Decline({ path, onDone, onClose }: { path: string; onDone: (signing: Signing) => void; onClose: () => void }) {
  const { t } = useSpeech();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (!reason.trim()) return setError(t("sign.decline.why"));
    setBusy(true);
    try {
      const { signing } = await api.post<{ signing: Signing }>(`${path}/decline`, { reason: reason.trim() });
      onDone(signing);
    } catch (failure) {
      setError(asProblem(failure).detail || t("problem.offline.detail"));
      setBusy(false);
    }
  };
  return (
    <div className="decline">
      <h2>{t("sign.decline.title")}</h2>
      <p className="small muted">{t("sign.decline.lead")}</p>
      <LongField
        name="reason"
        label={t("sign.decline.reason")}
        rows={3}
        maxLength={1000}
        value={reason}
        error={error}
        onChange={setReason}
      />
      <div className="decline-acts">
        <Button kind="danger" busy={busy} onClick={() => void send()}>
          {t("sign.decline.send")}
        </Button>
        <Button kind="ghost" onClick={onClose}>
          {t("sign.decline.back")}
        </Button>
      </div>
    </div>
  );
}
