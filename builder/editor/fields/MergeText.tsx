import { Menu, Textarea, TextInput } from "@mantine/core";
import { useRef } from "react";
import { useRecords } from "../api/records.ts";
import type { FieldProps } from "./Field.tsx";
import styles from "./fields.module.css";

const offered = ["Contact", "Matter", "Occasion", "Firm", "Assignee"];

/** A text with merge fields: a menu puts them in where the caret is. */
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
  const { fields } = useRecords();
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const put = (path: string) => {
    const text = value ?? "";
    const at = box.current?.selectionStart ?? text.length;
    const end = box.current?.selectionEnd ?? at;
    const field = `{{ ${path} }}`;
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
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || undefined),
  };
  return (
    <div>
      <div className={styles.head}>
        {label}
        <span />
        {!readOnly && (
          <Menu position="bottom-end" width={260}>
            <Menu.Target>
              <button type="button" className={styles.add}>
                Put in a field
              </button>
            </Menu.Target>
            <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
              {offered.map((group) => {
                const own = fields.filter((field) => field.group === group && !field.path.endsWith(".id") && field.type !== "list");
                if (own.length === 0) return null;
                return (
                  <div key={group}>
                    <Menu.Label>{group}</Menu.Label>
                    {own.map((field) => (
                      <Menu.Item key={field.path} onClick={() => put(field.path)}>
                        {field.label}
                      </Menu.Item>
                    ))}
                  </div>
                );
              })}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {hint && <p className={styles.after}>{hint}</p>}
      {error && <p className={styles.error}>{error}</p>}
      {lines > 1 ? <Textarea {...shared} autosize minRows={lines} maxRows={12} /> : <TextInput {...shared} />}
    </div>
  );
}
