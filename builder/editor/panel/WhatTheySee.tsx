import { Button } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { GraphNode } from "../../../engine/graph/index.ts";
import type { Facts } from "../../../engine/run/index.ts";
import { api } from "../../api/client.ts";
import { useFirmZone } from "../../api/me.ts";
import { asMail } from "../../message/asMail.ts";
import MailFor from "../../message/MailFor.tsx";
import styles from "../../message/Message.module.css";
import { PersonPicker, type Somebody, subjectOf } from "../../message/PersonPicker.tsx";
import { SendTest } from "../../message/SendTest.tsx";
import { useRecords } from "../api/records.ts";
import { sampleFacts } from "../preview/sampleFacts.ts";
import { TextBubble } from "../preview/TextBubble.tsx";
import { useEditor } from "../store/context.tsx";
import { messageOf } from "./messageOf.ts";

const kindsFor = {
  contact: ["contact"],
  matter: ["matter", "contact"],
  occasion: ["occasion", "matter"],
} as const;

/** What leaves at this step, as somebody chosen would get it; and a test of it to oneself. */
export default function WhatTheySee({ step }: { step: GraphNode["step"] }) {
  const subject = useEditor((state) => state.graph.settings.subject);
  const [somebody, setSomebody] = useState<Somebody | null>(null);
  const { templates } = useRecords();
  const { template, text, note } = messageOf(step);
  const own = templates.some(({ value }) => value === template);
  return (
    <>
      <div className={styles.as}>
        <span>{note === undefined ? "As this person would get it" : "As staff would get it, about this person"}</span>
        <PersonPicker label="Whose message" name={somebody?.name ?? null} kinds={kindsFor[subject]} onChange={setSomebody} />
      </div>
      {text !== undefined && <Words words={text} sort="text" somebody={somebody} />}
      {note !== undefined && <Words words={note} sort="note" somebody={somebody} />}
      {template !== undefined && template !== "" && (
        <>
          <MailFor which={{ template }} somebody={somebody} tall />
          <div className={styles.acts}>
            <SendTest which={{ template }} somebody={somebody} />
            {own && (
              <Button
                component={Link}
                to={`/templates/messages/${template}`}
                size="xs"
                variant="subtle"
                leftSection={<IconExternalLink size={15} stroke={1.7} />}
              >
                Write it
              </Button>
            )}
          </div>
        </>
      )}
      {template === "" && <p className={styles.nothing}>Choose the email under Settings; then it shows here.</p>}
    </>
  );
}

const sorts = {
  text: { subject: "A text message", nothing: "Write the text under Settings; then it shows here." },
  note: { subject: "A note to staff", nothing: "Write the message under Settings; then it shows here." },
} as const;

/** A text as it reads on a phone, or what staff are told. */
function Words({ words, sort, somebody }: { words: string; sort: keyof typeof sorts; somebody: Somebody | null }) {
  const zone = useFirmZone();
  const settings = useEditor((state) => state.graph.settings);
  const { data } = useQuery({
    queryKey: ["facts", somebody],
    queryFn: () => api.get<Partial<Facts>>("/api/facts", somebody ? subjectOf(somebody) : {}),
    enabled: somebody !== null,
  });
  const facts =
    data ?? sampleFacts({ ...settings, format: "firmflow/1", start: "", steps: {} } as Parameters<typeof sampleFacts>[0], new Date(), zone);
  if (words.trim() === "") return <p className={styles.nothing}>{sorts[sort].nothing}</p>;
  return (
    <>
      <TextBubble text={words} facts={facts} zone={zone} />
      <div className={styles.acts}>
        <SendTest which={asMail(sorts[sort].subject, words)} somebody={somebody} />
        <span className={styles.aside}>by email, to you alone</span>
      </div>
    </>
  );
}
