import { ActionIcon, Button, FileButton, Select, TextInput } from "@mantine/core";
import { IconPhoto, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { Block } from "../../../../domain/messages/index.ts";
import { paragraphsOf } from "../../../../engine/markup/index.ts";
import { api } from "../../../api/client.ts";
import { asProblem } from "../../../api/problem.ts";
import { useWriting } from "./context.ts";
import { LeadsTo } from "./LeadsTo.tsx";
import { Words } from "./Words.tsx";
import styles from "./Writing.module.css";

type Of<T extends Block["type"]> = Extract<Block, { type: T }>;
interface PartProps<T extends Block["type"]> {
  block: Of<T>;
  onChange: (block: Of<T>) => void;
}

/** One part of the message as it is written: it looks as it will arrive. */
export function Part({ block, onChange }: { block: Block; onChange: (block: Block) => void }) {
  switch (block.type) {
    case "heading":
      return <Words single label="Heading" look="heading" value={[block.text]} onChange={([text = ""]) => onChange({ ...block, text })} />;
    case "text":
      return (
        <Words
          label="Text"
          placeholder="Write here"
          {...(block.quiet ? { look: "quiet" as const } : {})}
          value={paragraphsOf(block.text)}
          onChange={(texts) => onChange({ ...block, text: texts.join("\n\n") })}
        />
      );
    case "note":
      return (
        <div className={styles.note}>
          <Words label="Note" value={paragraphsOf(block.text)} onChange={(texts) => onChange({ ...block, text: texts.join("\n\n") })} />
        </div>
      );
    case "list":
      return <Words label="Points" look="points" value={block.items} onChange={(items) => onChange({ ...block, items })} />;
    case "steps":
      return <Steps block={block} onChange={onChange} />;
    case "card":
      return <DateCard block={block} onChange={onChange} />;
    case "button":
      return <LetterButton block={block} onChange={onChange} />;
    case "image":
      return <Picture block={block} onChange={onChange} />;
    case "divider":
      return <hr className={styles.rule} />;
    case "signature":
      return <p className={styles.shared}>Who signs: whoever looks after the matter, with photograph and phone, else the firm.</p>;
  }
}

function Steps({ block, onChange }: PartProps<"steps">) {
  const { mayWrite } = useWriting();
  const put = (index: number, change: { title?: string; text?: string }) =>
    onChange({ ...block, items: block.items.map((item, at) => (at === index ? { ...item, ...change } : item)) });
  return (
    <>
      <ol className={styles.steps}>
        {block.items.map((item, index) => (
          <li key={index}>
            <div>
              <Words
                single
                label={`Step ${index + 1}`}
                look="title"
                value={[item.title]}
                onChange={([title = ""]) => put(index, { title })}
              />
              <Words
                label={`About step ${index + 1}`}
                look="quiet"
                placeholder="What it is about"
                value={paragraphsOf(item.text ?? "")}
                onChange={(texts) => put(index, { text: texts.join("\n") })}
              />
            </div>
            {mayWrite && block.items.length > 1 && (
              <ActionIcon
                variant="subtle"
                aria-label={`Take out step ${index + 1}`}
                onClick={() => onChange({ ...block, items: block.items.filter((_, at) => at !== index) })}
              >
                <IconTrash size={16} stroke={1.7} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ol>
      {mayWrite && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={15} stroke={1.8} />}
          onClick={() => onChange({ ...block, items: [...block.items, { title: "" }] })}
        >
          Add a step
        </Button>
      )}
    </>
  );
}

function DateCard({ block, onChange }: PartProps<"card">) {
  return (
    <div className={styles.card}>
      <Words
        single
        label="First line of the card"
        look="heading"
        value={[block.title]}
        onChange={([title = ""]) => onChange({ ...block, title })}
      />
      {block.text !== undefined && (
        <Words single label="Below the first line" value={[block.text]} onChange={([text = ""]) => onChange({ ...block, text })} />
      )}
      <Words
        label="Lines of the card"
        placeholder="Place, what to bring"
        value={block.rows}
        onChange={(rows) => onChange({ ...block, rows })}
      />
    </div>
  );
}

function LetterButton({ block, onChange }: PartProps<"button">) {
  const { mayWrite } = useWriting();
  return (
    <>
      <div className={styles.button}>
        <Words
          single
          label="Button"
          look="button"
          placeholder="What it does"
          value={[block.label]}
          onChange={([label = ""]) => onChange({ ...block, label })}
        />
      </div>
      {mayWrite && <LeadsTo value={block.to} onChange={(to) => onChange({ ...block, to })} />}
    </>
  );
}

const widths = [
  { value: "520", label: "As wide as the text" },
  { value: "260", label: "Half" },
  { value: "120", label: "Small" },
];

/** A picture out of the firm's files; whoever does not see it reads its words. */
function Picture({ block, onChange }: PartProps<"image">) {
  const { mayWrite } = useWriting();
  const upload = useMutation({
    meta: { quiet: true },
    mutationFn: async (file: File) => {
      const form = new FormData();
      form.append("file", file);
      return await api.post<{ fileId: string }>("/api/files", form);
    },
    onSuccess: ({ fileId }) => onChange({ ...block, file: fileId }),
  });
  const choose = (
    <FileButton accept="image/png,image/jpeg" onChange={(file) => file && upload.mutate(file)}>
      {(props) => (
        <Button {...props} size="xs" loading={upload.isPending} leftSection={<IconPhoto size={16} stroke={1.7} />}>
          {block.file ? "Another picture" : "Choose a picture"}
        </Button>
      )}
    </FileButton>
  );
  return (
    <>
      {block.file ? (
        <img className={styles.picture} src={`/api/files/${block.file}`} alt={block.alt} style={{ width: block.width ?? 520 }} />
      ) : (
        <div className={styles.noPicture}>JPEG or PNG, up to 1 MB</div>
      )}
      {upload.isError && (
        <p className={styles.problem} role="alert">
          {asProblem(upload.error).detail}
        </p>
      )}
      {mayWrite && (
        <div className={styles.settings}>
          {choose}
          <TextInput
            size="xs"
            label="What it shows"
            placeholder="For whoever does not see it"
            value={block.alt}
            onChange={(event) => onChange({ ...block, alt: event.currentTarget.value })}
          />
          <Select
            size="xs"
            label="Width"
            data={widths}
            allowDeselect={false}
            value={String(block.width ?? 520)}
            onChange={(value) => {
              const { width: _before, ...rest } = block;
              onChange(value && value !== "520" ? { ...rest, width: Number(value) } : rest);
            }}
          />
        </div>
      )}
    </>
  );
}
