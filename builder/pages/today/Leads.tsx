import { Button } from "@mantine/core";
import { IconClock, IconPhone, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Today } from "../../../domain/today/index.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { usePhoneInWords } from "../../components/phone.ts";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { Calling } from "./Calling.tsx";
import { ageWords, leadState } from "./phrases.ts";
import styles from "./Today.module.css";

type Lead = Today["leads"]["items"][number];

/** New leads nobody has called or written to, the one that waits longest first. */
export function Leads({ leads }: { leads: Today["leads"] }) {
  const [calling, setCalling] = useState<Lead | null>(null);
  const mayWork = useMay("work");
  const phoneInWords = usePhoneInWords();
  return (
    <Card heading="New leads nobody has touched" count={leads.count}>
      {leads.items.length === 0 && <p className={styles.empty}>Everybody who came has been called or written to.</p>}
      <DatedLines label="New leads nobody has touched">
        {leads.items.map((lead, index) => (
          <DatedLine
            key={lead.matterId}
            hot={index === 0}
            tile={<Tile icon={IconUserPlus} />}
            what={lead.contact?.name ?? lead.title}
            more={`· ${lead.caseType.toLowerCase()}`}
            detail={detailOf(lead, phoneInWords)}
            when={<When at={lead.openedAt} emphasis />}
            state={
              <StateChip state={leadState(lead.minutes)} icon={IconClock}>
                {ageWords(lead.minutes)}
              </StateChip>
            }
            to={`/matters/${lead.matterId}`}
            action={
              mayWork &&
              lead.contact && (
                <Button
                  size="xs"
                  variant={index === 0 ? "light" : "default"}
                  leftSection={<IconPhone size={16} stroke={1.7} />}
                  aria-label={`Call ${lead.contact.name}`}
                  onClick={() => setCalling(lead)}
                >
                  Call
                </Button>
              )
            }
          />
        ))}
      </DatedLines>
      {leads.count > leads.items.length && (
        <span className={styles.more}>{(leads.count - leads.items.length).toLocaleString("en-US")} older ones stand under Matters.</span>
      )}
      {calling?.contact && (
        <Calling
          matterId={calling.matterId}
          people={[calling.contact]}
          {...(calling.contact.phone ? { phone: calling.contact.phone } : {})}
          onClose={() => setCalling(null)}
        />
      )}
    </Card>
  );
}

const detailOf = ({ source, contact, assignee }: Lead, phoneInWords: (phone: string) => string) =>
  [source, contact?.phone ? phoneInWords(contact.phone) : contact?.email, assignee ? `for ${assignee}` : "nobody's yet"]
    .filter(Boolean)
    .join(" · ");
