import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense } from "react";
import { Outlet, useMatches } from "react-router";
import { LoadingLines } from "../components/LoadingLines.tsx";
import { Banners } from "./Banners.tsx";
import styles from "./Frame.module.css";
import { Rail } from "./Rail.tsx";
import { TopBar } from "./TopBar.tsx";
import { useRailCounts } from "./useRailCounts.ts";

/** What a route may say about its frame. */
export interface FrameHandle {
  /** Slim rail and no top bar: the page draws its own, as the editor does. */
  slim?: boolean;
}

/** Rail, top bar and the page. */
export function Frame() {
  const slim = useMatches().some((match) => (match.handle as FrameHandle | undefined)?.slim);
  const [menu, { open, close }] = useDisclosure(false);
  const counts = useRailCounts();
  return (
    <div className={styles.frame} data-slim={slim || undefined}>
      <a className={styles.skip} href="#page">
        Skip to the page
      </a>
      <div className={styles.rail}>
        <Rail slim={slim} counts={counts} />
      </div>
      <Drawer.Root opened={menu} onClose={close} size={260}>
        <Drawer.Overlay />
        <Drawer.Content aria-label="Menu">
          <Rail counts={counts} onChosen={close} />
        </Drawer.Content>
      </Drawer.Root>
      <div className={styles.main}>
        <div className={styles.bar}>
          <TopBar onMenu={open} />
        </div>
        <Banners />
        <main id="page" className={styles.page} tabIndex={-1}>
          <Suspense fallback={<LoadingLines lines={8} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  );
}
