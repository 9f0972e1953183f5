/** How a drawing is laid on paper: as large as it can be read, cut only where no step stands. Pure, in canvas pixels. */
import type { Rect } from "../canvas/route.ts";

export interface PaperPage {
  y: number;
  height: number;
}
export interface Laid {
  landscape: boolean;
  /** Of paper pixels to the drawing's. */
  scale: number;
  pages: PaperPage[];
}

/** Room on US Letter within margins of 14 mm, in CSS pixels; a heading takes its part of each page. */
const paper = { short: 710, long: 949, heading: 64 };
/** Narrower drawings are not blown up; wider than twice a page's width they lie on their side. */
const largest = 1;

export function layOnPaper(box: Rect, steps: readonly Rect[]): Laid {
  const landscape = box.width > box.height && box.width > paper.short;
  const [wide, high] = landscape ? [paper.long, paper.short] : [paper.short, paper.long];
  const scale = Math.min(largest, wide / box.width);
  const room = (high - paper.heading) / scale;
  const pages: PaperPage[] = [];
  const end = box.y + box.height;
  for (let y = box.y; y < end; ) {
    const bottom = end - y <= room ? end : cutAbove(y + room, y, steps);
    pages.push({ y, height: bottom - y });
    y = bottom;
  }
  return { landscape, scale, pages };
}

/** Kept clear above and below a cut. */
const clear = 8;

/** The lowest line at or above `y` that goes through no step; where there is none, the page is cut where it ends. */
function cutAbove(y: number, top: number, steps: readonly Rect[]): number {
  for (let cut = y; cut > top; ) {
    const hit = steps.filter((step) => step.y - clear < cut && step.y + step.height + clear > cut);
    if (hit.length === 0) return cut;
    cut = Math.min(...hit.map((step) => step.y - clear));
  }
  return y;
}
