import { Drawer } from "@mantine/core";
import { Rail } from "./Rail.tsx";

interface MenuDrawerProps {
  opened: boolean;
  counts: Record<string, number>;
  onClose: () => void;
}

/** The rail on a phone. */
export default function MenuDrawer({ opened, counts, onClose }: MenuDrawerProps) {
  return (
    <Drawer.Root opened={opened} onClose={onClose} size={260}>
      <Drawer.Overlay />
      <Drawer.Content aria-label="Menu">
        <Rail counts={counts} onChosen={onClose} />
      </Drawer.Content>
    </Drawer.Root>
  );
}
