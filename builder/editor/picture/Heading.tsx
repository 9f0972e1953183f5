import type { Rect } from "../canvas/route.ts";
import { fitted, widthOf } from "./fitted.ts";

interface HeadingProps {
  name: string;
  lines: readonly string[];
  /** The drawing with room for the heading above it. */
  around: Rect;
}

const margin = 24;
const face = "400 12px";
/** Of the name, and of each line below it. */
const [tall, line] = [30, 18];

/** What stands over a picture that says something about people: the flow's name, and whose numbers these are. A plain drawing has none. */
export function headingOf(name: string, says: readonly string[], box: Rect): HeadingProps {
  if (says.length === 0) return { name, lines: [], around: box };
  const lines = laidOut(says, box.width - 2 * margin);
  const height = margin + tall + line * lines.length;
  return { name, lines, around: { ...box, y: box.y - height, height: box.height + height } };
}

export function Heading({ name, lines, around }: HeadingProps) {
  if (lines.length === 0) return null;
  const [x, y] = [around.x + margin, around.y + margin];
  return (
    <>
      <text x={x} y={y + 12} fontSize="16" fontWeight="600" fill="var(--ink)">
        {fitted(name, "600 16px", around.width - 2 * margin)}
      </text>
      {lines.map((words, index) => (
        <text key={words} x={x} y={y + tall + 2 + index * line} fontSize="12" fill="var(--muted)">
          {words}
        </text>
      ))}
    </>
  );
}

/** As many parts on a line as there is room for; no number is cut off. */
function laidOut(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts.flatMap((words) => words.split(" · "))) {
    const longer = lines.length > 0 ? `${lines.at(-1)} · ${part}` : part;
    if (lines.length > 0 && widthOf(longer, face) <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}
