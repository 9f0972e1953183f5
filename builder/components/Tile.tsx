import type { TablerIcon } from "@tabler/icons-react";
import { lookOf } from "../theme/kinds.tsx";
import styles from "./Tile.module.css";

export type Tone = "tell" | "ask" | "wait" | "decide" | "record" | "connect" | "end" | "attention" | "done" | "waiting" | "plain";
export interface TileProps {
  icon: TablerIcon;
  tone?: Tone;
  size?: "s" | "m" | "node" | "l";
  round?: boolean;
}

const iconSizes = { s: 14, m: 17, node: 18, l: 20 };

/** An icon on its tinted square: 22, 28, 32 or 36 px. */
export function Tile({ icon: Icon, tone = "plain", size = "m", round = false }: TileProps) {
  const name = tone === "plain" ? "held" : tone;
  return (
    <span
      className={styles.tile}
      data-size={size}
      data-round={round || undefined}
      style={{ background: `var(--${name}-bg)`, color: `var(--${name})` }}
      aria-hidden="true"
    >
      <Icon size={iconSizes[size]} stroke={1.7} />
    </span>
  );
}

/** The tile of a step kind: the same icon and intent everywhere the kind appears. */
export function KindTile({ kind, ...rest }: { kind: string } & Omit<TileProps, "icon" | "tone">) {
  const look = lookOf(kind);
  return <Tile icon={look.icon} tone={look.intent} {...rest} />;
}
