import { IconClock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { BookableType } from "./BookingForm.tsx";
import { useBookingWords } from "./words.ts";

/** The left side of a booking page: what is booked, for whom, how long. */
export function About({ type, person, children }: { type: BookableType; person?: string | undefined; children?: ReactNode }) {
  const { say } = useBookingWords();
  return (
    <section className="about">
      {person && <p className="muted small">{say("for", { name: person })}</p>}
      <h1>{say("book.title", { name: type.name })}</h1>
      {type.intro && <p className="lead">{type.intro}</p>}
      <p className="about-line">
        <IconClock size={20} stroke={1.75} aria-hidden="true" />
        {type.minutes === 60 ? say("hour") : say("minutes", { count: type.minutes })}
      </p>
      {children}
    </section>
  );
}
