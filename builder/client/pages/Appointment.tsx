import "../booking/booking.css";
import { IconCalendarPlus, IconCalendarTime, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { asProblem } from "../../api/problem.ts";
import { Booked, type BookedTime } from "../booking/Booked.tsx";
import { type BookableType, BookingForm } from "../booking/BookingForm.tsx";
import { DateTile } from "../booking/DateTile.tsx";
import type { OpenSlot } from "../booking/days.ts";
import { type Mode, modeIcons } from "../booking/modes.ts";
import { useBookingWords } from "../booking/words.ts";
import { Button } from "../components/Button.tsx";
import type { PublicFirm } from "../firm/firm.ts";
import { Help } from "../frame/Help.tsx";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { PublicFrame } from "../frame/PublicFrame.tsx";
import type { Params } from "../routes.ts";

interface Shown {
  firm: PublicFirm;
  type: BookableType;
  startsAt: string;
  endsAt: string;
  zone: string;
  state: "planned" | "cancelled" | "held" | "missed";
  mode: Mode;
  with?: string;
}

/** What the "change or cancel" link opens. Opening it changes nothing; only pressing here does. */
export default function Appointment({ params }: { params: Params }) {
  const token = params["token"] ?? "";
  return (
    <LoadedPage<Shown> path={`/api/public/appointments/${encodeURIComponent(token)}`}>
      {(shown, _reload, set) => <Manage shown={shown} base={`/api/public/appointments/${encodeURIComponent(token)}`} set={set} />}
    </LoadedPage>
  );
}

function Manage({ shown, base, set }: { shown: Shown; base: string; set: (shown: Shown) => void }) {
  const { say } = useBookingWords();
  const [slots, setSlots] = useState<OpenSlot[] | null>(null);
  const [moved, setMoved] = useState<(BookedTime & { zone: string }) | null>(null);
  const [problem, setProblem] = useState("");
  const { firm, type, state } = shown;
  const trying = (work: () => Promise<void>) => () => {
    setProblem("");
    work().catch((error: unknown) => setProblem(asProblem(error).detail));
  };
  if (moved)
    return (
      <PublicFrame firm={firm} title={say("moved")}>
        <Booked booked={moved} firm={firm} zone={moved.zone} name={type.name} mode={shown.mode} moved />
      </PublicFrame>
    );
  const Icon = modeIcons[shown.mode.kind];
  const over = state === "held" || state === "missed" || Date.parse(shown.startsAt) < Date.now();
  return (
    <PublicFrame firm={firm} title={type.name} {...(slots ? { width: "broad" as const } : {})}>
      <div className="stack">
        <h1>{say(state === "cancelled" ? "cancelled" : "yours")}</h1>
        <div className="card">
          <DateTile startsAt={shown.startsAt} endsAt={shown.endsAt} zone={shown.zone} name={type.name} />
          <p className="booked-line">
            <Icon size={20} stroke={1.75} aria-hidden="true" />
            <span>
              {[shown.with && say("with", { name: shown.with }), say(shown.mode.kind), shown.mode.place].filter(Boolean).join(" · ")}
            </span>
          </p>
        </div>
        {problem && (
          <p className="message" role="alert">
            {problem}
          </p>
        )}
        {over && state !== "cancelled" && <p className="note">{say("past")}</p>}
        {!over && state === "planned" && !slots && (
          <div className="actions">
            <Button
              icon={IconCalendarTime}
              onClick={trying(async () => setSlots((await api.get<{ slots: OpenSlot[] }>(`${base}/slots`)).slots))}
            >
              {say("change.time")}
            </Button>
            <Button kind="ghost" icon={IconCalendarPlus} href={`${base}/calendar`}>
              {say("calendar")}
            </Button>
            <Button
              kind="danger"
              icon={IconX}
              onClick={trying(async () => {
                await api.post(`${base}/cancel`);
                set({ ...shown, state: "cancelled" });
              })}
            >
              {say("cancel")}
            </Button>
          </div>
        )}
        {slots && (
          <BookingForm
            type={type}
            slots={slots}
            firmZone={firm.zone}
            askMode={false}
            label={say("move")}
            book={async ({ startsAt, zone }) => setMoved({ ...(await api.post<BookedTime>(`${base}/move`, { startsAt })), zone })}
          />
        )}
      </div>
      <Help firm={firm} />
    </PublicFrame>
  );
}
