import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { monotonicFactory } from "ulid";

export interface Text {
  /** `SM` and a sortable id, as Twilio's begin. */
  id: string;
  at: string;
  from: string;
  to: string;
  text: string;
  /** `out`: the program sent it; `in`: a phone did. */
  direction: "out" | "in";
}

export interface TextStore {
  add(text: Omit<Text, "id" | "at">): Promise<Text>;
  /** Newest first. */
  list(): Text[];
}

/** Texts as lines of one file, on the disk before the sender is told "accepted". */
export async function openTextStore(folder: string): Promise<TextStore> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "texts.jsonl");
  const texts = linesOf(await readFile(path, "utf8").catch(() => ""));
  const nextId = monotonicFactory();
  return {
    async add(text) {
      const kept: Text = { id: `SM${nextId()}`, at: new Date().toISOString(), ...text };
      const file = await open(path, "a");
      try {
        await file.writeFile(`${JSON.stringify(kept)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      texts.push(kept);
      return kept;
    },
    list: () => texts.toReversed(),
  };
}

/** A line that was cut off when the machine stopped was never accepted. */
function linesOf(content: string): Text[] {
  return content.split("\n").flatMap((line) => {
    try {
      return line ? [JSON.parse(line) as Text] : [];
    } catch {
      return [];
    }
  });
}
