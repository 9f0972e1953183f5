import { IconCheck, IconDownload } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { Button } from "../components/Button.tsx";
import { StateMark } from "../components/Note.tsx";
import type { PublicFirm } from "../firm/firm.ts";
import { Help } from "../frame/Help.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import type { Signing } from "./types.ts";

/** How a document stands for somebody who need not, or can't, sign it any more. */
export function Signed({ signing, waived, firm, path }: { signing: Signing; waived: boolean; firm: PublicFirm; path: string }) {
  const { t } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  // After pressing, the words are where one is: read out, and in sight on a phone.
  useEffect(() => heading.current?.focus(), []);
  const done = signing.mine === "signed" && !(signing.whyNot && !signing.everyone);
  return (
    <div className="card sign-card">
      {done && (
        <span className="tick" aria-hidden="true">
          <IconCheck size={30} stroke={2} />
        </span>
      )}
      <h2 tabIndex={-1} ref={heading}>
        {title()}
      </h2>
      <p>{words()}</p>
      {signing.mine === "signed" && signing.others.length > 0 && (
        <ul className="sign-others">
          {signing.others.map((one) => (
            <li key={one.name}>
              {one.name}{" "}
              <StateMark state={one.signed ? "done" : "waiting"}>{t(one.signed ? "sign.other.done" : "sign.other.waiting")}</StateMark>
            </li>
          ))}
        </ul>
      )}
      {signing.sealed && signing.mine === "signed" && (
        <Button icon={IconDownload} full href={`${path}/document?save=true`}>
          {t("sign.sealed")}
        </Button>
      )}
      <Help firm={firm} />
    </div>
  );

  function title(): string {
    if (waived) return t("sign.waived.title");
    if (signing.mine === "declined") return t("sign.declined.title");
    if (done) return t("sign.done.title");
    return t("sign.stopped.title");
  }
  function words(): string {
    if (waived) return t("done.waived");
    if (signing.mine === "declined") return t("sign.declined", { firm: firm.name });
    if (done) return signing.everyone ? t("sign.done.everyone") : t("sign.done.waiting");
    return t(signing.mine === "signed" ? "sign.stopped.signed" : signing.everyone ? "sign.stopped.enough" : "sign.stopped");
  }
}
