import { IconCheck } from "@tabler/icons-react";
import { useEffect } from "react";
import { say } from "../../../engine/forms/index.ts";
import { Help } from "../frame/Help.tsx";
import { PublicFrame } from "../frame/PublicFrame.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import type { DoneRequest } from "../pages/Request.tsx";
import "./form.css";

/** It was sent: said with a word of thanks, never with what was in it. */
export function Done({ request }: { request: DoneRequest }) {
  const { t, date, language, preferLanguage } = useSpeech();
  useEffect(() => preferLanguage(request.language), [preferLanguage, request.language]);
  const { firm, done, answeredAt } = request;
  const around = { answers: {} };
  const title = request.state === "waived" ? t("done.waived") : say(done?.title, language, around) || t("done.title");
  const words = say(done?.text, language, around) || t(request.kind === "files" ? "done.files" : "done.form", { firm: firm.name });
  return (
    <PublicFrame firm={firm} title={title}>
      <span className="tick" aria-hidden="true">
        <IconCheck size={30} stroke={2} />
      </span>
      <h1>{title}</h1>
      {request.state !== "waived" && <p className="lead">{words}</p>}
      {answeredAt && <p className="small muted">{t("done.at", { when: date(answeredAt, firm.zone) })}</p>}
      <Help firm={firm} />
    </PublicFrame>
  );
}
