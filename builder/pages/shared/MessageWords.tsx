import { Stack, Textarea, TextInput } from "@mantine/core";
import type { Variant } from "../../../domain/messages/index.ts";
import { blockWords, fieldsOf, withFields } from "../templates/blockText.ts";
import { textLength } from "./textLength.ts";

/** What a text says; how long it is tells how many it leaves as. */
export function TextWords({ text, error, onChange }: { text: string; error?: string | undefined; onChange: (text: string) => void }) {
  return (
    <Textarea
      label="Text"
      description={textLength(text)}
      inputWrapperOrder={["label", "input", "description", "error"]}
      autosize
      minRows={3}
      value={text}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Its subject and the texts of its blocks; buttons keep where they lead. */
export function MailWords({ variant, onChange }: { variant: Variant; onChange: (variant: Variant) => void }) {
  const set = (index: number, block: Variant["body"][number]) => onChange({ ...variant, body: variant.body.with(index, block) });
  return (
    <>
      <TextInput
        label="Subject"
        value={variant.subject}
        onChange={(event) => onChange({ ...variant, subject: event.currentTarget.value })}
      />
      {variant.body.map((block, index) => {
        const fields = fieldsOf(block);
        const words = blockWords[block.type];
        const write = (more: typeof fields) => set(index, withFields(block, { ...fields, ...more }) as typeof block);
        const place = `${index}:${block.type}`;
        return (
          <Stack key={place} gap="xs">
            {fields.title !== undefined && (
              <TextInput
                label={words.title === words.label ? words.label : `${words.label}: ${words.title}`}
                value={fields.title}
                onChange={(event) => write({ title: event.currentTarget.value })}
              />
            )}
            {fields.text !== undefined && (
              <Textarea
                label={words.text}
                description={words.hint}
                autosize
                minRows={2}
                value={fields.text}
                onChange={(event) => write({ text: event.currentTarget.value })}
              />
            )}
          </Stack>
        );
      })}
    </>
  );
}
