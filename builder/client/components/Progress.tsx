import type { ReactNode } from "react";
import { useSpeech } from "../i18n/Language.tsx";

export interface ProgressProps {
  /** Counted from 1. */
  step: number;
  of: number;
  /** What this step is about: "Your family". */
  label?: string;
  /** A `SavedNote`. */
  saved?: ReactNode;
}

/** How far along: words first, bars for the eye. */
export function Progress({ step, of, label, saved }: ProgressProps) {
  const { t } = useSpeech();
  return (
    <div className="progress">
      <div className="progress-row">
        <span>
          <b>{t("step.of", { step, of })}</b>
          {label && ` · ${label}`}
        </span>
        {saved}
      </div>
      <div className="bars" aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <span key={index} data-state={index + 1 < step ? "done" : index + 1 === step ? "now" : "later"} />
        ))}
      </div>
    </div>
  );
}
