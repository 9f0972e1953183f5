import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Column, Content, ContentTable, ContextPageSize, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { FirmRecord } from "../firms/index.ts";
import type { DocumentBlock, DocumentVariant, TableBlock } from "./blocks.ts";
import { type FillPlace, fillRuns, fillText, holds, paragraphsOf } from "./fill.ts";

/**
 * A letter or agreement as PDF: US Letter, the firm's letterhead, a serif face at 11 pt, numbered clauses, page x of y. The face is Source
 * Serif 4 (OFL), so that names in any Latin, Greek or Cyrillic spelling stand there.
 */
const fontsDir = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/source-serif-4/package.json"));
const face = (name: string) => join(fontsDir, name, `SourceSerif4_${name}.ttf`);
let printing: ReturnType<typeof readyToPrint> | undefined;
/** Read when the first document is made: most processes never make one. */
async function readyToPrint() {
  const read = await import("pdfmake");
  const pdfmake = "default" in read ? (read.default as typeof read) : read;
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontsDir));
  pdfmake.setFonts({
    Serif: {
      normal: face("400Regular"),
      bold: face("600SemiBold"),
      italics: face("400Regular_Italic"),
      bolditalics: face("600SemiBold_Italic"),
    },
  });
  return pdfmake;
}

export const ink = "#1B222C";
export const muted = "#556070";
export const margin = 72;

export interface PdfInput {
  variant: DocumentVariant;
  place: FillPlace;
  firm: FirmRecord;
  /** PNG or JPEG; the initials are drawn without it. */
  logo?: Uint8Array;
  personName: string;
  words: { page: string; of: string; date: string };
}

/** Where somebody's name stands under a line for their signature: on that page, counted from 1, below `top` points. */
export interface SignaturePlace {
  name: string;
  page: number;
  top: number;
}

export async function pdfOf(input: PdfInput): Promise<{ bytes: Buffer; places: SignaturePlace[] }> {
  const { variant, place, firm, words } = input;
  const title = fillText(variant.title, place);
  const footLeft = [title, input.personName].filter(Boolean).join(", ");
  const definition: TDocumentDefinitions = {
    info: { title, author: firm.name, creator: "Firmflow", producer: "Firmflow" },
    language: place.locale,
    pageSize: "LETTER",
    pageMargins: [margin, 48, margin, 72],
    defaultStyle: { font: "Serif", fontSize: 11, lineHeight: 1.02, color: ink },
    content: [letterhead(input), meta(input), ...heading(title, input), ...body(variant.body, place)],
    footer: (page: number, pages: number, size: ContextPageSize): Content =>
      foot(footLeft, `${words.page} ${page} ${words.of} ${pages}`, size.width),
  };
  return await laidOut(definition);
}

/** Laid out in our faces. Names under lines for signatures are told by page. */
export async function laidOut(definition: TDocumentDefinitions): Promise<{ bytes: Buffer; places: SignaturePlace[] }> {
  const places = new Map<string, SignaturePlace>();
  printing ??= readyToPrint();
  const bytes = await (await printing)
    .createPdf({
      ...definition,
      // Asked for every node on every pass over the pages; the last pass is what is printed.
      pageBreakBefore({ id, startPosition: { pageNumber, top } }) {
        if (id?.startsWith(signatureMark)) places.set(id, { name: id.slice(signatureMark.length), page: pageNumber, top });
        return false;
      },
    })
    .getBuffer();
  return { bytes, places: [...places.values()] };
}
const signatureMark = "signature:";

