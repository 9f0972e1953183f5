import { useEffect, useMemo } from "react";
import { type AnswerFile, type Answers, say } from "../../../engine/forms/index.ts";
import { api } from "../../api/client.ts";
import { SavedNote } from "../components/SavedNote.tsx";
import type { FileKeeper } from "../form/asking.ts";
import { type Filled, FormScreens } from "../form/FormScreens.tsx";
import { sendFile } from "../form/sendFile.ts";
import { useAutosave } from "../form/useAutosave.ts";
import { Help } from "../frame/Help.tsx";
import { PublicFrame } from "../frame/PublicFrame.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import type { FormRequest, Shown } from "./Request.tsx";
import "../form/form.css";

/** What waits to be saved: answers by question, and where the visitor is. */
interface Waiting {
  changes: Answers;
  skipped: string[];
  group?: string;
}

/** A form somebody was asked to fill in: saved while they write, so that it can be gone on with on another day or device. */
export default function RequestedForm({ request, path, onDone }: { request: FormRequest; path: string; onDone: (shown: Shown) => void }) {
  const { t, language, preferLanguage } = useSpeech();
  useEffect(() => preferLanguage(request.language), [preferLanguage, request.language]);
  const { firm, form, people, progress } = request;
  const unsaved = useMemo<Waiting>(() => ({ changes: {}, skipped: progress.skipped }), [progress]);
  const saving = useAutosave<Waiting>(
    (waiting, leaving) => sendProgress(path, waiting, leaving),
    progress.at ? new Date(progress.at) : null,
  );
  const files = useMemo<FileKeeper>(
    () => ({
      send: (asked, file, onProgress) => sendFile<AnswerFile>(`${path}/files?asked=${encodeURIComponent(asked)}`, file, onProgress),
      remove: (fileId) => api.delete(`${path}/files/${encodeURIComponent(fileId)}`),
    }),
    [path],
  );
  const keep = (changes: Answers, filled: Filled) => {
    // Everything changed since the page was opened is sent along: a save that failed is made good by the next.
    Object.assign(unsaved.changes, changes);
    saving.save({ changes: { ...unsaved.changes }, skipped: filled.skipped, ...(filled.group ? { group: filled.group } : {}) });
  };
  const send = async (filled: Filled) => {
    await saving.flush();
    const { answers, skipped } = filled;
    onDone(await api.post<Shown>(`${path}/submit`, { answers, skipped, language }));
  };
  return (
    <PublicFrame firm={firm} title={say(form.title, language, { answers: {}, people })} width="table">
      <FormScreens
        form={form}
        firm={firm}
        people={people}
        start={{ answers: progress.answers, skipped: progress.skipped, ...(progress.group ? { group: progress.group } : {}) }}
        onChange={keep}
        onSend={send}
        files={files}
        canSkip
        saved={<SavedNote state={saving.state} at={saving.at} />}
        sendLabel={t("send")}
      />
      <p className="small muted private">{t("private")}</p>
      <Help firm={firm} />
    </PublicFrame>
  );
}

async function sendProgress(path: string, waiting: Waiting, leaving: boolean): Promise<void> {
  if (!leaving) {
    await api.patch(`${path}/progress`, waiting);
    return;
  }
  await fetch(`${path}/progress`, {
    method: "PATCH",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(waiting),
    keepalive: true,
  });
}
