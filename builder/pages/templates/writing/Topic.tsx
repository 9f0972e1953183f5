import { Button, Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { MessageContent } from "../../../../domain/messages/index.ts";
import { useTopics } from "../../../api/topics.ts";
import { keyOf } from "../../settings/firm.ts";
import { useWriting } from "./context.ts";

type OneTopic = NonNullable<MessageContent["topic"]>;
interface TopicProps {
  value: OneTopic | undefined;
  onChange: (topic: OneTopic | undefined) => void;
}
const usual = "news";
const another = "+";

/**
 * What a marketing message is about: who gets it may stop this topic and keep others. A topic's key stays what it was, however its name is
 * written or corrected (Settings, Sender address), for by it is kept who stopped it.
 */
export function Topic({ value, onChange }: TopicProps) {
  const { mayWrite } = useWriting();
  const [adding, setAdding] = useState(false);
  // What the preference page says of a topic is kept there, not with a message.
  const sent = (useTopics().data?.topics ?? []).map(({ about, aboutEs, ...named }): OneTopic => named);
  const known = [...new Map([...(value ? [value] : []), ...sent].map((one) => [one.key, one])).values()];
  const first = known.some((one) => one.key === usual) ? [] : [{ value: usual, label: "News and advice from us" }];
  return (
    <>
      <Select
        label="Topic"
        description="On their preference page people stop one topic and keep the others"
        data={[...first, ...known.map(({ key, name }) => ({ value: key, label: name })), { value: another, label: "Another topic …" }]}
        allowDeselect={false}
        readOnly={!mayWrite}
        value={adding ? another : (value?.key ?? usual)}
        onChange={(key) => {
          setAdding(key === another);
          if (key !== another) onChange(key === usual ? undefined : known.find((one) => one.key === key));
        }}
      />
      {adding && (
        <NewTopic
          taken={known}
          onMade={(topic) => {
            onChange(topic);
            setAdding(false);
          }}
        />
      )}
    </>
  );
}

function NewTopic({ taken, onMade }: { taken: OneTopic[]; onMade: (topic: OneTopic) => void }) {
  const [name, setName] = useState("");
  const [nameEs, setNameEs] = useState("");
  const key = keyOf(name).slice(0, 40);
  const there = taken.find((one) => one.key === key || one.name.toLowerCase() === name.trim().toLowerCase());
  return (
    <Group align="end" gap="sm">
      <TextInput
        flex={1}
        label="Name of the topic"
        placeholder="Planning for your family"
        maxLength={120}
        value={name}
        error={there && "There is such a topic: choose it above."}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        flex={1}
        label="In Spanish (optional)"
        maxLength={120}
        value={nameEs}
        onChange={(event) => setNameEs(event.currentTarget.value)}
      />
      <Button
        disabled={!key || key === usual || there !== undefined}
        onClick={() => onMade({ key, name: name.trim(), ...(nameEs.trim() ? { nameEs: nameEs.trim() } : {}) })}
      >
        Use it
      </Button>
    </Group>
  );
}
