import { Button } from "@mantine/core";
import { IconBan, IconClock, IconLanguage, IconMail, IconMapPin, IconPhone } from "@tabler/icons-react";
import { Link } from "react-router";
import type { MatterPage } from "../../../domain/story/index.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { usePhoneInWords } from "../../components/phone.ts";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import styles from "./Who.module.css";
import { languageInWords, zoneInWords } from "./words.ts";

export type Person = Omit<Wire<MatterPage>["people"][number], "roles" | "main">;

/** Who somebody is: name, ways to reach them, consent by channel. */
export function Who({ person, line, to, onEdit }: { person: Person; line?: string; to?: string; onEdit?: () => void }) {
  const phoneInWords = usePhoneInWords();
  return (
    <Card>
      <div className={styles.person}>
        <div className={styles.name}>
          <PersonAvatar name={person.name} size="l" />
          <div>
            <b>{to ? <Link to={to}>{person.name}</Link> : person.name}</b>
            {line && <span>{line}</span>}
          </div>
        </div>
        <ul className={styles.ways} aria-label={`Ways to reach ${person.name}`}>
          {person.email && (
            <li>
              <IconMail size={16} stroke={1.7} aria-label="Email" />
              <a href={`mailto:${person.email}`}>{person.email}</a>
            </li>
          )}
          {person.phone && (
            <li>
              <IconPhone size={16} stroke={1.7} aria-label="Phone" />
              <a href={`tel:${person.phone}`}>{phoneInWords(person.phone)}</a>
            </li>
          )}
          <li>
            <IconLanguage size={16} stroke={1.7} aria-label="Language" />
            <span>
              {languageInWords(person.language)}
              {person.preferredChannel && ` · prefers ${person.preferredChannel}`}
            </span>
          </li>
          {person.zone && (
            <li>
              <IconClock size={16} stroke={1.7} aria-label="Time zone" />
              <span>{zoneInWords(person.zone)}</span>
            </li>
          )}
          {person.address && (
            <li>
              <IconMapPin size={16} stroke={1.7} aria-label="Address" />
              <span>{person.address.split(/\n+/).join(", ")}</span>
            </li>
          )}
        </ul>
        <div className={styles.chips}>
          {person.suppressed && <StateChip state="attention">Address wrong</StateChip>}
          <ConsentChip given={person.consent.email?.given} yes="Newsletters" no="No newsletters" />
          <ConsentChip given={isOfAnother(person) ? undefined : person.consent.text?.given} yes="Texts" no="No texts" />
          {person.tags.map((tag) => (
            <StateChip key={tag} state="plain">
              {tag}
            </StateChip>
          ))}
        </div>
        <Consents person={person} />
        {onEdit && (
          <Button size="xs" onClick={onEdit} style={{ alignSelf: "flex-start" }}>
            Edit
          </Button>
        )}
      </div>
    </Card>
  );
}

/** Whoever agreed to texts did so for a number; they have another one since. */
const isOfAnother = ({ phone, consent: { text } }: Person): boolean =>
  text?.given === true && text.address !== undefined && text.address !== phone;

/** How each consent or refusal came: what a firm is asked for when somebody doubts it. */
function Consents({ person }: { person: Person }) {
  const phoneInWords = usePhoneInWords();
  const { email, text } = person.consent;
  if (!email && !text) return null;
  return (
    <details className={styles.consents}>
      <summary>How consent came</summary>
      <ul>
        {email && <ConsentLine what="Newsletters" consent={email} whose={email.address} />}
        {text && <ConsentLine what="Texts" consent={text} whose={text.address && phoneInWords(text.address)} />}
      </ul>
      {isOfAnother(person) && <p>They have another number since: ask them anew before texts of marketing go there.</p>}
    </details>
  );
}

interface ConsentLineProps {
  what: string;
  consent: { given: boolean; at: string; source: string; wording?: string };
  whose: string | undefined;
}

function ConsentLine({ what, consent: { given, at, source, wording }, whose }: ConsentLineProps) {
  return (
    <li>
      <b>{what}</b> {given ? "agreed to" : "refused"} <When at={at} relative={false} />
      {whose && ` for ${whose}`}, by: {source}
      {wording && <q>{wording}</q>}
    </li>
  );
}

function ConsentChip({ given, yes, no }: { given: boolean | undefined; yes: string; no: string }) {
  if (given) return <StateChip state="done">{yes}</StateChip>;
  return (
    <StateChip state="held" icon={IconBan}>
      {given === undefined ? `${no} yet` : no}
    </StateChip>
  );
}
