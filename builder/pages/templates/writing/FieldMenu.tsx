import { Button, Menu } from "@mantine/core";
import type { TablerIcon } from "@tabler/icons-react";
import { useRecords } from "../../../editor/api/records.ts";

const offered = ["Contact", "Matter", "Occasion", "Firm", "Assignee"];

/** The firm's fields by what they are of: one chosen is put in where the caret is. */
export function FieldMenu({ off, icon: Icon, onPick }: { off: boolean; icon: TablerIcon; onPick: (path: string) => void }) {
  const { fields } = useRecords();
  return (
    <Menu position="bottom-start" width={260} returnFocus={false}>
      <Menu.Target>
        <Button size="xs" variant="subtle" disabled={off} leftSection={<Icon size={16} stroke={1.8} />}>
          Put in a field
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: "auto" }}>
        {offered.map((group) => (
          <div key={group}>
            <Menu.Label>{group}</Menu.Label>
            {fields
              .filter((field) => field.group === group && !field.path.endsWith(".id") && field.type !== "list" && field.type !== "object")
              .map((field) => (
                <Menu.Item key={field.path} aria-label={`${field.label}, ${group}`} onClick={() => onPick(field.path)}>
                  {field.label}
                </Menu.Item>
              ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
