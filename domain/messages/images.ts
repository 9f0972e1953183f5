import { type FieldError, invalid, type Scope, withScope } from "../base/index.ts";
import { fileBytes, fileCard } from "../files/index.ts";
import type { MessageContent } from "./blocks.ts";
import type { Attachment } from "./deliver.ts";

/** The pictures of a message's own, beside the firm's logo and the lawyer's photograph: files of the firm that travel inside it. */
const shownByMailPrograms = ["image/png", "image/jpeg"];
const largestMb = 1;
const largestTogetherMb = 3;
const mb = 1_000_000;

/** Refuses a message whose pictures are not there, are of a kind mail programs don't show, or are too large to travel with it. */
export async function checkImages(scope: Scope, content: MessageContent): Promise<void> {
  const problems: FieldError[] = [];
  for (const [language, variant] of Object.entries(content.variants)) {
    let together = 0;
    for (const [index, block] of variant.body.entries()) {
      if (block.type !== "image") continue;
      const { bytes, problem } = await pictureProblem(scope, block.file);
      together += bytes;
      const much = together > largestTogetherMb * mb ? `The pictures of one message may have ${largestTogetherMb} MB together.` : undefined;
      const message = problem ?? much;
      if (message) problems.push({ path: `/content/variants/${language}/body/${index}/file`, message });
    }
  }
  if (problems.length > 0) throw invalid(problems[0]?.message ?? "", problems);
}

async function pictureProblem(scope: Scope, fileId: string): Promise<{ bytes: number; problem?: string }> {
  const file = await withScope(scope, () => fileCard(scope, { fileId })).catch(() => null);
  if (!file) return { bytes: 0, problem: "This picture is not among the firm's files any more. Choose it again." };
  if (!shownByMailPrograms.includes(file.type))
    return { bytes: 0, problem: `Mail programs show no ${file.type.split("/")[1] ?? "such"} pictures. Choose a JPEG or PNG.` };
  if (file.bytes > largestMb * mb)
    return {
      bytes: file.bytes,
      problem: `This picture has ${(file.bytes / mb).toFixed(1)} MB; ${largestMb} MB travels well. Make it smaller first.`,
    };
  return { bytes: file.bytes };
}

/** Only attributes that we wrote: what fills a message is escaped and has no quotation marks. */
const sources = /src="cid:([A-Za-z0-9_]{1,60})@picture"/g;

/** What a message carries for its pictures. One that is gone is an error: the message would not say what it was written to say. */
export async function imagesOf(scope: Scope, html: string): Promise<Attachment[]> {
  const ids = new Set([...html.matchAll(sources)].flatMap(([, id]) => id ?? []));
  const found: Attachment[] = [];
  for (const id of ids) {
    const file = await withScope(scope, () => fileBytes(scope, id)).catch(() => null);
    if (!file || !shownByMailPrograms.includes(file.type))
      throw invalid("A picture in this message is not among the firm's files any more. Put another in its place.", [
        { path: "/template", message: "A picture is missing." },
      ]);
    found.push({ name: file.name, type: file.type, bytes: file.content, cid: `${id}@picture` });
  }
  return found;
}

/** The same page with its pictures in it, for a page that shows it. */
export const withData = (html: string, pictures: Attachment[]): string =>
  pictures.reduce(
    (page, { cid = "", type, bytes }) => page.replaceAll(`cid:${cid}`, `data:${type};base64,${Buffer.from(bytes).toString("base64")}`),
    html,
  );
