import type { Language, MessageContent } from "./blocks.ts";
import { builtInContents } from "./builtInContents.ts";
import { type Compiled, compileMessage } from "./compile.ts";

const compiled = new Map<string, Promise<Partial<Record<Language, Compiled>>>>();

/** The messages that steps use when no template is chosen; a firm's own template of the same key stands before them. Null when unknown. */
export async function builtInTemplate(
  key: string,
): Promise<{ content: MessageContent; compiled: Partial<Record<Language, Compiled>>; version: number } | null> {
  const content = builtInContents[key];
  if (!content) return null;
  const making = compiled.get(key) ?? compileMessage(content);
  compiled.set(key, making);
  return { content, compiled: await making, version: 0 };
}

export const isBuiltIn = (key: string): boolean => Object.hasOwn(builtInContents, key);

/** The message that carries a request's link where its step names none. */
export const usualTemplate = {
  requestForm: "request-form",
  requestFiles: "request-files",
  requestSignature: "request-signature",
  offerAppointment: "request-appointment",
} as const;
