import { IconMail, IconPhone } from "@tabler/icons-react";
import { initials } from "../../components/person.ts";
import { Button } from "../components/Button.tsx";
import { type PublicFirm, telephone } from "../firm/firm.ts";
import { useSpeech } from "../i18n/Language.tsx";

/** How to reach the firm: ends every page that may leave someone stuck. */
export function Help({ firm }: { firm: PublicFirm }) {
  const { t } = useSpeech();
  const { helper } = firm;
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
          {firm.hours && (
            <>
              <br />
              <span className="muted">{firm.hours}</span>
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
