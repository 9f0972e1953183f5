import { IconCheck } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { type Form, say, type Text } from "../../../engine/forms/index.ts";
import { api } from "../../api/client.ts";
import type { PublicFirm } from "../firm/firm.ts";
import { dropDraft, readDraft, writeDraft } from "../form/draft.ts";
import { followHeight, tellEmbedding } from "../form/embedding.ts";
import { FormScreens } from "../form/FormScreens.tsx";
import { Help } from "../frame/Help.tsx";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { isEmbedded, PublicFrame } from "../frame/PublicFrame.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import type { Params } from "../routes.ts";
import "../form/form.css";

interface Shown {
  firm: PublicFirm;
  form: Form;
}
interface Received {
  done: { title: Text; text?: Text } | null;
}

/** A form of the firm's website, on its own page or in the firm's. */
export default function Intake({ params }: { params: Params }) {
  const path = `/api/public/forms/${encodeURIComponent(params["firmSlug"] ?? "")}/${encodeURIComponent(params["formKey"] ?? "")}`;
  useEffect(followHeight, []);
  return <LoadedPage<Shown> path={path}>{(shown) => <IntakeForm path={path} {...shown} />}</LoadedPage>;
}

function IntakeForm({ path, firm, form }: Shown & { path: string }) {
  const { t, language } = useSpeech();
  const draft = useRef(readDraft(path));
  const honey = useRef<HTMLInputElement>(null);
  const [received, setReceived] = useState<Received | null>(null);
  const around = { answers: draft.current.answers };
  const title = say(form.title, language, around);
  useEffect(() => {
    if (received) tellEmbedding({ firmflow: 1, sent: true });
  }, [received]);
  if (received) {
    const thanks = say(received.done?.title, language, around) || t("done.title");
    return (
      <PublicFrame firm={firm} title={thanks}>
        <span className="tick" aria-hidden="true">
          <IconCheck size={30} stroke={2} />
        </span>
        <h1>{thanks}</h1>
        <p className="lead" role="status">
          {say(received.done?.text, language, around) || t("done.intake")}
        </p>
        {!isEmbedded() && <Help firm={firm} />}
      </PublicFrame>
    );
  }
  return (
    <PublicFrame firm={firm} title={title}>
      <FormScreens
        form={form}
        firm={firm}
        start={draft.current}
        onChange={(_changes, filled) => {
          draft.current = { ...draft.current, ...filled };
          writeDraft(path, draft.current);
        }}
        onSend={async ({ answers }) => {
          const { key } = draft.current;
          const homepage = honey.current?.value ?? "";
          const answer = await api.post<Received>(path, { key, answers, language, from: whereFrom(), ...(homepage ? { homepage } : {}) });
          dropDraft(path);
          setReceived(answer);
        }}
        canSkip={false}
        sendLabel={t("send")}
      >
        {/* A box nobody sees or reaches: whoever fills it in is a program. */}
        <div className="honey" aria-hidden="true">
          <label>
            Homepage
            <input ref={honey} name="homepage" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
      </FormScreens>
    </PublicFrame>
  );
}

/** The page and campaign that led here; `embed.js` passes on those of the page the form stands in. */
function whereFrom(): Record<string, string> {
  const asked = new URLSearchParams(window.location.search);
  const found: Record<string, string | null> = {
    page: asked.get("page") ?? (isEmbedded() ? null : `${window.location.origin}${window.location.pathname}`),
    source: asked.get("utm_source"),
    medium: asked.get("utm_medium"),
    campaign: asked.get("utm_campaign"),
    referrer: asked.get("referrer") ?? (isEmbedded() ? null : document.referrer),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) => (value ? [[name, value.slice(0, name === "page" ? 500 : 200)]] : [])),
  );
}
