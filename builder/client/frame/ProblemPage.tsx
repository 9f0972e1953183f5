import { IconRefresh } from "@tabler/icons-react";
import type { ProblemDocument } from "../../api/problem.ts";
import { Button } from "../components/Button.tsx";
import type { PublicFirm } from "../firm/firm.ts";
import { useSpeech } from "../i18n/Language.tsx";
import { Help } from "./Help.tsx";
import { PublicFrame } from "./PublicFrame.tsx";
import { detailKey, problemName, titleKey } from "./problemWords.ts";

export interface ProblemPageProps {
  problem: ProblemDocument;
  /** Left out: the firm the problem document names (`firm`), if it names one. */
  firm?: PublicFirm;
  onRetry?: () => void;
}

/** A page that cannot be shown: why, in words, and how to reach the firm. No dead end. */
export function ProblemPage({ problem, firm, onRetry }: ProblemPageProps) {
  const { t } = useSpeech();
  const known = firm ?? (problem["firm"] as PublicFirm | undefined);
  const name = problemName(problem);
  const again = onRetry && (name === "offline" || name === "other" || name === "busy");
  return (
    <PublicFrame {...(known ? { firm: known } : {})} title={t(titleKey(name))}>
      <h1>{t(titleKey(name))}</h1>
      <p className="lead">{t(detailKey(name))}</p>
      {again && (
        <div className="actions">
          <Button onClick={onRetry} icon={IconRefresh}>
            {t("try.again")}
          </Button>
        </div>
      )}
      {known ? <Help firm={known} /> : <p className="lead">{t("problem.firm")}</p>}
    </PublicFrame>
  );
}
