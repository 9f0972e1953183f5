import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useSpeech } from "../i18n/Language.tsx";
import type { Signing } from "./types.ts";

/** The document itself, a page at a time: the picture of the page for eyes, its text for those who listen. */
export function DocumentPages({ signing, path }: { signing: Signing; path: string }) {
  const { t } = useSpeech();
  const [number, setNumber] = useState(1);
  const top = useRef<HTMLElement>(null);
  const { pages, title } = signing;
  const page = pages[number - 1];
  const turn = (to: number) => {
    setNumber(to);
    // Without "smooth": the next page begins where the last one did.
    if ((top.current?.getBoundingClientRect().top ?? 0) < 0) top.current?.scrollIntoView();
  };
  const turner = (
    <div className="sheet-turn">
      <button type="button" aria-label={t("sign.page.before")} disabled={number === 1} onClick={() => turn(number - 1)}>
        <IconChevronLeft size={22} stroke={1.75} aria-hidden="true" />
      </button>
      <span aria-live="polite">{t("sign.page", { page: number, of: pages.length })}</span>
      <button type="button" aria-label={t("sign.page.next")} disabled={number === pages.length} onClick={() => turn(number + 1)}>
        <IconChevronRight size={22} stroke={1.75} aria-hidden="true" />
      </button>
    </div>
  );
  if (!page) return null;
  return (
    <section className="sheet" aria-label={title} ref={top}>
      {turner}
      <div className="sheet-paper">
        <img
          key={number}
          src={`${path}/document/pages/${number}`}
          width={page.width}
          height={page.height}
          alt={t("sign.page.alt", { title, page: number })}
        />
        <div className="visually-hidden" style={{ whiteSpace: "pre-line" }}>
          {page.text}
        </div>
      </div>
      {pages.length > 1 && turner}
    </section>
  );
}