export function letterhead({ firm, logo }: Pick<PdfInput, "firm" | "logo">): Content {
  const { colour, deep } = firm.brand;
  const mark: Column = logo
    ? { image: `data:image/${logo[0] === 0x89 ? "png" : "jpeg"};base64,${Buffer.from(logo).toString("base64")}`, fit: [36, 36], width: 36 }
    : {
        width: 36,
        stack: [
          {
            canvas: [
              { type: "rect", x: 0, y: 0, w: 36, h: 36, r: 4, color: colour },
              { type: "rect", x: 2.5, y: 2.5, w: 31, h: 31, r: 2.5, lineColor: "#5F7D71", lineWidth: 0.6 },
            ],
          },
          { text: initials(firm.name), color: "#ffffff", fontSize: 16, alignment: "center", relativePosition: { x: 0, y: -29 } },
        ],
      };
  const name: Column = {
    width: "*",
    margin: [10, 1, 0, 0],
    stack: [
      { text: nameRuns(firm.name), fontSize: 18.5, bold: true, color: deep, lineHeight: 1 },
      ...(firm.tagline
        ? [{ text: firm.tagline, fontSize: 10, color: muted, margin: [0, -2, 0, 0] as [number, number, number, number] }]
        : []),
    ],
  };
  const contact = [firm.phone, firm.website?.replace(/^https?:\/\//, "").replace(/\/$/, "")].filter(Boolean).join(" · ");
  const lines = [...(firm.postalAddress ?? "").split(/\r?\n/), contact].map((one) => one.trim()).filter(Boolean);
  return {
    stack: [
      { columns: [mark, name, { width: "auto", alignment: "right", fontSize: 9, color: muted, lineHeight: 1.05, text: lines.join("\n") }] },
      { canvas: [{ type: "line", x1: 0, y1: 0, x2: 612 - 2 * margin, y2: 0, lineWidth: 1.1, lineColor: colour }], margin: [0, 10, 0, 14] },
    ],
  };
}

const nameRuns = (name: string) =>
  name.split(/(&)/).map((part) => (part === "&" ? { text: "&", italics: true, bold: false } : { text: part }));
const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");

function meta({ variant, place, personName, words }: PdfInput): Content {
  const usual = [personName, "{{ contact.address | default: '' }}"];
  const left = (variant.addressee ?? usual)
    .map((one) => (one === personName ? one : fillText(one, place)))
    .flatMap((one) => one.split(/\r?\n/))
    .filter((one) => one.trim());
  const reference = variant.reference ? fillText(variant.reference, place) : "";
  return {
    margin: [0, 0, 0, 16],
    columns: [
      { width: "*", text: left.join("\n") },
      { width: "auto", alignment: "right", text: [{ text: words.date }, ...(reference ? [{ text: `\n${reference}`, color: muted }] : [])] },
    ],
  };
}

function heading(title: string, { variant, place, firm }: PdfInput): Content[] {
  const subtitle = variant.subtitle ? fillText(variant.subtitle, place) : "";
  return [
    { text: title, fontSize: 18, bold: true, color: firm.brand.deep, lineHeight: 1, headlineLevel: 1 },
    ...(subtitle ? [{ text: subtitle, italics: true, margin: [0, 1, 0, 0] as [number, number, number, number] }] : []),
  ];
}

function body(blocks: DocumentBlock[], place: FillPlace): Content[] {
  let number = 0;
  return blocks
    .filter((block) => holds(block.if, place))
    .flatMap((block) => {
      if (block.type === "clause") number += 1;
      return blockContent(block, number, place);
    });
}

function blockContent(block: DocumentBlock, number: number, place: FillPlace): Content[] {
  switch (block.type) {
    case "text":
      return paragraphsOf(block.text).map((one) => ({ text: fillRuns(one, place), margin: [0, 0, 0, 8] }));
    case "heading":
      return [{ text: fillRuns(block.text, place), bold: true, fontSize: 13, margin: [0, 10, 0, 4], headlineLevel: 2 }];
    case "list":
      return [{ ul: block.items.map((one) => ({ text: fillRuns(one, place), margin: [0, 0, 0, 3] })), margin: [0, 6, 0, 8] }];
    case "clause":
      return clause(block, number, place);
    case "table":
      return [tableOf(block.table, place, 0)];
    case "signatures":
      return [
        signatures(
          block.people.filter((one) => holds(one.if, place)),
          place,
        ),
      ];
    case "pageBreak":
      return [{ text: "", pageBreak: "after" }];
  }
}

const numberWidth = 27;

function clause(block: Extract<DocumentBlock, { type: "clause" }>, number: number, place: FillPlace): Content[] {
  const items = block.items
    .map((one) => (typeof one === "string" ? { text: one } : one))
    .filter((one) => holds("if" in one ? one.if : undefined, place));
  const numbered = (mark: string, text: Content, bold: boolean, top: number): Content => ({
    columns: [
      { width: numberWidth, text: mark, ...(bold ? { bold: true } : { color: muted }) },
      { width: "*", stack: [text] },
    ],
    margin: [0, top, 0, 0],
    unbreakable: items.length === 0 || !bold,
  });
  const title = numbered(`${number}.`, { text: fillRuns(block.title, place), bold: true }, true, 10);
  const rows = items.map((one, index) => numbered(`${number}.${index + 1}`, { text: fillRuns(one.text, place) }, false, 3));
  const [first, ...rest] = rows;
  return [
    // A title never stands alone at the foot of a page.
    { unbreakable: true, stack: first ? [title, first] : [title] },
    ...rest,
    ...(block.table ? [tableOf(block.table, place, numberWidth)] : []),
  ];
}

function tableOf({ head, rows }: TableBlock, place: FillPlace, indent: number): ContentTable {
  const last = head.length - 1;
  const cell = (text: string, index: number, bold: boolean) => ({
    text: text ? fillRuns(text, place) : "",
    bold,
    fontSize: 10,
    alignment: (index === last && last > 0 ? "right" : "left") as "right" | "left",
  });
  return {
    margin: [indent, 6, 0, 6],
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: head.map((_, index) => (index === last && last > 0 ? "auto" : "*")),
      body: [head, ...rows].map((row, line) => head.map((_, index) => cell(row[index] ?? "", index, line === 0))),
    },
    layout: {
      hLineWidth: (line: number) => (line === 0 ? 0 : line === 1 ? 0.9 : 0.5),
      vLineWidth: () => 0,
      hLineColor: (line: number) => (line === 1 ? ink : "#B9B2A3"),
      paddingLeft: (index: number) => (index === 0 ? 0 : 8),
      paddingRight: (index: number) => (index === last ? 0 : 8),
      paddingTop: () => 2,
      paddingBottom: () => 2,
    },
  };
}

function signatures(people: { name: string; role?: string }[], place: FillPlace): Content {
  const one = (person: { name: string; role?: string }): Column => ({
    width: "50%",
    stack: [
      { canvas: [{ type: "line", x1: 0, y1: 0, x2: 214, y2: 0, lineWidth: 0.7, lineColor: ink }], margin: [0, 42, 0, 4] },
      { text: fillText(person.name, place), id: `${signatureMark}${fillText(person.name, place)}`, bold: true },
      ...(person.role ? [{ text: fillText(person.role, place), color: muted, fontSize: 10 }] : []),
      { text: place.locale.startsWith("es") ? "Fecha:" : "Date:", fontSize: 10, color: muted, margin: [0, 6, 0, 0] },
    ],
  });
  const pairs: Content[] = [];
  for (let index = 0; index < people.length; index += 2)
    pairs.push({ columns: people.slice(index, index + 2).map(one), columnGap: 28, margin: [0, 8, 0, 0] });
  return { unbreakable: true, stack: pairs };
}

export function foot(left: string, right: string, width: number): Content {
  return {
    margin: [margin, 20, margin, 0],
    stack: [
      { canvas: [{ type: "line", x1: 0, y1: 0, x2: width - 2 * margin, y2: 0, lineWidth: 0.6, lineColor: "#B9B2A3" }] },
      {
        columns: [
          { text: left, width: "*" },
          { text: right, width: "auto", alignment: "right" },
        ],
        fontSize: 9,
        color: muted,
        margin: [0, 6, 0, 0],
      },
    ],
  };
}
