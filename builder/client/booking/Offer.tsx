import "./booking.css";
import { useEffect, useState } from "react";
import { api } from "../../api/client.ts";
import type { PublicFirm } from "../firm/firm.ts";
import { Help } from "../frame/Help.tsx";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { PublicFrame } from "../frame/PublicFrame.tsx";
import { About } from "./About.tsx";
import { Booked, type BookedTime } from "./Booked.tsx";
import { type BookableType, BookingForm } from "./BookingForm.tsx";
import type { OpenSlot } from "./days.ts";
import type { Mode } from "./modes.ts";
import { useBookingWords } from "./words.ts";

interface Shown {
  firm: PublicFirm;
  type: BookableType;
  slots: OpenSlot[];
  person: { firstName?: string };
  language?: string;
}

/** An appointment offered by a link of its own. */
export function Offer({ token }: { token: string }) {
  return (
    <LoadedPage<Shown> path={`/api/public/requests/${encodeURIComponent(token)}/slots`}>
      {(shown) => <Offered token={token} {...shown} />}
    </LoadedPage>
  );
}

function Offered({ token, firm, type, slots, person, language }: Shown & { token: string }) {
  const { say, preferLanguage } = useBookingWords();
  const [booked, setBooked] = useState<(BookedTime & { zone: string; mode: Mode }) | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when the page's data says it
  useEffect(() => preferLanguage(language), [language]);
  if (booked)
    return (
      <PublicFrame firm={firm} title={say("done")}>
        <Booked booked={booked} firm={firm} zone={booked.zone} name={type.name} mode={booked.mode} />
      </PublicFrame>
    );
  return (
    <PublicFrame firm={firm} title={type.name} width="broad">
      <div className="book">
        <About type={type} person={person.firstName} />
        <BookingForm
          type={type}
          slots={slots}
          firmZone={firm.zone}
          label={say("book")}
          book={async (chosen) => {
            const made = await api.post<BookedTime>(`/api/public/requests/${encodeURIComponent(token)}/booking`, chosen);
            setBooked({ ...made, zone: chosen.zone, mode: type.modes.find((one) => one.kind === chosen.mode) ?? { kind: chosen.mode } });
          }}
        />
      </div>
      <Help firm={firm} />
    </PublicFrame>
  );
}
