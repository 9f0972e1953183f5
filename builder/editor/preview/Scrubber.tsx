import { ActionIcon } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { formatWhen, whenParts } from "../../components/when.ts";
import { kinds } from "../../theme/kinds.tsx";
import type { AgendaLine } from "./agendaLines.ts";
import styles from "./Preview.module.css";
import { ticksOf } from "./ticks.ts";

interface ScrubberProps {
  starts: number;
  ends: number;
  at: number | null;
  lines: AgendaLine[];
  zone: string;
  onChange: (at: number | null) => void;
}

/** Time from left to right; the canvas follows. Playing goes from one happening to the next. */
export function Scrubber({ starts, ends, at, lines, zone, onChange }: ScrubberProps) {
  const [playing, setPlaying] = useState(false);
  const share = (time: number) => ((time - starts) / Math.max(1, ends - starts)) * 100;
  const value = at ?? starts;
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      const next = lines.find((line) => Date.parse(line.at) > value);
      if (next) onChange(Date.parse(next.at));
      else setPlaying(false);
    }, 900);
    return () => clearTimeout(timer);
  }, [playing, value, lines, onChange]);
  const ticks = useMemo(() => ticksOf(starts, ends, zone), [starts, ends, zone]);
  const dots = [...new Map(lines.map((line) => [`${line.at} ${line.kind}`, line])).values()];
  return (
    <div className={styles.scrubber}>
      <ActionIcon
        variant="default"
        size={28}
        aria-label={playing ? "Stop" : "Play"}
        onClick={() => {
          if (!playing && share(value) >= 100) onChange(starts);
          setPlaying(!playing);
        }}
      >
        {playing ? <IconPlayerPause size={15} stroke={1.7} /> : <IconPlayerPlay size={15} stroke={1.7} />}
      </ActionIcon>
      <div className={styles.track}>
        {at !== null && (
          <span className={styles.now} style={{ left: `${Math.min(94, Math.max(6, share(at)))}%` }} aria-hidden="true">
            {formatWhen(new Date(at), { zone })}
          </span>
        )}
        <span className={styles.rail} aria-hidden="true">
          <i style={{ width: `${share(value)}%` }} />
          {ticks.map((tick) => (
            <em key={tick.at} style={{ left: `${share(tick.at)}%` }}>
              {tick.label}
            </em>
          ))}
          {dots.map((line) => (
            <b
              key={line.key}
              style={{ left: `${share(Date.parse(line.at))}%`, background: line.kind ? `var(--${kinds[line.kind].intent})` : "var(--end)" }}
            />
          ))}
        </span>
        <input
          type="range"
          aria-label="Moment"
          aria-valuetext={formatWhen(new Date(value), { zone })}
          min={0}
          max={1000}
          value={Math.round(share(value) * 10)}
          onChange={(event) => onChange(starts + (Number(event.currentTarget.value) / 1000) * (ends - starts))}
        />
      </div>
      <span className={styles.ends}>ends {whenParts(new Date(ends), { zone, dayOnly: true, now: new Date() }).day}</span>
    </div>
  );
}
