import { IconArrowLeft, IconInfoCircle, IconLock, IconPhone, IconShieldHalfFilled } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import {
  type Answer,
  type Answers,
  checkAnswers,
  type Form,
  type FormField,
  type FormNote,
  type FormPeople,
  type Row,
  say,
  visibleFields,
} from "../../../engine/forms/index.ts";
import { asProblem } from "../../api/problem.ts";
import { Button } from "../components/Button.tsx";
import { ErrorSummary } from "../components/ErrorSummary.tsx";
import { Note } from "../components/Note.tsx";
import { Progress } from "../components/Progress.tsx";
import { type PublicFirm, telephone } from "../firm/firm.ts";
import { useSpeech } from "../i18n/Language.tsx";
import type { Asking, FileKeeper } from "./asking.ts";
import { QuestionInput } from "./QuestionInput.tsx";
import { TableInput } from "./TableInput.tsx";
import { inputId } from "./values.ts";

export interface Filled {
  answers: Answers;
  skipped: string[];
  group?: string;
}
export interface FormScreensProps {
  form: Form;
  firm: PublicFirm;
  people?: FormPeople;
  start: Filled;
  /** Called with what changed, to be saved quietly. */
  onChange: (changes: Answers, filled: Filled) => void;
  /** Sends it; a `ProblemError` with errors leads back to the questions. */
  onSend: (filled: Filled) => Promise<void>;
  files?: FileKeeper;
  /** Groups may be put aside for now. */
  canSkip: boolean;
  saved?: ReactNode;
  /** The last screen's button. */
  sendLabel: string;
  /** Stands above the buttons of the last screen. */
  children?: ReactNode;
}

