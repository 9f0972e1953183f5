import { IconCalendarPlus, IconCheck } from "@tabler/icons-react";
import { Button } from "../components/Button.tsx";
import type { PublicFirm } from "../firm/firm.ts";
import { Help } from "../frame/Help.tsx";
import { DateTile } from "./DateTile.tsx";
import { type Mode, modeIcons } from "./modes.ts";
import { useBookingWords } from "./words.ts";

export interface BookedTime {
  startsAt: string;
  endsAt: string;
  manageUrl: string;
}
interface Props {
  booked: BookedTime;
  firm: PublicFirm;
  zone: string;
  /** What was booked, as the firm calls it, and how they meet. */
  name: string;
  mode: Mode;
  moved?: boolean;
}

/** "You're booked": what, when and where, what follows, and the link to change it. */
export function Booked({ booked, firm, zone, name, mode, moved = false }: Props) {
  const { say } = useBookingWords();
  const token = booked.manageUrl.split("/").pop() ?? "";
  const Icon = modeIcons[mode.kind];
  const place = mode.place ?? (mode.kind === "office" ? firm.postalAddress?.split(/\n+/).join(", ") : undefined);
  return (
    <>
      <div className="stack booked" role="status">
        <div className="booked-head">
          <span className="booked-tick" aria-hidden="true">
            <IconCheck size={28} stroke={2.25} />
          </span>
          <h1>{say(moved ? "moved" : "done")}</h1>
        </div>
        <p className="lead">{say("mail")}</p>
        <div className="card">
          <DateTile startsAt={booked.startsAt} endsAt={booked.endsAt} zone={zone} name={name} />
          <p className="booked-line">
            <Icon size={20} stroke={1.75} aria-hidden="true" />
            <span>{[say(mode.kind), place].filter(Boolean).join(": ")}</span>
          </p>
        </div>
        <div className="actions">
          <Button kind="ghost" icon={IconCalendarPlus} href={`/api/public/appointments/${token}/calendar`}>
            {say("calendar")}
          </Button>
          <Button kind="text" href={`/p/appointment/${token}`}>
            {say("change")}
          </Button>
        </div>
      </div>
      <Help firm={firm} />
    </>
  );
}
