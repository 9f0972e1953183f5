import { Textarea, TextInput } from "@mantine/core";
import { useRef } from "react";
import type { FieldProps } from "./Field.tsx";
import styles from "./fields.module.css";
import { MergeFields } from "./MergeFields.tsx";

/** A text with merge fields: a list that is searched puts them in where the caret is. */
export function MergeText({
  label,
  value,
  onChange,
  error,
  hint,
  readOnly = false,
  placeholder,
  lines = 1,
}: FieldProps<string> & { lines?: number }) {
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  /** Before anybody wrote in it there is no caret: then a field goes to the end. */
  const touched = useRef(false);
  const put = (field: string) => {
    const text = value ?? "";
    const at = (touched.current ? box.current?.selectionStart : undefined) ?? text.length;
    const end = (touched.current ? box.current?.selectionEnd : undefined) ?? at;
    onChange(`${text.slice(0, at)}${field}${text.slice(end)}`);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(at + field.length, at + field.length);
    });
  };
  const shared = {
    ref: box,
    "aria-label": label,
    value: value ?? "",
    readOnly,
    error: Boolean(error),
    placeholder: placeholder ?? "",
    onFocus: () => {
      touched.current = true;
    },
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || undefined),
  };
  return (
    <div>
      <div className={styles.head}>
        {label}
        <span />
        {!readOnly && <MergeFields onPick={put} />}
      </div>
      {hint && <p className={styles.after}>{hint}</p>}
      {error && <p className={styles.error}>{error}</p>}
      {lines > 1 ? <Textarea {...shared} autosize minRows={lines} maxRows={12} /> : <TextInput {...shared} />}
    </div>
  );
}
