import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import type { Pictured } from "../store/editorStore.ts";
import type { Names } from "../words/names.ts";
import { boxOfGraph, FlowPicture } from "./FlowPicture.tsx";
import { Heading, headingOf } from "./Heading.tsx";
import { paperColours, rulesOf } from "./paper.ts";

export type PictureKind = "svg" | "png";

/** Saves a flow as a picture that every program opens: with its letters and its colours in it, and its numbers where it has some. */
export async function savePicture(pictured: Pictured, names: Names, kind: PictureKind): Promise<void> {
  const svg = await standAlone(pictured, names);
  const picture = kind === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await pixelsOf(svg);
  const url = URL.createObjectURL(picture);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${pictured.graph.settings.key}.${kind}`;
  link.click();
  URL.revokeObjectURL(url);
}

async function standAlone({ graph, numbers, says }: Pictured, names: Names): Promise<string> {
  const place = document.createElement("div");
  const root = createRoot(place);
  const box = boxOfGraph(graph, numbers);
  const heading = headingOf(graph.settings.name, says, box);
  flushSync(() =>
    root.render(
      <FlowPicture graph={graph} names={names} numbers={numbers} part={heading.around}>
        <Heading {...heading} />
      </FlowPicture>,
    ),
  );
  const svg = place.querySelector("svg");
  if (!svg) throw new Error("The flow could not be drawn.");
  svg.removeAttribute("style");
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = await fontRule();
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const [x = "0", y = "0"] = (svg.getAttribute("viewBox") ?? "").split(" ");
  for (const [name, value] of Object.entries({ x, y, width: "100%", height: "100%", fill: "var(--card)" }))
    ground.setAttribute(name, value);
  svg.prepend(style, ground);
  const text = new XMLSerializer().serializeToString(svg);
  root.unmount();
  const colours = paperColours() as Record<string, string>;
  // Few programs besides browsers know colours by name.
  return text.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => colours[name] ?? whole);
}

/** The interface's face, its Latin letters, to stand in the picture itself. Without it the picture has the viewer's own. */
async function fontRule(): Promise<string> {
  const rule = rulesOf(document.styleSheets).find(
    (one): one is CSSFontFaceRule =>
      one instanceof CSSFontFaceRule &&
      one.style.getPropertyValue("font-family").includes("Inter") &&
      one.style.getPropertyValue("font-style") !== "italic" &&
      /U\+0+-0?0?FF/i.test(one.style.getPropertyValue("unicode-range")),
  );
  const [, address] = rule?.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/) ?? [];
  if (!address) return "";
  try {
    const base = rule?.parentStyleSheet?.href ?? document.baseURI;
    const bytes = new Uint8Array(await (await fetch(new URL(address, base))).arrayBuffer());
    let letters = "";
    for (const byte of bytes) letters += String.fromCharCode(byte);
    return `@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(letters)}) format("woff2")}`;
  } catch {
    return "";
  }
}

/** Browsers draw no larger pictures than this on a side. */
const longest = 16_000;

async function pixelsOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, longest / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made. Save it as SVG instead."))),
      "image/png",
    ),
  );
}
