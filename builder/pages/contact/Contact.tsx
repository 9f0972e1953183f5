import { Button } from "@mantine/core";
import { IconBriefcase, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { ContactPage } from "../../../domain/story/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { type FieldOf, useFields } from "../../api/offices.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Page } from "../../frame/Page.tsx";
import { ContactForm, fieldTexts } from "../shared/ContactForm.tsx";
import { Dates } from "../shared/Dates.tsx";
import { HoldAll } from "../shared/HoldAll.tsx";
import { Invoices } from "../shared/Invoices.tsx";
import { LogCall } from "../shared/LogCall.tsx";
import { MatterForm } from "../shared/MatterForm.tsx";
import { OpenTasks } from "../shared/OpenTasks.tsx";
import { plannedOf } from "../shared/planned.ts";
import { Runs } from "../shared/Runs.tsx";
import { Story } from "../shared/Story.tsx";
import { TaskForm } from "../shared/TaskForm.tsx";
import styles from "../shared/Who.module.css";
import { Who } from "../shared/Who.tsx";
import { WriteTo } from "../shared/WriteTo.tsx";
import { valueInWords } from "../shared/words.ts";
import { Sharing } from "./Sharing.tsx";

type Shown = Wire<ContactPage>;

export default function Contact() {
  const { contactId = "" } = useParams();
  const contact = useQuery({
    queryKey: ["contact", contactId],
    queryFn: () => api.get<Shown>(`/api/contacts/${contactId}`),
    refetchInterval: 15_000,
  });
  const crumbs = [{ label: "Contacts", to: "/contacts" }];
  if (contact.data) return <ContactShown contact={contact.data} />;
  return (
    <Page title="Contact" crumbs={crumbs}>
      {contact.isError ? (
        <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />
      ) : (
        <LoadingLines lines={8} label="Loading the contact" />
      )}
    </Page>
  );
}

function ContactShown({ contact }: { contact: Shown }) {
  const [dialog, setDialog] = useState<"edit" | "matter" | "task" | null>(null);
  const mayWork = useMay("work");
  const navigate = useNavigate();
  const client = useQueryClient();
  const fields = useFields("contact");
  const close = () => setDialog(null);
  const hold = contact.holds.find((one) => !one.only) ?? contact.holds[0];
  const remove = async () => {
    await api.delete(`/api/contacts/${contact.id}`);
    await navigate("/contacts");
    await client.invalidateQueries({ queryKey: ["contacts"] });
    notifyUndo({
      message: `Deleted ${contact.name}`,
      onUndo: async () => {
        await api.post(`/api/contacts/${contact.id}/restore`);
        await client.invalidateQueries({ queryKey: ["contacts"] });
        await navigate(`/contacts/${contact.id}`);
      },
    });
  };
  return (
    <Page
      title={contact.name}
      crumbs={[{ label: "Contacts", to: "/contacts" }]}
      beside={
        hold && (
          <StateChip state="held">
            {hold.only ? "Marketing waits" : "Messages held"}: {hold.reason}
          </StateChip>
        )
      }
      tools={
        mayWork && (
          <>
            <Button onClick={() => void remove()}>Delete</Button>
            <HoldAll target="contact" targetId={contact.id} holds={contact.holds} />
          </>
        )
      }
      primary={
        mayWork && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => setDialog("matter")}>
            Open a matter
          </Button>
        )
      }
    >
      <div className={styles.columns}>
        <div className={styles.column}>
          <Who
            person={contact}
            {...(contact.source ? { line: contact.source } : {})}
            {...(mayWork ? { onEdit: () => setDialog("edit") } : {})}
          />
          {contact.sharing.length > 0 && <Sharing contact={contact} />}
          <OwnFacts fields={fields} values={contact.fields} />
        </div>
        <div className={styles.column}>
          <Matters matters={contact.matters} />
          <Story
            of={{ contactId: contact.id }}
            planned={plannedOf(contact.runs)}
            actions={
              mayWork && (
                <>
                  <WriteTo people={[contact]} />
                  <LogCall people={[contact]} />
                </>
              )
            }
          />
        </div>
        <div className={`${styles.column} ${styles.right}`}>
          <Runs of={{ kind: "contact", id: contact.id, name: contact.name }} runs={contact.runs} requests={contact.requests} />
          <OpenTasks
            tasks={contact.tasks}
            action={
              mayWork && (
                <Button size="xs" aria-label="Add a task" onClick={() => setDialog("task")}>
                  Add
                </Button>
              )
            }
          />
          <Dates dates={contact.occasions} />
          <Invoices of={{ contactId: contact.id }} />
        </div>
      </div>
      {dialog === "edit" && <ContactForm contact={valuesOf(contact, fields)} onClose={close} onDone={close} />}
      {dialog === "matter" && (
        <MatterForm matter={{ mainContactId: contact.id }} onClose={close} onDone={(id) => void navigate(`/matters/${id}`)} />
      )}
      {dialog === "task" && <TaskForm contactId={contact.id} onClose={close} />}
    </Page>
  );
}

function valuesOf(contact: Shown, fields: FieldOf[]) {
  const {
    id,
    firstName = "",
    lastName = "",
    email = "",
    phone = "",
    address = "",
    language,
    preferredChannel = "",
    source = "",
    tags,
  } = contact;
  return {
    id,
    firstName,
    lastName,
    email,
    phone,
    address,
    language,
    preferredChannel,
    source,
    tags,
    fields: fieldTexts(fields, contact.fields),
  };
}

/** The firm's own fields that have a value. */
export function OwnFacts({ fields, values }: { fields: FieldOf[]; values: Record<string, unknown> }) {
  const set = fields.filter((one) => values[one.key] !== undefined);
  if (!set.length) return null;
  return (
    <Card>
      <dl className={styles.facts}>
        {set.map((one) => (
          <div key={one.key} style={{ display: "contents" }}>
            <dt>{one.label}</dt>
            <dd>{valueInWords(values[one.key])}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Matters({ matters }: { matters: Shown["matters"] }) {
  return (
    <Card heading="Matters" count={matters.length}>
      {matters.length === 0 && <p className={styles.empty}>No matter yet: a lead, or somebody who sends others.</p>}
      {matters.map((matter) => (
        <div key={matter.id} className={styles.task}>
          <IconBriefcase size={18} stroke={1.7} aria-hidden="true" />
          <div>
            <Link to={`/matters/${matter.id}`}>{matter.title}</Link>
            <small>{[matter.number, matter.stageName, matter.assigneeName].filter(Boolean).join(" · ")}</small>
          </div>
        </div>
      ))}
    </Card>
  );
}
