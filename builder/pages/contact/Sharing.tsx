import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { ContactPage } from "../../../domain/story/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { ConfirmReach } from "../../components/ConfirmReach.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { usePhoneInWords } from "../../components/phone.ts";
import styles from "../shared/Who.module.css";

type Shown = Wire<ContactPage>;
type Other = Shown["sharing"][number];

/** Others with the same address or phone: a spouse, or the same person twice. */
export function Sharing({ contact }: { contact: Shown }) {
  const client = useQueryClient();
  const mayWork = useMay("work");
  const phoneInWords = usePhoneInWords();
  const [asked, setAsked] = useState<Other | null>(null);
  const merge = async (other: Other) => {
    await api.post(`/api/contacts/${contact.id}/merge`, { otherId: other.id });
    setAsked(null);
    await client.invalidateQueries();
    notifyDone(`${other.name} and ${contact.name} are one contact now.`);
  };
  return (
    <Card heading="Same email or phone">
      {contact.sharing.map((one) => (
        <div key={one.id} className={styles.task}>
          <div style={{ flex: 1 }}>
            <Link to={`/contacts/${one.id}`}>{one.name}</Link>
            <small>{one.email ?? (one.phone && phoneInWords(one.phone))}</small>
          </div>
          {mayWork && (
            <Button size="xs" aria-label={`Merge ${one.name} into ${contact.name}`} onClick={() => setAsked(one)}>
              Merge
            </Button>
          )}
        </div>
      ))}
      {asked && (
        <ConfirmReach
          opened
          onCancel={() => setAsked(null)}
          onConfirm={() => merge(asked)}
          title={`Are ${asked.name} and ${contact.name} the same person?`}
          what={
            <p>
              Their matters, calls, notes, tasks and invoices come together here. What {contact.name} lacks is taken over; of two answers
              about messages the stricter stands. Two people who share an address or a phone stay two contacts.
            </p>
          }
          reach={0}
          confirmLabel="Same person: merge them"
          afterwards="It cannot be undone."
        />
      )}
    </Card>
  );
}
