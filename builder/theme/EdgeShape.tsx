import { type Intent, intentColour } from "./intents.ts";

/** The left edge of a step's card: each intent has its own, so colour is never the only sign. `height` is the card's. */
export function EdgeShape({ intent, height }: { intent: Intent; height: number }) {
  const h = height;
  const m = h / 2;
  const colour = intentColour(intent);
  return (
    <svg width="10" height={h} style={{ position: "absolute", left: -1, top: -1, overflow: "visible" }} aria-hidden="true">
      <path d={edgePath(intent, h)} fill={colour} />
      {intent === "record" && <path d={`M5.6 10V${h - 10}`} stroke={colour} strokeWidth="2" fill="none" />}
      {intent === "end" && <circle cx="2.5" cy={m} r="6" fill={colour} />}
      {intent === "connect" && (
        <path d={`M2.5 ${m - 13}v6M2.5 ${m - 3}v6M2.5 ${m + 7}v6`} stroke="var(--card)" strokeWidth="2" strokeDasharray="2 4" fill="none" />
      )}
    </svg>
  );
}

/** Of a card so high, from its upper left corner. */
export function edgePath(intent: Intent, h: number): string {
  const m = h / 2;
  const down = `M9 0A9 9 0 0 0 0 9V${h - 9}A9 9 0 0 0 9 ${h}`;
  const up = `C6 ${h} 5 ${h - 3} 5 ${h - 9}`;
  const top = "V9C5 3 6 0 9 0Z";
  switch (intent) {
    case "ask":
      return `${down}${up}V${m + 7}A7 7 0 0 0 5 ${m - 7}${top}`;
    case "decide":
      return `M9 0A9 9 0 0 0 0 9V${m - 8}L-7 ${m}L0 ${m + 8}V${h - 9}A9 9 0 0 0 9 ${h}${up}${top}`;
    case "record":
      return `${down}C5 ${h} 2.4 ${h - 4} 2.4 ${h - 9}V9C2.4 4 5 0 9 0Z`;
    case "tell":
    case "wait":
    case "connect":
    case "end":
      return `${down}${up}${top}`;
  }
}

/** The same shapes, small: beside a palette's heading. */
export function IntentMark({ intent }: { intent: Intent }) {
  return (
    <svg width="12" height="14" viewBox="0 0 12 14" fill="none" stroke={intentColour(intent)} aria-hidden="true" style={{ flex: "none" }}>
      {marks[intent](intentColour(intent))}
    </svg>
  );
}

const marks: Record<Intent, (colour: string) => React.ReactNode> = {
  tell: () => <path d="M2.5 1.5v11" strokeWidth="4" />,
  ask: (colour) => (
    <>
      <path d="M2.5 1.5v11" strokeWidth="4" />
      <circle cx="4.5" cy="7" r="3.6" stroke="none" fill={colour} />
    </>
  ),
  wait: (colour) => <rect x="0" y="4" width="11" height="6" rx="3" stroke="none" fill={colour} />,
  decide: (colour) => <path d="M7 1v12L0 7z" stroke="none" fill={colour} />,
  record: () => <path d="M1.5 1.5v11M6 1.5v11" strokeWidth="2.2" />,
  connect: () => <path d="M2.5 1v12" strokeWidth="4" strokeDasharray="3 1.5" />,
  end: (colour) => <circle cx="5" cy="7" r="4.5" stroke="none" fill={colour} />,
};
