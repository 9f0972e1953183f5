import { Button, Select, TextInput } from "@mantine/core";
import type { Editor } from "@tiptap/react";
import { useWriting } from "./context.ts";
import { type FieldTag, readTag, shownAs, tagOf } from "./fieldTag.ts";
import { LeadsTo } from "./LeadsTo.tsx";
import styles from "./Writing.module.css";

/** The chosen chip: what stands there where the field is empty, and how a date or an amount is written. */
export function ChipFields({ editor, source }: { editor: Editor; source: string }) {
  const { wordsOf } = useWriting();
  const tag = readTag(source);
  if (!tag) return null;
  const write = (changed: FieldTag) => {
    const next = tagOf(changed);
    if (next === source) return;
    // The chip stays chosen: a changed one is another to the editor.
    const { from } = editor.state.selection;
    editor.chain().updateAttributes("field", { source: next }).setNodeSelection(from).run();
  };
  const shown = tag.shown?.split(":")[0] ?? "";
  return (
    <fieldset className={styles.settings} aria-label={`Field: ${wordsOf(source)}`}>
      <TextInput
        size="xs"
        label="If it is empty, say"
        placeholder="Nothing: the message waits"
        defaultValue={tag.fallback ?? ""}
        onBlur={(event) => write({ ...tag, fallback: event.currentTarget.value })}
        onKeyDown={(event) => event.key === "Enter" && write({ ...tag, fallback: event.currentTarget.value })}
      />
      <Select
        size="xs"
        label="Written as"
        data={[{ value: "", label: "As it is" }, ...Object.entries(shownAs).map(([value, label]) => ({ value, label }))]}
        allowDeselect={false}
        value={shown}
        onChange={(value) => {
          const { shown: _before, ...rest } = tag;
          write(value ? { ...rest, shown: value } : rest);
        }}
      />
    </fieldset>
  );
}

/** The link the caret is in. */
export function LinkFields({ editor }: { editor: Editor }) {
  const href = String(editor.getAttributes("link")["href"] ?? "");
  return (
    <fieldset className={styles.settings} aria-label="Link">
      <LeadsTo value={href} onChange={(value) => editor.chain().extendMarkRange("link").updateAttributes("link", { href: value }).run()} />
      <Button size="xs" onClick={() => editor.chain().focus().extendMarkRange("link").unsetMark("link").run()}>
        Take the link away
      </Button>
    </fieldset>
  );
}
