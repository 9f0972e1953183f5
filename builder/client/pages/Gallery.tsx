import { IconShieldLock } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "../components/Button.tsx";
import { ChoiceCards, Tick } from "../components/ChoiceCards.tsx";
import { DateField } from "../components/DateField.tsx";
import { ErrorSummary } from "../components/ErrorSummary.tsx";
import { LongField, MoneyField, SelectField, TextField } from "../components/inputs.tsx";
import { Note, StateMark } from "../components/Note.tsx";
import { Progress } from "../components/Progress.tsx";
import { SavedNote } from "../components/SavedNote.tsx";
import type { PublicFirm } from "../firm/firm.ts";
import { Help } from "../frame/Help.tsx";
import { PublicFrame } from "../frame/PublicFrame.tsx";
import { useSpeech } from "../i18n/Language.tsx";

const firm: PublicFirm = {
  name: "Hartwell & Ruiz",
  tagline: "Attorneys at law · Albany, New York",
  phone: "(518) 555-0100",
  email: "office@hartwellruiz.example",
  postalAddress: "41 Chapel Street, Suite 300, Albany, NY 12207",
  hours: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [{ from: "09:00", to: "17:00" }]])),
  zone: "America/New_York",
  brand: { colour: "#1B4636", deep: "#123326" },
  helper: { name: "Dana Whitfield" },
};
const savedAt = new Date();

/** Every public component in its states, to look at while building. */
export default function Gallery() {
  const { t } = useSpeech();
  const [name, setName] = useState("Emeka James Okafor");
  const [born, setBorn] = useState({ year: "201", month: "9", day: "2" });
  const [whose, setWhose] = useState<string | null>(null);
  const [own, setOwn] = useState(["house"]);
  const [agreed, setAgreed] = useState(false);
  const [text, setText] = useState("");
  return (
    <PublicFrame firm={firm} title="Your children">
      <Progress step={2} of={6} label="Your family" saved={<SavedNote state="saved" at={savedAt} />} />
      <ErrorSummary
        saved
        errors={[
          { field: "born", message: "Emeka’s year of birth needs four digits" },
          { field: "whose", message: "Say whose child Emeka is" },
        ]}
      />
      <h1>Your children</h1>
      <p className="lead">Also those of only one of you. Round numbers are fine.</p>
      <div className="stack wide" style={{ marginTop: 20 }}>
        <div className="card stack wide">
          <TextField label="Full name" name="name" value={name} onChange={setName} autoComplete="off" />
          <DateField id="born" label="Date of birth" error="Write the year with four digits, like 2019" value={born} onChange={setBorn} />
          <ChoiceCards
            id="whose"
            legend="Whose child is Emeka?"
            error={whose ? undefined : t("choose.one")}
            name="whose"
            value={whose}
            onChange={setWhose}
            choices={[
              { value: "both", label: "Both of ours" },
              { value: "ngozi", label: "Ngozi’s" },
              { value: "unsure", label: t("not.sure"), detail: "We ask you at the meeting." },
            ]}
          />
        </div>
        <ChoiceCards
          many
          legend="What do you own?"
          optional
          columns={3}
          name="own"
          value={own}
          onChange={setOwn}
          choices={["house", "car", "boat"].map((value) => ({ value, label: value }))}
        />
        <div className="row">
          <MoneyField label="Worth about" name="worth" value={text} onChange={setText} optional />
          <SelectField
            label="In whose name?"
            name="whose-name"
            value={text}
            onChange={setText}
            empty={t("choose.one")}
            choices={[{ value: "both", label: "Both" }]}
          />
        </div>
        <LongField label="Anything you worry about?" hint="A sentence is enough." name="worry" value={text} onChange={setText} optional />
        <Tick name="texts" checked={agreed} onChange={setAgreed}>
          You may text me about my request. <span className="muted">Answer STOP to end. Rates apply.</span>
        </Tick>
        <Note icon={IconShieldLock}>
          <b>Please don’t tell us what happened yet.</b> Until we have agreed in writing, we aren’t your lawyers.
        </Note>
        <p>
          <StateMark state="done">Received</StateMark> <StateMark state="waiting">Still needed</StateMark>{" "}
          <StateMark state="attention">Send again</StateMark> <StateMark state="held">Not needed</StateMark>
        </p>
        <Button kind="add">Add another child</Button>
      </div>
      <div className="actions">
        <Button type="submit">{t("save.continue")}</Button>
        <Button kind="text">{t("skip")}</Button>
      </div>
      <Help firm={firm} />
    </PublicFrame>
  );
}
