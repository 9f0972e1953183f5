import { useSpeech } from "../i18n/Language.tsx";

/** The page's place while it is opened: quiet, and about as high as what comes. */
export function Loading() {
  const { t } = useSpeech();
  return (
    <main aria-busy="true">
      <div className="loading" role="status">
        <span className="visually-hidden">{t("loading")}</span>
        <i style={{ width: "40%" }} />
        <i style={{ width: "70%", height: 36 }} />
        <i style={{ height: 220 }} />
      </div>
    </main>
  );
}
