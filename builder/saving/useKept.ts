import { useEffect, useRef } from "react";
import { useFirmZone, useMe } from "../api/me.ts";
import { notifyUndo } from "../components/notify.tsx";
import { forgetUnsaved, type Kept, keepUnsaved, readUnsaved } from "./unsaved.ts";
import { keptWords } from "./words.ts";

export interface KeptDraft<T> extends Kept {
  /** What it was called, for a list of what is not saved. */
  name: string;
  /** The version it is a change to; 0 for what was never saved. */
  version: number;
  draft: T;
}

export interface KeepingDraft<T> {
  /** The page: its sort and key (`message welcome`). */
  what: string;
  name: string;
  /** The newest version saved; 0 for none. */
  version: number;
  /** As it is on the page. */
  draft: T;
  /** Whether that is something else than what was saved last. */
  changed: boolean;
  /** Where it is kept. What is written to a client is kept with this window alone, and nothing of it stays behind on the computer. */
  place?: Storage;
  /** What is missed where it was left: saving, or sending. */
  missed?: "saved" | "sent";
  isWhole: (draft: T) => boolean;
  onPutBack: (draft: T) => void;
  /** They don't want it back: the page is to show what was saved. */
  onTakeAway: () => void;
}

/**
 * What is written on a page is kept on this computer until it is saved, and is back on the page when it is opened again, as in the flow
 * editor: whoever leaves, closes the window or loses their session loses no word, and is asked nothing. Gives what forgets it at once, for a
 * page that closes as it saves.
 */
export function useKept<T>(page: KeepingDraft<T>): () => void {
  const { what, name, version, draft, changed, place = localStorage } = page;
  const who = useMe().data?.staff.id;
  const zone = useFirmZone();
  const latest = useRef(page);
  latest.current = page;
  const isKept = useRef(false);

  useEffect(() => {
    if (!who) return;
    const isWhole = (read: Partial<KeptDraft<T>>) => Boolean(read.draft && latest.current.isWhole(read.draft));
    const kept = readUnsaved<KeptDraft<T>>(place, who, what, isWhole);
    if (!kept) return;
    forgetUnsaved(place, who, what);
    latest.current.onPutBack(kept.draft);
    notifyUndo({ message: backWords(kept, latest.current, zone), seconds: 20, onUndo: () => latest.current.onTakeAway() });
  }, [who, what, zone, place]);

  useEffect(() => {
    if (!who) return;
    if (changed) keepUnsaved(place, who, what, { name, version, draft, at: new Date().toISOString() } as KeptDraft<T>);
    else if (isKept.current) forgetUnsaved(place, who, what);
    isKept.current = changed;
  }, [who, what, name, version, draft, changed, place]);
  return () => forgetUnsaved(place, who ?? "", what);
}

function backWords(kept: KeptDraft<unknown>, { version, missed }: Pick<KeepingDraft<unknown>, "version" | "missed">, zone: string): string {
  const since = version > kept.version ? ` Version ${version} was saved meanwhile: save yours only if it is to take its place.` : "";
  return `${keptWords(kept, zone, missed)}${since}`;
}
