import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useRef } from "react";
import { paragraphsOf } from "../../../../engine/markup/index.ts";
import { useWriting } from "./context.ts";
import { docOf, paragraphsIn } from "./document.ts";
import { extensionsFor } from "./extensions.ts";
import styles from "./Writing.module.css";

export interface WordsProps {
  /** What the text is, for who does not see the page. */
  label: string;
  /** Light markup, a paragraph (or a point of a list) each. */
  value: string[];
  onChange: (value: string[]) => void;
  /** One paragraph, one line. */
  single?: boolean;
  look?: "heading" | "quiet" | "points" | "title" | "button" | "subject";
  placeholder?: string;
}

/** A text written as it will look, with merge fields as chips. */
export function Words({ label, value, onChange, single = false, look, placeholder }: WordsProps) {
  const { mayWrite, setActive, wordsOf } = useWriting();
  const written = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  const editor = useEditor({
    extensions: extensionsFor(single, wordsOf),
    content: docOf(value),
    editable: mayWrite,
    editorProps: {
      attributes: { role: "textbox", "aria-label": label, "aria-multiline": String(!single), class: styles.words ?? "" },
      handleKeyDown: (_view, event) => single && event.key === "Enter",
    },
    onFocus: ({ editor: focused }) => setActive(focused),
    onUpdate: ({ editor: changed }) => {
      written.current = paragraphsIn(changed.getJSON());
      tell.current(written.current);
    },
  });
  // What changed from outside (undo, another version) is shown; what was typed here stands already.
  useEffect(() => {
    if (!editor || same(value, written.current)) return;
    written.current = value;
    editor.commands.setContent(docOf(value), { emitUpdate: false });
  }, [editor, value]);
  useEffect(() => {
    editor?.setEditable(mayWrite, false);
  }, [editor, mayWrite]);
  const empty = value.every((one) => !one);
  return <EditorContent editor={editor} className={styles.text} data-look={look} data-empty={(empty && placeholder) || undefined} />;
}

/** A space or an empty line at the end, while somebody goes on writing, says nothing yet: it is no change from outside. */
const same = (a: string[], b: string[]) => said(a) === said(b);
const said = (texts: string[]) => paragraphsOf(texts.join("\n\n")).join("\n\n");
