import { Checkbox, NumberInput, TextInput } from "@mantine/core";
import type { RequestedFile } from "../../../engine/definition/types.ts";
import styles from "../fields/fields.module.css";
import { Listed, Remove } from "../fields/lists.tsx";
import { Asking, LinkMail } from "./asking.tsx";
import type { StepPanelProps } from "./kit.ts";

export function RequestFiles(props: StepPanelProps<"requestFiles">) {
  const { step, set, wrong, readOnly } = props;
  const files = step.files ?? [];
  const change = (index: number, part: Partial<RequestedFile>) => {
    const merged = { ...files[index], ...part } as Record<string, unknown>;
    set({
      files: files.with(
        index,
        Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as unknown as RequestedFile,
      ),
    });
  };
  return (
    <>
      <Listed
        label="Papers to ask for"
        error={wrong("files")}
        readOnly={readOnly}
        add={() => set({ files: [...files, { name: "", required: true }] })}
      >
        <div className={styles.pairs}>
          {files.map((file, index) => (
            <div key={index} className={styles.box}>
              <div className={styles.boxHead}>
                <TextInput
                  aria-label={`Paper ${index + 1}`}
                  placeholder="Deed"
                  value={file.name}
                  readOnly={readOnly}
                  error={Boolean(wrong(`files/${index}`))}
                  onChange={(event) => change(index, { name: event.currentTarget.value })}
                />
                {!readOnly && files.length > 1 && (
                  <Remove what={file.name || `paper ${index + 1}`} onClick={() => set({ files: files.toSpliced(index, 1) })} />
                )}
              </div>
              <TextInput
                aria-label={`Hint for paper ${index + 1}`}
                placeholder="Hint (optional): where to find it"
                value={file.hint ?? ""}
                readOnly={readOnly}
                onChange={(event) => change(index, { hint: event.currentTarget.value || undefined })}
              />
              <div className={styles.boxHead}>
                <Checkbox
                  label="Needed"
                  checked={file.required ?? false}
                  disabled={readOnly}
                  onChange={(event) => change(index, { required: event.currentTarget.checked || undefined })}
                />
                <NumberInput
                  w={130}
                  aria-label={`How many files at most for paper ${index + 1}`}
                  placeholder="Any number"
                  value={file.max ?? ""}
                  min={1}
                  max={50}
                  readOnly={readOnly}
                  prefix="at most "
                  onChange={(max) => change(index, { max: typeof max === "number" ? max : undefined })}
                />
              </div>
            </div>
          ))}
        </div>
      </Listed>
      <LinkMail {...props} />
      <Asking {...props} />
    </>
  );
}
