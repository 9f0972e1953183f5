import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp, IconBold, IconBraces, IconItalic, IconLink, type TablerIcon } from "@tabler/icons-react";
import { type Editor, useEditorState } from "@tiptap/react";
import { FieldMenu } from "./FieldMenu.tsx";
import { ChipFields, LinkFields } from "./ToolbarFields.tsx";
import styles from "./Writing.module.css";

export interface ToolbarProps {
  editor: Editor | null;
  mayUndo: boolean;
  mayRedo: boolean;
  onUndo: () => void;
  onRedo: () => void;
}

/** What the text in hand looks like, and its merge fields. */
export function Toolbar({ editor, mayUndo, mayRedo, onUndo, onRedo }: ToolbarProps) {
  const looks = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      usable: Boolean(now?.isEditable && !now.isDestroyed),
      bold: now?.isActive("bold") ?? false,
      italic: now?.isActive("italic") ?? false,
      link: now?.isActive("link") ?? false,
      field: now?.isActive("field") ? String(now.getAttributes("field")["source"] ?? "") : null,
      at: now?.state.selection.from ?? 0,
    }),
  });
  const off = !looks?.usable;
  return (
    <div className={styles.bar}>
      <div role="toolbar" aria-label="Writing" className={styles.tools}>
        <Tool icon={IconArrowBackUp} label="Undo" off={!mayUndo} onPress={onUndo} />
        <Tool icon={IconArrowForwardUp} label="Redo" off={!mayRedo} onPress={onRedo} />
        <span className={styles.gap} />
        <Tool icon={IconBold} label="Bold" off={off} on={looks?.bold} onPress={() => editor?.chain().focus().toggleBold().run()} />
        <Tool icon={IconItalic} label="Italic" off={off} on={looks?.italic} onPress={() => editor?.chain().focus().toggleItalic().run()} />
        <Tool icon={IconLink} label="Link" off={off} on={looks?.link} onPress={() => editor && toggleLink(editor)} />
        <span className={styles.gap} />
        <FieldMenu off={off} icon={IconBraces} onPick={(path) => editor?.chain().focus().insertContent(fieldNode(path)).run()} />
      </div>
      {editor && looks?.field && <ChipFields key={looks.at} editor={editor} source={looks.field} />}
      {editor && looks?.link && !looks.field && <LinkFields editor={editor} />}
    </div>
  );
}

const fieldNode = (path: string) => ({ type: "field", attrs: { source: `{{ ${path} }}` } });

/** A link over what is chosen; over nothing, a new one that says so. */
function toggleLink(editor: Editor) {
  const href = "https://";
  if (editor.isActive("link")) editor.chain().focus().extendMarkRange("link").unsetMark("link").run();
  else if (editor.state.selection.empty)
    editor
      .chain()
      .focus()
      .insertContent({ type: "text", text: "link", marks: [{ type: "link", attrs: { href } }] })
      .run();
  else editor.chain().focus().setMark("link", { href }).run();
}

interface ToolProps {
  icon: TablerIcon;
  label: string;
  off: boolean;
  on?: boolean | undefined;
  onPress: () => void;
}
function Tool({ icon: Icon, label, off, on, onPress }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={on ? "light" : "subtle"}
        size={32}
        aria-label={label}
        aria-pressed={on}
        disabled={off}
        // The text keeps what is chosen in it.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPress}
      >
        <Icon size={17} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}
