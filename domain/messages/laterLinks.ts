import { invalidField, publicUrl } from "../base/index.ts";
import type { LinkField } from "./linkFields.ts";

/**
 * A message shown for approval has links that do not exist yet: a request is opened when it is sent. Their places are kept by addresses of
 * our own, and the links come into them at sending.
 */
const places = () => `${publicUrl()}/p/at-sending/`;
const placeOf = (path: string) => `${places()}${path}/`;

/** Links to compose with, as places. */
export function laterLinks(fields: LinkField[]): Record<string, unknown> {
  const links: Record<string, Record<string, string>> = {};
  for (const [sort, key] of fields) links[sort] = { ...links[sort], [key]: placeOf(`${sort}.${key}`) };
  return { ...links, request: placeOf("request") };
}

/** The links in their places. One that has none would lead a client nowhere: an error. */
export function withLinks(text: string, links: Record<string, unknown> = {}): string {
  let filled = text;
  for (const [path, url] of leaves(links)) filled = filled.replaceAll(placeOf(path), url);
  if (filled.includes(places()))
    throw invalidField(
      "/links",
      "A link in the approved message is not there any more. Ask for the approval again, or write to them by hand.",
    );
  return filled;
}

/** Whether a message changed by somebody still leads wherever it led: a client who was asked for something must be able to answer. */
export function keepsLinks(before: string, after: string): boolean {
  const inIt = (text: string) =>
    new Set(
      text
        .split(places())
        .slice(1)
        .map((rest) => rest.split("/")[0]),
    );
  const left = inIt(after);
  return [...inIt(before)].every((path) => left.has(path));
}

function leaves(links: Record<string, unknown>, before = ""): [string, string][] {
  return Object.entries(links).flatMap(([name, value]): [string, string][] => {
    if (typeof value === "string") return [[`${before}${name}`, value]];
    return value && typeof value === "object" ? leaves(value as Record<string, unknown>, `${before}${name}.`) : [];
  });
}
