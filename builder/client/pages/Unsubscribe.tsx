import { IconArrowBackUp, IconCheck, IconClock, IconX } from "@tabler/icons-react";
import { type FormEvent, useEffect, useState } from "react";
import { api } from "../../api/client.ts";
import { asProblem } from "../../api/problem.ts";
import { Button } from "../components/Button.tsx";
import { ChoiceCards } from "../components/ChoiceCards.tsx";
import { Note } from "../components/Note.tsx";
import type { PublicFirm } from "../firm/firm.ts";
import { Help } from "../frame/Help.tsx";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { PublicFrame } from "../frame/PublicFrame.tsx";
import { usePreferenceWords } from "../preferences/words.ts";
import type { Params } from "../routes.ts";

interface Shown {
  firm: PublicFirm;
  address?: string;
  language?: string;
  topics: { key: string; name: string; nameEs?: string; about?: string; aboutEs?: string; on: boolean }[];
  texts?: { on: boolean; says: { en: string; es: string } };
  stoppedAt?: string;
  pausedUntil?: string;
  agreedAt?: string;
}
type Choose = (choice: {
  all?: boolean;
  topics?: Record<string, boolean>;
  pause?: boolean;
  texts?: boolean;
  language?: "en" | "es";
}) => Promise<boolean>;

/** Among the topics, which are called otherwise. */
const textsKey = "+texts";

/** What an email's "choose what you get or unsubscribe" opens. Opening it changes nothing; only pressing here does. */
export default function Unsubscribe({ params }: { params: Params }) {
  const path = `/api/public/unsubscribe/${encodeURIComponent(params["token"] ?? "")}`;
  return <LoadedPage<Shown> path={path}>{(shown, _reload, set) => <Preferences shown={shown} path={path} set={set} />}</LoadedPage>;
}

function Preferences({ shown, path, set }: { shown: Shown; path: string; set: (shown: Shown) => void }) {
  const { say, preferLanguage } = usePreferenceWords();
  const [problem, setProblem] = useState("");
  useEffect(() => preferLanguage(shown.language), [preferLanguage, shown.language]);
  const choose: Choose = async (choice) => {
    setProblem("");
    try {
      set(await api.put<Shown>(path, choice));
      return true;
    } catch (error) {
      setProblem(asProblem(error).detail);
      return false;
    }
  };
  return (
    <PublicFrame firm={shown.firm} title={say(shown.stoppedAt ? "off" : "title")}>
      {problem && (
        <div role="alert">
          <Note tone="attention">{problem}</Note>
        </div>
      )}
      {shown.stoppedAt ? <Stopped shown={shown} at={shown.stoppedAt} choose={choose} /> : <Topics shown={shown} choose={choose} />}
      <Help firm={shown.firm} />
    </PublicFrame>
  );
}

function Topics({ shown, choose }: { shown: Shown; choose: Choose }) {
  const { say, language, date } = usePreferenceWords();
  const { topics, texts } = shown;
  const [on, setOn] = useState(() => [...topics.filter((topic) => topic.on).map((topic) => topic.key), ...(texts?.on ? [textsKey] : [])]);
  const [saved, setSaved] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const about = texts ? { texts: on.includes(textsKey), language } : {};
    setSaved(await choose({ topics: Object.fromEntries(topics.map(({ key }) => [key, on.includes(key)])), ...about }));
  };
  return (
    <div className="stack wide">
      <header>
        {shown.address && <p className="muted">{say("for", { address: shown.address })}</p>}
        <h1>{say("title")}</h1>
        <p className="lead">{say("lead")}</p>
      </header>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <ChoiceCards
          many
          legend={<span className="visually-hidden">{say("topics")}</span>}
          name="topics"
          value={on}
          onChange={(value) => {
            setOn(value);
            setSaved(false);
          }}
          choices={[
            ...topics.map(({ key, name, nameEs, about, aboutEs }) => ({
              value: key,
              label: <b>{(language === "es" && nameEs) || name}</b>,
              detail: (language === "es" && aboutEs) || about,
            })),
            ...(texts ? [{ value: textsKey, label: <b>{say("texts")}</b>, detail: texts.says[language] }] : []),
          ]}
        />
        <Button type="submit" full>
          {say("save")}
        </Button>
        <p role="status" className="muted">
          {saved && say("saved")}
        </p>
      </form>
      <section className="card stack">
        <h2>{say("much")}</h2>
        <Pause shown={shown} choose={choose} />
        <Button kind="danger" full icon={IconX} onClick={() => void choose({ all: false, language })}>
          {say("stop")}
        </Button>
        <p className="muted">{say("still")}</p>
      </section>
      {shown.agreedAt && <p className="muted">{say("agreed", { when: date(shown.agreedAt, shown.firm.zone, true) })}</p>}
    </div>
  );
}

/** Half a year without these emails, and back before it is over. */
function Pause({ shown, choose }: { shown: Shown; choose: Choose }) {
  const { say, date, language } = usePreferenceWords();
  const { pausedUntil, firm } = shown;
  const end = new Date();
  end.setUTCMonth(end.getUTCMonth() + 6);
  const month = new Intl.DateTimeFormat(language === "es" ? "es-US" : "en-US", { month: "long", year: "numeric", timeZone: firm.zone });
  return (
    <>
      <p role="status" className={pausedUntil ? "muted" : "visually-hidden"}>
        {pausedUntil && say("paused", { when: date(pausedUntil, firm.zone, true) })}
      </p>
      {pausedUntil ? (
        <Button kind="ghost" full icon={IconArrowBackUp} onClick={() => void choose({ pause: false })}>
          {say("go")}
        </Button>
      ) : (
        <Button kind="ghost" full icon={IconClock} onClick={() => void choose({ pause: true })}>
          {say("pause", { month: month.format(end) })}
        </Button>
      )}
    </>
  );
}

function Stopped({ shown, at, choose }: { shown: Shown; at: string; choose: Choose }) {
  const { say, date } = usePreferenceWords();
  return (
    <div className="stack wide">
      <div role="status">
        <span className="tick" aria-hidden="true">
          <IconCheck size={30} stroke={2} />
        </span>
        <h1>{say("off")}</h1>
        <p className="lead">{say("off.lead", { address: shown.address ?? say("you"), when: date(at, shown.firm.zone) })}</p>
      </div>
      <section className="card stack">
        <p>
          <b>{say("mistake")}</b>
        </p>
        <Button kind="ghost" full icon={IconArrowBackUp} onClick={() => void choose({ all: true })}>
          {say("back")}
        </Button>
      </section>
    </div>
  );
}
