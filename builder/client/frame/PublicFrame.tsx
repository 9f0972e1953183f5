import { IconPhone } from "@tabler/icons-react";
import { type ReactNode, useEffect, useLayoutEffect } from "react";
import { initials } from "../../components/person.ts";
import { applyBrand } from "../firm/brand.ts";
import { type PublicFirm, telephone } from "../firm/firm.ts";
import { useSpeech } from "../i18n/Language.tsx";
import { languages } from "../i18n/words.ts";

export interface PublicFrameProps {
  /** Left out where the firm is not known, as for a link that opens nothing. */
  firm?: PublicFirm;
  /** The browser tab's title; the firm's name follows it. */
  title: string;
  /** One column of 560 px is the rule; booking, tables and signing may take more. */
  width?: "broad" | "table" | "sign";
  children: ReactNode;
}

/** Inside another site's frame (`?embed=1`) the firm's own site is the frame: no top, no foot. */
export const isEmbedded = () => new URLSearchParams(window.location.search).has("embed");

/** The firm's bar, one column, the firm's foot. */
export function PublicFrame({ firm, title, width, children }: PublicFrameProps) {
  const embedded = isEmbedded();
  useLayoutEffect(() => {
    if (firm) applyBrand(document.documentElement.style, firm.brand);
    document.body.classList.toggle("embedded", embedded);
  }, [firm, embedded]);
  useEffect(() => {
    document.title = firm ? `${title} · ${firm.name}` : title;
  }, [title, firm]);
  return (
    <>
      {firm && !embedded && <FirmBar firm={firm} />}
      <main className={width}>{children}</main>
      {!embedded && <FirmFoot firm={firm} />}
    </>
  );
}

function FirmBar({ firm }: { firm: PublicFirm }) {
  const { t } = useSpeech();
  return (
    <header className="top">
      <div className="top-in">
        <div className="brand">
          {firm.logoUrl ? (
            <img className="mark" src={firm.logoUrl} alt="" />
          ) : (
            <span className="mark" aria-hidden="true">
              {initials(firm.name)}
            </span>
          )}
          <span>
            <b>{firm.name}</b>
            {firm.tagline && <small>{firm.tagline}</small>}
          </span>
        </div>
        {firm.phone && (
          <a className="call" href={telephone(firm.phone)} aria-label={t("call.label", { firm: firm.name, phone: firm.phone })}>
            <IconPhone size={20} stroke={1.75} aria-hidden="true" />
            <span className="on-wide">{firm.phone}</span>
            <span className="on-phone">{t("call.us")}</span>
          </a>
        )}
      </div>
    </header>
  );
}

function FirmFoot({ firm }: { firm?: PublicFirm | undefined }) {
  const { t, language, setLanguage } = useSpeech();
  const other = language === "en" ? "es" : "en";
  return (
    <footer className="foot" data-alone={firm ? undefined : true}>
      <div className="foot-in">
        {firm && (
          <p>
            {firm.name}
            {firm.postalAddress && (
              <>
                <br />
                {firm.postalAddress.split(/\n+/).join(", ")}
              </>
            )}
          </p>
        )}
        <p className="foot-links">
          <button type="button" lang={other} onClick={() => setLanguage(other)}>
            {languages[other]}
          </button>
          {firm?.privacyUrl && <a href={firm.privacyUrl}>{t("privacy")}</a>}
        </p>
      </div>
    </footer>
  );
}
