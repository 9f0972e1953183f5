import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useSpeech } from "../i18n/Language.tsx";

export interface SummaryError {
  /** The id of the input it is about. */
  field: string;
  message: string;
}

/** What to check, above the form; takes the focus when it appears, and each line leads to its field. */
export function ErrorSummary({ errors, saved = false }: { errors: SummaryError[]; saved?: boolean }) {
  const { t } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const what = errors.map((error) => error.field).join(" ");
  useEffect(() => {
    if (what) box.current?.focus();
  }, [what]);
  if (errors.length === 0) return null;
  return (
    <div className="errors" role="alert" tabIndex={-1} ref={box}>
      <h2>
        <IconAlertTriangle size={24} stroke={1.75} aria-hidden="true" />
        {errors.length === 1 ? t("check.one") : t("check.many", { count: errors.length })}
      </h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field} ${error.message}`}>
            <a
              href={`#${error.field}`}
              onClick={(event) => {
                const input = document.getElementById(error.field);
                if (!input) return;
                event.preventDefault();
                input.focus();
                input.scrollIntoView({ block: "center" });
              }}
            >
              {error.message}
            </a>
          </li>
        ))}
      </ul>
      {saved && <p className="small">{t("check.saved")}</p>}
    </div>
  );
}
