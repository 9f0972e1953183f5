import { crc32, deflateSync } from "node:zlib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { notFound } from "../base/index.ts";

/** A PDF's pages as pictures and as text, so that phones show them and screen readers read them out. */
export interface PageOf {
  width: number;
  height: number;
  text: string;
}

/** Twice the size of a point: sharp on phones, and a letter page stays under 200 KB. */
const scale = 2;
const mostPages = 100;
/** So many documents are kept at hand; those who sign turn pages back and forth. */
const mostKept = 8;

interface Kept {
  pages: Promise<PageOf[]>;
  pictures: Map<number, Promise<Buffer>>;
}
const kept = new Map<string, Kept>();
let library: Promise<PDFiumLibrary> | undefined;
/** PDFium does one thing at a time. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work);
  turn = mine.catch(() => undefined);
  return mine;
}

/** `key` is the SHA-256 of the bytes: the same bytes are read once. */
export function pagesOf(key: string, bytes: Uint8Array): Promise<PageOf[]> {
  return entryOf(key, bytes).pages;
}

/** One page as a PNG, counted from 1. */
export async function pictureOf(key: string, bytes: Uint8Array, number: number): Promise<Buffer> {
  const entry = entryOf(key, bytes);
  if (number < 1 || number > (await entry.pages).length) throw notFound("This page");
  const known = entry.pictures.get(number) ?? draw(bytes, number);
  entry.pictures.set(number, known);
  known.catch(() => entry.pictures.delete(number));
  return await known;
}

function entryOf(key: string, bytes: Uint8Array): Kept {
  const known = kept.get(key);
  kept.delete(key);
  const entry = known ?? { pages: read(bytes), pictures: new Map() };
  kept.set(key, entry);
  entry.pages.catch(() => kept.delete(key));
  for (const [oldest] of kept) if (kept.size > mostKept) kept.delete(oldest);
  return entry;
}

const read = (bytes: Uint8Array) =>
  withDocument(bytes, async (document) =>
    Array.from({ length: Math.min(document.getPageCount(), mostPages) }, (_, index): PageOf => {
      const page = document.getPage(index);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      return { width: Math.round(originalWidth), height: Math.round(originalHeight), text: page.getText().replace(/\r\n/g, "\n").trim() };
    }),
  );

const draw = (bytes: Uint8Array, number: number) =>
  withDocument(bytes, async (document) => {
    const { width, height, data } = await document.getPage(number - 1).render({ scale, render: async ({ data: bitmap }) => bitmap });
    return png(width, height, data);
  });

type Document = Awaited<ReturnType<PDFiumLibrary["loadDocument"]>>;
function withDocument<T>(bytes: Uint8Array, work: (document: Document) => Promise<T>): Promise<T> {
  library ??= PDFiumLibrary.init();
  return inTurn(async () => {
    const document = await ((await library) as PDFiumLibrary).loadDocument(bytes);
    try {
      return await work(document);
    } finally {
      document.destroy();
    }
  });
}

/** RGBA as a PNG without transparency (ISO/IEC 15948): each row unfiltered, which suits text on paper. */
function png(width: number, height: number, rgba: Uint8Array): Buffer {
  const row = width * 3 + 1;
  const raw = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      raw.set(rgba.subarray(from, from + 3), y * row + 1 + x * 3);
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(raw, { level: 6 })), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
