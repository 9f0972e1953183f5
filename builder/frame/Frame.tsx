import { useDisclosure } from "@mantine/hooks";
import { lazy, Suspense, useState } from "react";
import { Outlet, useMatches } from "react-router";
import { LoadingLines } from "../components/LoadingLines.tsx";
import { Banners } from "./Banners.tsx";
import styles from "./Frame.module.css";
import { Rail } from "./Rail.tsx";
import { TopBar } from "./TopBar.tsx";
import { useRailCounts } from "./useRailCounts.ts";

/** Only phones have it, and only once it is asked for. */
const MenuDrawer = lazy(() => import("./MenuDrawer.tsx"));

/** What a route may say about its frame. */
export interface FrameHandle {
  /** Slim rail and no top bar: the page draws its own, as the editor does. */
  slim?: boolean;
}

/** Rail, top bar and the page. */
export function Frame() {
  const slim = useMatches().some((match) => (match.handle as FrameHandle | undefined)?.slim);
  const [menu, { open, close }] = useDisclosure(false);
  const [asked, setAsked] = useState(false);
  const counts = useRailCounts();
  return (
    <div className={styles.frame} data-slim={slim || undefined}>
      <a className={styles.skip} href="#page">
        Skip to the page
      </a>
      <div className={styles.rail}>
        <Rail slim={slim} counts={counts} />
      </div>
      {asked && (
        <Suspense fallback={null}>
          <MenuDrawer opened={menu} counts={counts} onClose={close} />
        </Suspense>
      )}
      <div className={styles.main}>
        <div className={styles.bar}>
          <TopBar
            onMenu={() => {
              setAsked(true);
              open();
            }}
          />
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
