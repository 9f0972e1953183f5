import { Link } from "react-router";
import type { MatterPage } from "../../../domain/story/index.ts";
import { useFirmZone } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { dayOf } from "../calendar/zoned.ts";
import { nextFirst } from "./nextFirst.ts";
import styles from "./Who.module.css";

type Planned = Wire<MatterPage>["occasions"][number];

const stateOf = { planned: "waiting", moved: "waiting", held: "done", missed: "attention", cancelled: "held" } as const;
const stateWords = { planned: "Planned", moved: "Moved", held: "Took place", missed: "Missed", cancelled: "Cancelled" };

/** Hearings, closings and appointments of a matter or a person, the next one first; each leads to its day in the calendar. */
export function Dates({ dates }: { dates: Planned[] }) {
  const zone = useFirmZone();
  return (
    <Card heading="Dates" count={dates.length}>
      {dates.length === 0 && <p className={styles.empty}>No hearing, closing or appointment planned.</p>}
      {nextFirst(dates, new Date()).map((one) => (
        <div key={one.id} className={styles.task}>
          <div style={{ flex: 1 }}>
            <Link to={`/calendar?day=${dayOf(new Date(one.at), zone)}`}>{one.title}</Link>
            <small>
              <When at={one.at} />
              {one.place && ` · ${one.place}`}
            </small>
          </div>
          <StateChip state={stateOf[one.state]}>{stateWords[one.state]}</StateChip>
        </div>
      ))}
    </Card>
  );
}
