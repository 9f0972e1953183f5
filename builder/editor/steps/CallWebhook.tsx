import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { SelectField, TextField, Two } from "../fields/Field.tsx";
import styles from "../fields/fields.module.css";
import { Listed, Remove } from "../fields/lists.tsx";
import type { StepPanelProps } from "./kit.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"].map((value) => ({ value, label: value }));

export function CallWebhook({ step, set, wrong, readOnly }: StepPanelProps<"callWebhook">) {
  return (
    <>
      <TextField
        label="Address"
        placeholder="https://…"
        value={step.url}
        error={wrong("url")}
        readOnly={readOnly}
        onChange={(url) => set({ url: url ?? "" })}
      />
      <Two>
        <SelectField
          label="Method"
          value={step.method}
          error={wrong("method")}
          readOnly={readOnly}
          options={methods}
          onChange={(method) => set({ method })}
        />
      </Two>
      <Pairs
        label="Headers"
        left="Name"
        right="Value"
        value={step.headers}
        error={wrong("headers")}
        readOnly={readOnly}
        onChange={(headers) => set({ headers })}
      />
      {step.method !== "GET" && step.method !== "DELETE" && (
        <BodyField value={step.body} error={wrong("body")} readOnly={readOnly} onChange={(body) => set({ body })} />
      )}
      <Pairs
        label="Keep from the answer"
        left="vars.orderNumber"
        right="/order/number"
        value={step.save}
        error={wrong("save")}
        readOnly={readOnly}
        onChange={(save) => set({ save })}
      />
    </>
  );
}

interface BodyProps {
  value: unknown;
  error: string | undefined;
  readOnly: boolean;
  onChange: (value: unknown) => void;
}

/** JSON that may hold merge fields; kept once it can be read. */
function BodyField({ value, error, readOnly, onChange }: BodyProps) {
  const [text, setText] = useState(value === undefined ? "" : JSON.stringify(value, null, 2));
  const [unread, setUnread] = useState(false);
  const read = () => {
    try {
      onChange(text.trim() ? JSON.parse(text) : undefined);
      setUnread(false);
    } catch {
      setUnread(true);
    }
  };
  return (
    <Textarea
      label="What is sent"
      description="JSON, with merge fields in its texts. Left empty, Firmflow says which step it is and about whom."
      placeholder='{"name": "{{ contact.name }}"}'
      autosize
      minRows={3}
      maxRows={12}
      value={text}
      error={unread ? "This is not JSON yet: look for a missing quote or comma." : error}
      readOnly={readOnly}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={read}
    />
  );
}

interface PairsProps {
  label: string;
  left: string;
  right: string;
  value: Record<string, string> | undefined;
  error: string | undefined;
  readOnly: boolean;
  onChange: (value: Record<string, string> | undefined) => void;
}

/** Names with their values. */
function Pairs({ label, left, right, value, error, readOnly, onChange }: PairsProps) {
  const pairs = Object.entries(value ?? {});
  const save = (next: [string, string][]) => onChange(next.length > 0 ? Object.fromEntries(next) : undefined);
  return (
    <Listed
      label={label}
      error={error}
      readOnly={readOnly}
      add={() => save([...pairs, [pairs.some(([name]) => name === "") ? `name${pairs.length}` : "", ""]])}
    >
      {pairs.length > 0 && (
        <ul className={styles.list}>
          {pairs.map(([name, text], index) => (
            <li key={index}>
              <div className={styles.two}>
                <TextInput
                  aria-label={`${label}: name ${index + 1}`}
                  placeholder={left}
                  value={name}
                  readOnly={readOnly}
                  onChange={(event) => save(pairs.with(index, [event.currentTarget.value, text]))}
                />
                <TextInput
                  aria-label={`${label}: value ${index + 1}`}
                  placeholder={right}
                  value={text}
                  readOnly={readOnly}
                  onChange={(event) => save(pairs.with(index, [name, event.currentTarget.value]))}
                />
              </div>
              {!readOnly && <Remove what={name || `line ${index + 1}`} onClick={() => save(pairs.toSpliced(index, 1))} />}
            </li>
          ))}
        </ul>
      )}
    </Listed>
  );
}
