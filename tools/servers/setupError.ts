/**
 * Something the person at the keyboard can put right: a taken port, a missing Python, an unreachable registry.
 * Its message is one sentence saying what to do; it is printed alone, without a stack trace.
 */
export class SetupError extends Error {
  override name = "SetupError";
}

/** What to print for any failure of setting up: the sentence, or the first line of an error nobody foresaw. */
export function sentenceOf(error: unknown): string {
  if (error instanceof SetupError) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return `Something unforeseen happened: ${text.split("\n")[0]}`;
}
