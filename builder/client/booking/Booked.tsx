import { IconCalendarPlus, IconCheck } from "@tabler/icons-react";
import { Button } from "../components/Button.tsx";
import type { PublicFirm } from "../firm/firm.ts";
import { Help } from "../frame/Help.tsx";
import { useBookingWords } from "./words.ts";

export interface BookedTime {
  startsAt: string;
  endsAt: string;
  manageUrl: string;
}

/** "You're booked": when, what follows, and the link to change it. */
export function Booked({ booked, firm, zone, moved = false }: { booked: BookedTime; firm: PublicFirm; zone: string; moved?: boolean }) {
  const { say, date } = useBookingWords();
  const token = booked.manageUrl.split("/").pop() ?? "";
  return (
    <>
      <div className="card booked" role="status">
        <span className="booked-tick" aria-hidden="true">
          <IconCheck size={28} stroke={2.25} />
        </span>
        <h1>{say(moved ? "moved" : "done")}</h1>
        <p className="lead">{date(booked.startsAt, zone)}</p>
        <p className="muted">{say("mail")}</p>
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
