import { IconAlertTriangle } from "@tabler/icons-react";
import type { Problem } from "../../../engine/definition/types.ts";
import panel from "../panel/Panel.module.css";
import { sentence } from "./words.ts";

/** What is worth a second look and stands in nobody's way. */
export function Warnings({ warnings, kind = "" }: { warnings: readonly Problem[]; kind?: string }) {
  if (warnings.length === 0) return null;
  return (
    <ul className={panel.warnings} aria-label="Warnings">
      {warnings.map((warning) => (
        <li key={`${warning.path} ${warning.code}`}>
          <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />
          <span>{sentence(warning, kind)}</span>
        </li>
      ))}
    </ul>
  );
}
