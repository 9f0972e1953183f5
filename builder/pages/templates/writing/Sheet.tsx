import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type CSSProperties, useState } from "react";
import type { Block } from "../../../../domain/messages/index.ts";
import { type Firm, useFirm } from "../../settings/firm.ts";
import { blockWords, messageBlocks, newBlock } from "../blockText.ts";
import { useWriting } from "./context.ts";
import { aPart, type DraftBlock, moved } from "./draft.ts";
import { Section } from "./Section.tsx";
import styles from "./Writing.module.css";

export interface SheetProps {
  language: "en" | "es";
  body: DraftBlock[];
  /** A problem's words by the part they are about. */
  problems: Record<string, string>;
  onChange: (body: DraftBlock[], by: string) => void;
}

/** The message's page: the firm's head, the parts in their order, who signs, the firm's foot. */
export function Sheet({ language, body, problems, onChange }: SheetProps) {
  const { mayWrite } = useWriting();
  const { data: firm } = useFirm();
  const [said, setSaid] = useState("");
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const put = (id: string, block: Block, by = `part:${id}`) =>
    onChange(
      body.map((one) => (one.id === id ? { id, block } : one)),
      by,
    );
  const move = (index: number, by: number) => {
    const to = Math.max(0, Math.min(body.length - 1, index + by));
    onChange(moved(body, index, by), "");
    setSaid(`${blockWords[body[index]?.block.type ?? "text"].label} is now ${to + 1} of ${body.length}`);
  };
  const drop = (index: number) => {
    const from = body.findIndex((one) => one.id === dragged);
    if (from >= 0 && from !== index) move(from, index - from);
    setDragged(null);
    setOver(null);
  };
  const add = (type: Block["type"], index: number) => onChange(body.toSpliced(index, 0, aPart(newBlock(type) as Block)), "");
  return (
    <div className={styles.sheet} style={firm ? ({ "--firm": firm.brand.colour } as CSSProperties) : undefined}>
      {firm && <Head firm={firm} />}
      {body.map(({ id, block }, index) => (
        <Section
          key={id}
          block={block}
          number={index + 1}
          of={body.length}
          problem={problems[id]}
          over={over === index && dragged !== null && dragged !== id}
          onChange={(changed, by) => put(id, changed, by)}
          onMove={(by) => move(index, by)}
          onTakeOut={() =>
            onChange(
              body.filter((one) => one.id !== id),
              "",
            )
          }
          onTwice={() => onChange(body.toSpliced(index + 1, 0, aPart(structuredClone(block))), "")}
          onDragStart={() => setDragged(id)}
          onDragOver={() => dragged && setOver(index)}
          onDrop={() => drop(index)}
          onDragEnd={() => {
            setDragged(null);
            setOver(null);
          }}
        />
      ))}
      {mayWrite && <AddPart onAdd={(type) => add(type, body.length)} />}
      {firm && <Foot firm={firm} language={language} signed={body.some((one) => one.block.type === "signature")} />}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </div>
  );
}

function AddPart({ onAdd }: { onAdd: (type: Block["type"]) => void }) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="xs" className={styles.add} leftSection={<IconPlus size={15} stroke={1.8} />}>
          Add a part
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {messageBlocks.map((type) => (
          <Menu.Item key={type} onClick={() => onAdd(type as Block["type"])}>
            {blockWords[type].label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Head({ firm }: { firm: Firm }) {
  const mark =
    firm.mailParts?.head === "name" ? null : firm.brand.logoFileId ? (
      <img src={`/api/public/firms/${firm.slug}/logo?v=${firm.brand.logoFileId}`} alt="" width={40} height={40} />
    ) : (
      <span className={styles.mark} aria-hidden="true">
        {initials(firm.name)}
      </span>
    );
  return (
    <div className={styles.head}>
      {mark}
      <div>
        <b>{firm.name}</b>
        {firm.tagline && <small>{firm.tagline}</small>}
      </div>
    </div>
  );
}

const initials = (name: string) => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toUpperCase() ?? "").join("");
};

/** What every email of the firm ends with, here for the look of it. */
function Foot({ firm, language, signed }: { firm: Firm; language: "en" | "es"; signed: boolean }) {
  const closing = firm.mailParts?.closing?.[language];
  const footer = firm.mailParts?.footer?.[language];
  return (
    <>
      {!signed && (
        <div className={styles.shared}>
          {closing && <p className={styles.lines}>{closing}</p>}
          <p>Who signs: whoever looks after the matter, with photograph and phone, else the firm.</p>
        </div>
      )}
      <div className={styles.foot}>
        <p className={styles.lines}>
          {[firm.tagline ? `${firm.name}, ${firm.tagline}` : firm.name, firm.postalAddress, footer].filter(Boolean).join("\n")}
        </p>
      </div>
    </>
  );
}
