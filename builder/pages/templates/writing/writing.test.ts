import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { MessageContent } from "../../../../domain/messages/index.ts";
import { docOf, paragraphsIn } from "./document.ts";
import { contentOf, draftOf, moved } from "./draft.ts";
import { chipWords, readTag, tagOf } from "./fieldTag.ts";
import { begun, changed, redone, undone } from "./history.ts";

const library = resolve(import.meta.dirname, "../../../../workflows/library");
const shipped = readdirSync(library, { recursive: true, encoding: "utf8" })
  .filter((path) => path.includes("mails/") && path.endsWith(".json"))
  .map((path): [string, MessageContent] => [path, JSON.parse(readFileSync(join(library, path), "utf8")) as MessageContent]);

describe("a shipped message", () => {
  it.each(shipped)("%s is the same when it was opened in the editor and saved", (_path, content) => {
    expect(contentOf(draftOf(content)).content).toEqual(content);
    for (const text of textsOf(content.variants)) expect(paragraphsIn(docOf([text]))).toEqual([text]);
  });
});

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value && typeof value === "object")
    return Object.entries(value).flatMap(([name, one]) => (name === "type" || name === "to" || name === "if" ? [] : textsOf(one)));
  return [];
}

const nameOf = (path: string) => ({ "contact.firstName": "First name", "occasion.at": "Date" })[path] ?? path;

describe("a merge field's chip", () => {
  it.each([
    ["{{ contact.firstName }}", "First name"],
    ["{{ contact.firstName | default: 'there' }}", "First name or “there”"],
    ["{{ occasion.at | when: firm.zone }}", "Date"],
    ["{{ contact.firstName | default: contact.name | default: 'Sir or Madam' }}", "First name or “Sir or Madam”"],
    ["{% if firm.phone %}", "if firm.phone"],
    ["{% endif %}", "end if"],
  ])("says of %s: %s", (source, words) => {
    expect(chipWords(source, nameOf)).toBe(words);
  });
  it("keeps what was written by hand when its fallback is changed", () => {
    const tag = readTag("{{ occasion.at | when: firm.zone | upcase | default: 'a date we tell you' }}");
    expect(tag).toEqual({ path: "occasion.at", shown: "when: firm.zone", rest: ["upcase"], fallback: "a date we tell you" });
    expect(tag && tagOf({ ...tag, fallback: "soon, don't worry" })).toBe(
      '{{ occasion.at | when: firm.zone | upcase | default: "soon, don\'t worry" }}',
    );
  });
  it("can hold no tag in its fallback", () => {
    expect(tagOf({ path: "contact.firstName", rest: [], fallback: "a}} {{ firm.name" })).toBe(
      "{{ contact.firstName | default: 'a      firm.name' }}",
    );
  });
});

describe("undoing", () => {
  it("takes back what was typed in one go at once, and a move by itself", () => {
    let history = begun("");
    history = changed(history, "D", "text:1", 0);
    history = changed(history, "De", "text:1", 300);
    history = changed(history, "De, moved", "move", 400);
    history = undone(history);
    expect(history.now).toBe("De");
    history = undone(history);
    expect(history.now).toBe("");
    expect(redone(redone(history)).now).toBe("De, moved");
  });
  it("begins anew after a pause, and forgets what was undone once something else is written", () => {
    let history = changed(changed(begun("a"), "ab", "text:1", 0), "abc", "text:1", 5_000);
    history = undone(history);
    expect(history.now).toBe("ab");
    expect(redone(changed(history, "x", "text:2", 6_000)).now).toBe("x");
  });
});

describe("a part", () => {
  it("is moved, and stays where it is at either end", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
  });
  it("that says nothing is not saved, and problems find the part they are about", () => {
    const draft = draftOf({
      name: "Welcome",
      purpose: "transactional",
      variants: {
        en: {
          subject: "Hello",
          body: [
            { type: "text", text: " " },
            { type: "button", label: "", to: "{{ links.request }}" },
          ],
        },
      },
    });
    const { content, ids } = contentOf(draft);
    expect(content.variants.en?.body).toEqual([{ type: "button", label: "", to: "{{ links.request }}" }]);
    expect(ids.en).toEqual([draft.variants.en?.body[1]?.id]);
  });
});
