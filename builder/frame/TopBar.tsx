import { ActionIcon, Kbd } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconMenu2, IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useMe } from "../api/me.ts";
import { PersonMenu } from "./PersonMenu.tsx";
import styles from "./TopBar.module.css";

// Search is only fetched when someone searches.
const SearchDialog = lazy(() => import("./SearchDialog.tsx"));

/** Search everything, the firm and the person. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
  const { data: me } = useMe();
  const [searched, setSearched] = useState(0);
  const search = () => setSearched((times) => times + 1);
  useHotkeys([["mod+K", search]], []);
  return (
    <header className={styles.bar}>
      <ActionIcon className={styles.menu} variant="subtle" color="gray" size={40} onClick={onMenu} aria-label="Menu">
        <IconMenu2 size={20} stroke={1.7} />
      </ActionIcon>
      <button type="button" className={styles.search} onClick={search} aria-keyshortcuts="Control+K">
        <IconSearch size={16} stroke={1.7} aria-hidden="true" />
        <span>Search everything</span>
        <Kbd className={styles.keys}>Ctrl K</Kbd>
      </button>
      <div className={styles.firm}>
        <span className={styles.name}>{me?.firm.name}</span>
        <i aria-hidden="true" />
        <PersonMenu />
      </div>
      {searched > 0 && (
        <Suspense fallback={null}>
          <SearchDialog asked={searched} />
        </Suspense>
      )}
    </header>
  );
}
