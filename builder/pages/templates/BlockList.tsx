import { ActionIcon, Button, Menu, Textarea, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { type AnyBlock, type BlockType, blockWords, fieldsOf, newBlock, withFields } from "./blockText.ts";
import styles from "./Templates.module.css";

export interface BlockListProps {
  blocks: AnyBlock[];
  types: BlockType[];
  /** A problem's message by the place it names, below this list: `0/text`. */
  problems: Record<string, string>;
  onChange: (blocks: AnyBlock[]) => void;
}

/** The parts of a message or document in their order: written, moved, taken out, added. */
export function BlockList({ blocks, types, problems, onChange }: BlockListProps) {
  const put = (index: number, block: AnyBlock) => onChange(blocks.map((one, at) => (at === index ? block : one)));
  const move = (index: number, by: number) => {
    const moved = [...blocks];
    const [block] = moved.splice(index, 1);
    if (block) moved.splice(index + by, 0, block);
    onChange(moved);
  };
  return (
    <div className={styles.blocks}>
      {blocks.map((block, index) => (
        <section key={index} className={styles.block} aria-label={`${index + 1}. ${blockWords[block.type].label}`}>
          <header>
            <b>{blockWords[block.type].label}</b>
            <ActionIcon variant="subtle" color="gray" aria-label="Move up" disabled={index === 0} onClick={() => move(index, -1)}>
              <IconArrowUp size={16} stroke={1.7} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Move down"
              disabled={index === blocks.length - 1}
              onClick={() => move(index, 1)}
            >
              <IconArrowDown size={16} stroke={1.7} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Take out"
              onClick={() => onChange(blocks.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </header>
          <BlockFieldsForm block={block} problem={problemOf(problems, index)} onChange={(changed) => put(index, changed)} />
        </section>
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button leftSection={<IconPlus size={16} stroke={1.7} />}>Add a part</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {types.map((type) => (
            <Menu.Item key={type} onClick={() => onChange([...blocks, newBlock(type)])}>
              {blockWords[type].label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

const problemOf = (problems: Record<string, string>, index: number) =>
  Object.entries(problems).find(([place]) => place === String(index) || place.startsWith(`${index}/`))?.[1];

function BlockFieldsForm({
  block,
  problem,
  onChange,
}: {
  block: AnyBlock;
  problem: string | undefined;
  onChange: (block: AnyBlock) => void;
}) {
  const words = blockWords[block.type];
  const fields = fieldsOf(block);
  const write = (change: object) => onChange(withFields(block, { ...fields, ...change }));
  return (
    <>
      {fields.title !== undefined && (
        <TextInput label={words.title} value={fields.title} onChange={(event) => write({ title: event.currentTarget.value })} />
      )}
      {fields.address !== undefined && (
        <TextInput label="Leads to" value={fields.address} onChange={(event) => write({ address: event.currentTarget.value })} />
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
      {block.if !== undefined && (
        <TextInput
          label="Only if"
          value={block.if}
          onChange={(event) => onChange({ ...block, if: event.currentTarget.value || undefined })}
        />
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
