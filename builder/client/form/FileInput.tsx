import { IconCamera, IconFile, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { AnswerFile } from "../../../engine/forms/index.ts";
import { asProblem } from "../../api/problem.ts";
import { FieldMessage } from "../components/Field.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import type { FileKeeper } from "./asking.ts";
import { acceptedFiles, maxFileBytes } from "./sendFile.ts";

export type ChangeFiles = (change: (before: AnswerFile[]) => AnswerFile[]) => void;

interface Sending {
  name: string;
  part: number;
}

/** Photos or files that answer a question; each is sent as soon as it is chosen. */
export function FileInput({
  id,
  label,
  hint,
  error,
  optional,
  asked,
  files,
  value,
  max,
  onChange,
}: {
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  optional: boolean;
  asked: string;
  files: FileKeeper;
  value: AnswerFile[];
  max: number;
  /** Gets what to make of the files there are at that moment: sending takes a while. */
  onChange: ChangeFiles;
}) {
  const { t } = useSpeech();
  const { choose, sending, trouble } = useSending(files, asked, onChange);
  const remove = async (fileId: string) => {
    await files.remove(fileId).catch(() => undefined);
    onChange((before) => before.filter((one) => one.fileId !== fileId));
  };
  const wrong = error ?? trouble;
  return (
    <fieldset className="field">
      <legend className="field-label">
        {label} {optional && <span className="optional">({t("optional")})</span>}
      </legend>
      {hint && <p className="hint">{hint}</p>}
      {wrong && <FieldMessage id={`${id}-error`}>{wrong}</FieldMessage>}
      <FileLines files={value} sending={sending} onRemove={(fileId) => void remove(fileId)} />
      {value.length < max && !sending && (
        <PickButton id={id} wide label={t("file.choose")} onPick={choose} describedBy={wrong ? `${id}-error` : undefined} />
      )}
    </fieldset>
  );
}

/** Sends chosen files one after another; what goes wrong is said and the others go on. */
export function useSending(files: FileKeeper, asked: string, onChange: ChangeFiles) {
  const { t } = useSpeech();
  const [sending, setSending] = useState<Sending | null>(null);
  const [trouble, setTrouble] = useState<string | undefined>();
  const choose = async (chosen: File[]) => {
    setTrouble(undefined);
    for (const file of chosen) {
      if (file.size > maxFileBytes) {
        setTrouble(t("file.large", { name: file.name }));
        continue;
      }
      setSending({ name: file.name, part: 0 });
      try {
        const sent = await files.send(asked, file, (part) => setSending({ name: file.name, part }));
        onChange((before) => [...before, { fileId: sent.fileId, name: sent.name }]);
      } catch (error) {
        const problem = asProblem(error);
        setTrouble(
          problem.status === 422 || problem.status === 413 || problem.status === 409
            ? problem.detail
            : t("file.failed", { name: file.name }),
        );
      }
    }
    setSending(null);
  };
  return { choose, sending, trouble };
}

export function FileLines({
  files,
  sending,
  onRemove,
}: {
  files: AnswerFile[];
  sending: Sending | null;
  onRemove?: (fileId: string) => void;
}) {
  const { t } = useSpeech();
  return (
    <>
      {files.length > 0 && (
        <ul className="file-lines">
          {files.map((file) => (
            <li key={file.fileId}>
              <IconFile size={20} stroke={1.75} aria-hidden="true" />
              <span>{file.name}</span>
              {onRemove && (
                <button
                  type="button"
                  className="square"
                  aria-label={t("file.remove", { name: file.name })}
                  onClick={() => onRemove(file.fileId)}
                >
                  <IconTrash size={20} stroke={1.75} aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {sending && (
        <div className="sending">
          <p>{t("file.sending", { name: sending.name, percent: Math.round(sending.part * 100) })}</p>
          <div
            className="meter"
            role="progressbar"
            aria-label={sending.name}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(sending.part * 100)}
          >
            <span style={{ width: `${Math.round(sending.part * 100)}%` }} />
          </div>
        </div>
      )}
    </>
  );
}

/** A button that opens the phone's camera or its files. The input itself keeps out of sight and out of the tab order. */
export function PickButton({
  id,
  label,
  camera = false,
  wide = false,
  main = false,
  icon: Icon = IconCamera,
  onPick,
  describedBy,
}: {
  id?: string;
  label: string;
  camera?: boolean;
  wide?: boolean;
  main?: boolean;
  icon?: typeof IconCamera;
  onPick: (files: File[]) => void;
  describedBy?: string | undefined;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        id={id}
        className="btn"
        data-kind={main ? "main" : "ghost"}
        data-full={wide || undefined}
        aria-describedby={describedBy}
        onClick={() => input.current?.click()}
      >
        <Icon size={20} stroke={1.75} aria-hidden="true" />
        {label}
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        multiple={!camera}
        accept={camera ? "image/*" : acceptedFiles}
        {...(camera ? { capture: "environment" as const } : {})}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          if (chosen.length) onPick(chosen);
        }}
      />
    </>
  );
}
