import "../booking/booking.css";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { About } from "../booking/About.tsx";
import { Booked, type BookedTime } from "../booking/Booked.tsx";
import { type BookableType, BookingForm } from "../booking/BookingForm.tsx";
import type { OpenSlot } from "../booking/days.ts";
import type { Mode } from "../booking/modes.ts";
import { useBookingWords } from "../booking/words.ts";
import { Field } from "../components/Field.tsx";
import type { PublicFirm } from "../firm/firm.ts";
import { Help } from "../frame/Help.tsx";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { PublicFrame } from "../frame/PublicFrame.tsx";
import type { Params } from "../routes.ts";

interface Shown {
  firm: PublicFirm;
  type: BookableType;
  slots: OpenSlot[];
}

/** Booking from the firm's website, without a link: who is coming is asked too. */
export default function Booking({ params }: { params: Params }) {
  const path = `/api/public/booking/${encodeURIComponent(params["firmSlug"] ?? "")}/${encodeURIComponent(params["type"] ?? "")}`;
  return <LoadedPage<Shown> path={path}>{(shown) => <OpenBooking path={path} {...shown} />}</LoadedPage>;
}

const fields = ["firstName", "lastName", "email", "phone"] as const;
type Person = Record<(typeof fields)[number], string>;

function OpenBooking({ path, firm, type, slots }: Shown & { path: string }) {
  const { say } = useBookingWords();
  const [booked, setBooked] = useState<(BookedTime & { zone: string; mode: Mode }) | null>(null);
  const [person, setPerson] = useState<Person>({ firstName: "", lastName: "", email: "", phone: "" });
  const [errors, setErrors] = useState<Partial<Person>>({});
  const words = { firstName: say("first.name"), lastName: say("last.name"), email: say("email"), phone: say("tel") };
  const ready = () => {
    const found: Partial<Person> = {};
    if (!person.firstName.trim()) found.firstName = say("need.name");
    if (!person.lastName.trim()) found.lastName = say("need.name");
    if (!/^\S+@\S+\.\S+$/.test(person.email.trim())) found.email = say("need.email");
    setErrors(found);
    const first = fields.find((name) => found[name]);
    if (first) document.getElementById(`who-${first}`)?.focus();
    return !first;
  };
  if (booked)
    return (
      <PublicFrame firm={firm} title={say("done")}>
        <Booked booked={booked} firm={firm} zone={booked.zone} name={type.name} mode={booked.mode} />
      </PublicFrame>
    );
  return (
    <PublicFrame firm={firm} title={type.name} width="broad">
      <div className="book">
        <About type={type} />
        <BookingForm
          type={type}
          slots={slots}
          firmZone={firm.zone}
          label={say("book")}
          ready={ready}
          book={async (chosen) => {
            const { phone, ...who } = person;
            const made = await api.post<BookedTime>(path, {
              ...chosen,
              person: { ...who, email: who.email.trim(), ...(phone.trim() ? { phone } : {}) },
            });
            setBooked({ ...made, zone: chosen.zone, mode: type.modes.find((one) => one.kind === chosen.mode) ?? { kind: chosen.mode } });
          }}
          before={
            <fieldset className="who stack">
              <legend className="field-label">{say("who.title")}</legend>
              {fields.map((name) => (
                <Field key={name} id={`who-${name}`} label={words[name]} error={errors[name]} optional={name === "phone"}>
                  {(links) => (
                    <input
                      {...links}
                      className="input"
                      type={name === "email" ? "email" : name === "phone" ? "tel" : "text"}
                      autoComplete={{ firstName: "given-name", lastName: "family-name", email: "email", phone: "tel" }[name]}
                      maxLength={name === "email" ? 200 : 80}
                      value={person[name]}
                      onChange={(event) => setPerson({ ...person, [name]: event.currentTarget.value })}
                    />
                  )}
                </Field>
              ))}
            </fieldset>
          }
        />
      </div>
      <Help firm={firm} />
    </PublicFrame>
  );
}