/** A form, one group of questions at a time. */
export function FormScreens(props: FormScreensProps) {
  const { form, firm, people = {}, start, canSkip, saved, sendLabel } = props;
  const { t, language } = useSpeech();
  const [filled, setFilled] = useState<Filled>(start);
  const [errors, setErrors] = useState<{ path: string; message: string }[]>([]);
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const groups = visibleFields(form, filled.answers, people);
  const at = Math.max(
    0,
    groups.findIndex(({ group }) => group.key === filled.group),
  );
  const shown = groups[at];
  const moved = useRef(false);
  /** What is filled in at this moment, also for a file that was sent long after it was chosen. */
  const now = useRef(filled);
  now.current = filled;
  const onTheWay = useRef(new Set<Promise<unknown>>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: on every new screen
  useEffect(() => {
    if (!moved.current) return;
    window.scrollTo(0, 0);
    heading.current?.focus();
  }, [at]);
  if (!shown) return null;
  const { group, fields } = shown;
  const around = { answers: filled.answers, people };
  const byPath = Object.fromEntries(errors.map((error) => [error.path, error.message]));
  const last = at === groups.length - 1;
  const today = new Intl.DateTimeFormat("en-CA").format(new Date());

  const set = (next: Filled) => {
    now.current = next;
    setFilled(next);
  };
  const change = (key: string, value: Answer) => {
    const answers = { ...now.current.answers };
    if (value === null) delete answers[key];
    else answers[key] = value;
    const next = { ...now.current, answers, group: now.current.group ?? group.key };
    set(next);
    setErrors((before) => before.filter(({ path }) => path !== `/${key}` && !(fieldHasRows(fields, key) && path.startsWith(`/${key}/`))));
    props.onChange({ [key]: value }, next);
  };
  const update: Asking["update"] = (path, changed) => {
    const [key = "", index, column] = path.slice(1).split("/");
    const answer = now.current.answers[key];
    if (index === undefined || column === undefined) return change(key, changed(answer));
    const rows = Array.isArray(answer) ? (answer as Row[]) : [];
    // The row may have been removed while its file was on the way.
    if (!rows[Number(index)]) return;
    change(
      key,
      rows.map((row, at) => (at === Number(index) ? ({ ...row, [column]: changed(row[column]) } as Row) : row)),
    );
  };
  const asking: Asking = {
    language,
    around,
    people,
    errors: byPath,
    update,
    ...(props.files ? { files: counting(props.files, onTheWay.current) } : {}),
  };
  const goTo = (index: number, skipped: string[]) => {
    moved.current = true;
    const next = { ...now.current, skipped, group: groups[index]?.group.key ?? group.key };
    setErrors([]);
    set(next);
    props.onChange({}, next);
  };
  const send = async (skipped: string[]) => {
    setBusy(true);
    setTrouble("");
    try {
      await Promise.allSettled(onTheWay.current);
      await props.onSend({ ...now.current, skipped });
    } catch (error) {
      const problem = asProblem(error);
      const told = (problem.errors ?? []).map(({ path, message }) => ({ path: path.replace(/^\/answers/, ""), message }));
      const elsewhere = told.length > 0 && !told.some(({ path }) => fields.some((field) => isAbout(path, field)));
      const home = elsewhere ? groups.findIndex((one) => one.fields.some((field) => told.some(({ path }) => isAbout(path, field)))) : -1;
      if (home >= 0) set({ ...now.current, skipped, group: groups[home]?.group.key ?? group.key });
      setErrors(told);
      if (!told.length)
        setTrouble(
          problem.status === 429
            ? t("problem.busy.detail")
            : problem.status === 0
              ? t("problem.offline.detail")
              : problem.detail || t("problem.other.detail"),
        );
    }
    setBusy(false);
  };
  const next = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const skipped = filled.skipped.filter((key) => key !== group.key);
    const { problems } = checkAnswers(form, filled.answers, { language, people, skipped, today, groups: [group.key] });
    setErrors(problems);
    if (problems.length) return;
    if (last) await send(skipped);
    else goTo(at + 1, skipped);
  };
  const skip = async () => {
    const skipped = [...new Set([...filled.skipped, group.key])];
    if (last) await send(skipped);
    else goTo(at + 1, skipped);
  };

  const title = say(group.title, language, around);
  const first = at === 0;
  const intro = say(group.intro ?? (first ? form.intro : undefined), language, around);
  const minutes = first && form.minutes ? t("about.minutes", { minutes: form.minutes }) : "";
  return (
    <form noValidate onSubmit={(event) => void next(event)}>
      {groups.length > 1 && (
        <Progress step={at + 1} of={groups.length} label={title} saved={saved ?? (minutes && <span className="muted">{minutes}</span>)} />
      )}
      {groups.length === 1 && saved && <p className="saved-alone">{saved}</p>}
      <ErrorSummary errors={errors.map(({ path, message }) => ({ field: inputId(path), message }))} saved={Boolean(saved)} />
      {trouble && (
        <div className="trouble" role="alert">
          <Note tone="attention">{trouble}</Note>
        </div>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {first ? say(form.title, language, around) : title}
      </h1>
      {intro && <p className="lead">{intro}</p>}
      <Questions fields={fields} asking={asking} onChange={change} />
      {group.notes?.map((note, index) => (
        <FormNoteBox key={index} note={note} asking={asking} />
      ))}
      {last && props.children}
      {errors.length > 0 && canSkip && !group.mustAnswer && <SkipBox firm={firm} onSkip={() => void skip()} />}
      <div className="actions">
        {!first && (
          <Button kind="back" icon={IconArrowLeft} aria-label={t("back", { step: at })} onClick={() => goTo(at - 1, filled.skipped)} />
        )}
        <Button type="submit" busy={busy} full={first}>
          {last ? sendLabel : saved ? t("save.continue") : t("continue")}
        </Button>
      </div>
      {form.intake?.urgent && <Urgent urgent={form.intake.urgent} asking={asking} firm={firm} />}
    </form>
  );
}

/** Remembers what is being sent, so that a form is not sent without a file that is still on its way. */
const counting = (files: FileKeeper, onTheWay: Set<Promise<unknown>>): FileKeeper => ({
  ...files,
  send: (asked, file, onProgress) => {
    const sending = files.send(asked, file, onProgress);
    onTheWay.add(sending);
    const arrived = () => void setTimeout(() => onTheWay.delete(sending));
    sending.then(arrived, arrived);
    return sending;
  },
});

const isAbout = (path: string, field: FormField) => path === `/${field.key}` || path.startsWith(`/${field.key}/`);
const fieldHasRows = (fields: FormField[], key: string) => fields.some((field) => field.key === key && field.kind === "table");

/** The questions of a screen; two marked as halves stand side by side where there is room. */
function Questions({ fields, asking, onChange }: { fields: FormField[]; asking: Asking; onChange: (key: string, value: Answer) => void }) {
  const rows: FormField[][] = [];
  for (const field of fields) {
    const before = rows.at(-1);
    if (field.half && before?.length === 1 && before[0]?.half) before.push(field);
    else rows.push([field]);
  }
  const { answers } = asking.around;
  const input = (field: FormField) =>
    field.kind === "table" ? (
      <TableInput
        key={field.key}
        field={field}
        rows={Array.isArray(answers[field.key]) ? (answers[field.key] as Row[]) : []}
        asking={asking}
        onChange={(rows) => onChange(field.key, rows)}
      />
    ) : (
      <QuestionInput
        key={field.key}
        field={field}
        path={`/${field.key}`}
        asked={field.key}
        value={answers[field.key]}
        asking={asking}
        onChange={(value) => onChange(field.key, value)}
      />
    );
  return (
    <div className="questions">
      {rows.map((row) =>
        row.length === 2 ? (
          <div key={row[0]?.key} className={row.every((field) => field.kind === "text") ? "row keep" : "row"}>
            {row.map(input)}
          </div>
        ) : (
          row.map(input)
        ),
      )}
    </div>
  );
}

const noteIcons = { shield: IconShieldHalfFilled, lock: IconLock, info: IconInfoCircle };

function FormNoteBox({ note, asking }: { note: FormNote; asking: Asking }) {
  const { language, around } = asking;
  return (
    <div className="form-note" data-tone={note.tone}>
      <Note tone={note.tone === "info" ? "waiting" : "info"} icon={noteIcons[note.tone]}>
        {note.title && <b>{say(note.title, language, around)} </b>}
        {say(note.text, language, around)}
      </Note>
    </div>
  );
}

/** After something needs correcting: leaving it for now is fine too. */
function SkipBox({ firm, onSkip }: { firm: PublicFirm; onSkip: () => void }) {
  const { t } = useSpeech();
  return (
    <div className="card skip">
      <p>
        <b>{t("skip.title")}</b>
      </p>
      <p className="muted">{t("skip.detail")}</p>
      <div className="stack">
        <Button kind="ghost" full onClick={onSkip}>
          {t("skip.step")}
        </Button>
        {firm.phone && (
          <Button kind="ghost" full icon={IconPhone} href={telephone(firm.phone)}>
            {t("call.number", { phone: firm.phone })}
          </Button>
        )}
      </div>
    </div>
  );
}

function Urgent({
  urgent,
  asking,
  firm,
}: {
  urgent: { text: Parameters<typeof say>[0]; phone?: string };
  asking: Asking;
  firm: PublicFirm;
}) {
  const { t } = useSpeech();
  const phone = urgent.phone ?? firm.phone;
  return (
    <div className="form-note">
      <Note tone="waiting" icon={IconPhone}>
        <b>{say(urgent.text, asking.language, asking.around)}</b> {phone && <a href={telephone(phone)}>{t("call.number", { phone })}</a>}
      </Note>
    </div>
  );
}
