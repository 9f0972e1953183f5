import { IconMail, IconPhone } from "@tabler/icons-react";
import { initials } from "../../components/person.ts";
import { Button } from "../components/Button.tsx";
import { type PublicFirm, telephone } from "../firm/firm.ts";
import { closedInWords, hoursInWords } from "../firm/hours.ts";
import { useSpeech } from "../i18n/Language.tsx";

/** How to reach the firm: ends every page that may leave someone stuck. */
export function Help({ firm }: { firm: PublicFirm }) {
  const { t, language } = useSpeech();
  const { helper } = firm;
  const hours = hoursInWords(firm.hours, firm.zone, language, new Date());
  const when = [hours && `${hours}.`, closedInWords(firm.closed, language)].filter(Boolean).join(" ");
  return (
    <aside className="help" aria-label={t("help.firm")}>
      {helper?.photoUrl ? (
        <img className="face" src={helper.photoUrl} alt="" />
      ) : (
        <span className="face" aria-hidden="true">
          {initials(helper?.name ?? firm.name)}
        </span>
      )}
      <div>
        <p>
          <b>{helper ? t("help.title", { name: helper.name }) : t("help.firm")}</b>
          {when && (
            <>
              <br />
              <span className="muted">{when}</span>
            </>
          )}
        </p>
        <div className="help-acts">
          {firm.phone && (
            <Button kind="ghost" href={telephone(firm.phone)} icon={IconPhone}>
              {firm.phone}
            </Button>
          )}
          {firm.email && (
            <Button kind="ghost" href={`mailto:${firm.email}`} icon={IconMail}>
              {t("write.us")}
            </Button>
          )}
        </div>
      </div>
    </aside>
  );
}
