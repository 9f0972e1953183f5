import { IconChevronDown, IconDownload, IconPhone, IconPrinter } from "@tabler/icons-react";
import { type FormEvent, useEffect, useState } from "react";
import { api } from "../../api/client.ts";
import { asProblem } from "../../api/problem.ts";
import { Button } from "../components/Button.tsx";
import { ErrorSummary, type SummaryError } from "../components/ErrorSummary.tsx";
import { FieldMessage } from "../components/Field.tsx";
import { Note } from "../components/Note.tsx";
import { telephone } from "../firm/firm.ts";
import { PublicFrame } from "../frame/PublicFrame.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import { Decline } from "../signing/Decline.tsx";
import { DocumentPages } from "../signing/DocumentPages.tsx";
import { firstWay, SignatureInput } from "../signing/SignatureInput.tsx";
import { Signed } from "../signing/Signed.tsx";
import type { Mark, Signing } from "../signing/types.ts";
import type { SignatureRequest } from "./Request.tsx";
import "../signing/signing.css";

/** A document to read and sign: its pages, then the signature, the agreement to sign on screen, and a way to say no. */
export default function RequestedSignature({ request, path }: { request: SignatureRequest; path: string }) {
  const { t, preferLanguage } = useSpeech();
  useEffect(() => preferLanguage(request.language), [preferLanguage, request.language]);
  const [signing, setSigning] = useState<Signing>(request.signing);
  const { firm } = request;
  const settled = signing.mine !== "asked" || request.state === "waived" || signing.whyNot !== undefined;
  useEffect(() => {
    void api.post(`${path}/viewed`).catch(() => undefined);
  }, [path]);
  return (
    <PublicFrame firm={firm} title={signing.title} width="sign">
      <div className="sign-head">
        <div>
          <p className="small muted">{t("sign.for", { name: signing.signer })}</p>
          <h1>{signing.title}</h1>
        </div>
        <div className="sign-papers">
          <Button kind="ghost" icon={IconDownload} href={`${path}/document?save=true`} aria-label={t("sign.pdf")}>
            PDF
          </Button>
          <Button kind="ghost" icon={IconPrinter} href={`${path}/document`}>
            {t("sign.print")}
          </Button>
        </div>
      </div>
      <div className="sign-both">
        <DocumentPages signing={signing} path={path} />
        {settled ? (
          <Signed signing={signing} waived={request.state === "waived"} firm={firm} path={path} />
        ) : (
          <SignForm request={request} signing={signing} path={path} onDone={setSigning} />
        )}
      </div>
    </PublicFrame>
  );
}

interface SignFormProps {
  request: SignatureRequest;
  signing: Signing;
  path: string;
  onDone: (signing: Signing) => void;
}

function SignForm({ request: { firm }, signing, path, onDone }: SignFormProps) {
  const { t, language } = useSpeech();
  const [mark, setMark] = useState<Mark>({ name: signing.signer });
  const [way, setWay] = useState(firstWay);
  const [agreed, setAgreed] = useState(false);
  const [declining, setDeclining] = useState(false);
  const [errors, setErrors] = useState<SummaryError[]>([]);
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const words = signing.consent[language];
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  const wrong = (): SummaryError[] => [
    ...(mark.name.trim() ? [] : [{ field: "sign-name", message: t("sign.name.missing") }]),
    ...(way === "draw" && !mark.drawing ? [{ field: "sign-drawing", message: t("sign.drawing.missing") }] : []),
    ...(agreed ? [] : [{ field: "sign-agree", message: t("sign.agree.missing") }]),
  ];
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = wrong();
    setErrors(found);
    setTrouble("");
    if (found.length) return;
    setBusy(true);
    try {
      const given = { ...mark, name: mark.name.trim(), sha256: signing.sha256, consent: agreed, language };
      onDone((await api.post<{ signing: Signing }>(`${path}/sign`, given)).signing);
    } catch (error) {
      const problem = asProblem(error);
      const at = problem.errors?.find((one) => one.path === "/drawing" || one.path === "/name");
      if (at) setErrors([{ field: `sign-${at.path.slice(1)}`, message: at.message }]);
      else setTrouble(problem.detail || t("problem.offline.detail"));
      setBusy(false);
    }
  };
  if (declining)
    return (
      <div className="card sign-card">
        <Decline path={path} onDone={onDone} onClose={() => setDeclining(false)} />
      </div>
    );
  const [other] = signing.others.filter((one) => !one.signed);
  return (
    <form className="card sign-card" onSubmit={send} noValidate>
      <ErrorSummary errors={errors} />
      <SignatureInput
        {...{ way, mark }}
        onWay={(next) => {
          setWay(next);
          setErrors((before) => before.filter((one) => one.field !== "sign-drawing"));
        }}
        onChange={(next) => {
          setMark(next);
          if (next.drawing) setErrors((before) => before.filter((one) => one.field !== "sign-drawing"));
        }}
        errors={{ name: errorOf("sign-name"), drawing: errorOf("sign-drawing") }}
      />
      {errorOf("sign-agree") && <FieldMessage id="sign-agree-error">{errorOf("sign-agree")}</FieldMessage>}
      <label className="pick sign-agree">
        <input
          id="sign-agree"
          type="checkbox"
          checked={agreed}
          aria-describedby={errorOf("sign-agree") ? "sign-agree-error" : undefined}
          aria-invalid={errorOf("sign-agree") ? true : undefined}
          onChange={(event) => setAgreed(event.currentTarget.checked)}
        />
        <span>{words.agree}</span>
      </label>
      <details className="sign-needs">
        <summary>
          {words.heading}
          <IconChevronDown size={18} stroke={1.75} aria-hidden="true" />
        </summary>
        <ul>
          {words.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </details>
      {trouble && (
        <div role="alert">
          <Note tone="attention">{trouble}</Note>
        </div>
      )}
      <Button type="submit" full busy={busy}>
        {t("sign.send")}
      </Button>
      <p className="small muted">{other ? t("sign.then.other", { name: other.name }) : t("sign.then")}</p>
      <div className="sign-else">
        <Button kind="text" onClick={() => setDeclining(true)}>
          {t("sign.decline")}
        </Button>
        {firm.phone && (
          <Button kind="text" icon={IconPhone} href={telephone(firm.phone)}>
            {t("sign.ask")}
          </Button>
        )}
      </div>
    </form>
  );
}
