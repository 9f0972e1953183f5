import { IconPlus, IconShieldHalfFilled, IconUpload } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import type { AnswerFile } from "../../../engine/forms/index.ts";
import { api } from "../../api/client.ts";
import { asProblem } from "../../api/problem.ts";
import { Button } from "../components/Button.tsx";
import { FieldMessage } from "../components/Field.tsx";
import { Note, StateMark } from "../components/Note.tsx";
import type { FileKeeper } from "../form/asking.ts";
import { type ChangeFiles, FileLines, PickButton, useSending } from "../form/FileInput.tsx";
import { sendFile } from "../form/sendFile.ts";
import { Help } from "../frame/Help.tsx";
import { PublicFrame } from "../frame/PublicFrame.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import type { FilesRequest, Shown } from "./Request.tsx";
import "../form/form.css";

/** Papers asked for: photographed with the phone or chosen from its files, each page sent as soon as it is there. */
export default function RequestedFiles({ request, path, onDone }: { request: FilesRequest; path: string; onDone: (shown: Shown) => void }) {
  const { t, preferLanguage } = useSpeech();
  useEffect(() => preferLanguage(request.language), [preferLanguage, request.language]);
  const { firm, asked, firstName } = request;
  const [given, setGiven] = useState(() =>
    Object.fromEntries(asked.map(({ name }) => [name, request.files.filter((file) => file.asked === name)])),
  );
  const [missing, setMissing] = useState<string[]>(request.missing);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const files = useMemo<FileKeeper>(
    () => ({
      send: (name, file, onProgress) => sendFile<AnswerFile>(`${path}/files?asked=${encodeURIComponent(name)}`, file, onProgress),
      remove: (fileId) => api.delete(`${path}/files/${encodeURIComponent(fileId)}`),
    }),
    [path],
  );
  const settled = asked.filter(({ name }) => (given[name]?.length ?? 0) > 0 || missing.includes(name)).length;
  const put = (name: string, change: (before: AnswerFile[]) => AnswerFile[]) => {
    setGiven((before) => ({
      ...before,
      [name]: change(before[name] ?? []).map((one) => ({ ...one, asked: name, state: "waiting" as const })),
    }));
    setErrors(({ [name]: _settled, ...rest }) => rest);
  };
  const say = (name: string, none: boolean) => {
    const next = none ? [...missing, name] : missing.filter((one) => one !== name);
    setMissing(next);
    setErrors(({ [name]: _settled, ...rest }) => rest);
    void api.patch(`${path}/progress`, { changes: {}, skipped: next }).catch(() => undefined);
  };
  const send = async () => {
    setBusy(true);
    setTrouble("");
    try {
      onDone(await api.post<Shown>(`${path}/send-files`, { missing }));
    } catch (error) {
      const problem = asProblem(error);
      const found = Object.fromEntries((problem.errors ?? []).map((one) => [one.path.replace(/^\/files\//, ""), one.message]));
      setErrors(found);
      const first = asked.findIndex(({ name }) => found[name]);
      if (first >= 0) document.getElementById(paperId(first))?.focus();
      else setTrouble(problem.detail || t("problem.offline.detail"));
    }
    setBusy(false);
  };
  const title = request.title ?? t("files.title");
  return (
    <PublicFrame firm={firm} title={title}>
      <div className="progress">
        <div className="progress-row">
          <b>{t("files.count", { done: settled, of: asked.length })}</b>
        </div>
        <div className="bars" aria-hidden="true">
          {asked.map(({ name }, index) => (
            <span key={name} data-state={index < settled ? "done" : "later"} />
          ))}
        </div>
      </div>
      <h1>{title}</h1>
      <p className="lead">{firstName ? t("files.lead", { name: firstName }) : t("files.lead.noname")}</p>
      <div className="papers">
        {asked.map((paper, index) => (
          <Paper
            key={paper.name}
            id={paperId(index)}
            paper={paper}
            files={files}
            value={given[paper.name] ?? []}
            none={missing.includes(paper.name)}
            error={errors[paper.name]}
            onChange={(change) => put(paper.name, change)}
            onNone={(none) => say(paper.name, none)}
          />
        ))}
      </div>
      {trouble && (
        <div className="form-note" role="alert">
          <Note tone="attention">{trouble}</Note>
        </div>
      )}
      <div className="actions">
        <Button full busy={busy} onClick={() => void send()}>
          {t("files.send", { firm: firm.name })}
        </Button>
      </div>
      <Help firm={firm} />
      <div className="form-note">
        <Note tone="waiting" icon={IconShieldHalfFilled}>
          <b>{t("files.bank.title")}</b> {firm.phone ? t("files.bank", { phone: firm.phone }) : t("files.bank.nophone")}
        </Note>
      </div>
    </PublicFrame>
  );
}

/** Names of papers may hold anything; ids may not. */
const paperId = (index: number) => `paper-${index}`;

interface PaperProps {
  id: string;
  paper: FilesRequest["asked"][number];
  files: FileKeeper;
  value: AnswerFile[];
  none: boolean;
  error: string | undefined;
  onChange: ChangeFiles;
  onNone: (none: boolean) => void;
}

function Paper({ id, paper, files, value, none, error, onChange, onNone }: PaperProps) {
  const { t } = useSpeech();
  const { choose, sending, trouble } = useSending(files, paper.name, onChange);
  const remove = async (fileId: string) => {
    await files.remove(fileId).catch(() => undefined);
    onChange((before) => before.filter((one) => one.fileId !== fileId));
  };
  const wrong = trouble ?? error;
  const full = value.length >= (paper.max ?? 10);
  const headingId = `${id}-name`;
  return (
    <section className="paper" aria-labelledby={headingId} data-bad={wrong ? true : undefined}>
      <div className="paper-head">
        <h2 id={headingId}>{paper.name}</h2>
        {sending ? (
          <StateMark state="held">{t("file.busy")}</StateMark>
        ) : value.length ? (
          <StateMark state="done">{t("file.chosen")}</StateMark>
        ) : none ? (
          <StateMark state="held">{t("file.missing")}</StateMark>
        ) : (
          <StateMark state={paper.required === false ? "held" : "waiting"}>
            {t(paper.required === false ? "file.wanted" : "file.needed")}
          </StateMark>
        )}
      </div>
      {paper.hint && <p className="hint">{paper.hint}</p>}
      {wrong && <FieldMessage id={`${id}-error`}>{wrong}</FieldMessage>}
      <FileLines files={value} sending={sending} onRemove={(fileId) => void remove(fileId)} />
      {!sending && !none && !full && (
        <div className="paper-acts">
          <PickButton
            id={id}
            camera
            main={value.length === 0}
            label={value.length ? t("file.more") : t("file.photo")}
            {...(value.length ? { icon: IconPlus } : {})}
            onPick={(chosen) => void choose(chosen)}
            describedBy={wrong ? `${id}-error` : undefined}
          />
          <PickButton label={t("file.pick")} icon={IconUpload} onPick={(chosen) => void choose(chosen)} />
        </div>
      )}
      {!sending && value.length === 0 && (
        <Button kind="text" full onClick={() => onNone(!none)}>
          {t(none ? "file.none.undo" : "file.none")}
        </Button>
      )}
    </section>
  );
}
