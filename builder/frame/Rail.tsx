import { Tooltip } from "@mantine/core";
import { Link, useLocation } from "react-router";
import { countedTo } from "../components/counted.ts";
import { Mark } from "./Mark.tsx";
import { isIn, type Place, places, settingsPlace } from "./places.ts";
import styles from "./Rail.module.css";

export interface RailProps {
  /** 56 px wide, icons only: in the editor. */
  slim?: boolean;
  /** How many of something wait at a place: `{ "/": 12, "/tasks": 9 }`. */
  counts?: Record<string, number>;
  /** In the drawer of a phone: close it when a place was chosen. */
  onChosen?: () => void;
}

/** The places of the app, with the one we are in marked. */
export function Rail({ slim = false, counts = {}, onChosen }: RailProps) {
  const { pathname } = useLocation();
  const line = (place: Place) => {
    const count = counts[place.to];
    const link = (
      <Link
        key={place.to}
        to={place.to}
        className={styles.place}
        aria-current={isIn(place, pathname) ? "page" : undefined}
        aria-label={slim ? place.label : undefined}
        onClick={onChosen}
      >
        <place.icon size={18} stroke={1.7} aria-hidden="true" />
        {!slim && place.label}
        {!slim && count ? <b>{countedTo(1_000, count)}</b> : null}
      </Link>
    );
    return slim ? (
      <Tooltip key={place.to} label={place.label} position="right">
        {link}
      </Tooltip>
    ) : (
      link
    );
  };
  return (
    <nav className={styles.rail} data-slim={slim || undefined} aria-label="Main">
      <div className={styles.brand}>
        <Mark />
        {slim ? <span className="visually-hidden">Firmflow</span> : "Firmflow"}
      </div>
      {places.map(line)}
      <span className={styles.spring} />
      {line(settingsPlace)}
    </nav>
  );
}
