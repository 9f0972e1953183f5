import { DomainError } from "../base/index.ts";

/** A language model behind an address that speaks OpenAI's chat completions. Set by whoever runs Firmflow; off without an address. */
export interface DraftingServer {
  /** Up to and without `/chat/completions`: `https://models.example/v1`. */
  url: string;
  key: string | null;
  model: string;
  waitMs: number;
}

export function draftingServer(env: NodeJS.ProcessEnv = process.env): DraftingServer | null {
  const url = env["DRAFTING_URL"]?.trim().replace(/\/+$/, "");
  if (!url) return null;
  return {
    url,
    key: env["DRAFTING_KEY"]?.trim() || null,
    model: env["DRAFTING_MODEL"]?.trim() || "default",
    waitMs: Number(env["DRAFTING_WAIT_MS"] ?? 30_000),
  };
}

const away = (said: string) => new DomainError("drafting-failed", 502, `${said} Nothing was written. Try again, or write it yourself.`);
/** No draft of a letter is longer. */
const longest = 64_000;

/** What the model answers to these words. Whatever goes wrong is said in words; nobody waits longer than told. */
export async function askModel(server: DraftingServer, system: string, user: string): Promise<string> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${server.url}/chat/completions`, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(server.waitMs),
      headers: { "Content-Type": "application/json", ...(server.key ? { Authorization: `Bearer ${server.key}` } : {}) },
      body: JSON.stringify({
        model: server.model,
        messages: [
          { role: "system", content: system },
          { role: "user", content: user },
        ],
      }),
    });
    body = await readUpTo(response, longest);
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") throw away("The language model did not answer in time.");
    if (error instanceof DomainError) throw error;
    throw away("The language model could not be reached.");
  }
  if (!response.ok) throw away(`The language model refused (${response.status}).`);
  const said = contentOf(body);
  if (!said?.trim()) throw away("The language model answered nothing that can be read.");
  return said;
}

async function readUpTo(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > most) throw away("The language model answered far more than a letter.");
  }
  return text + decoder.decode();
}

function contentOf(body: string): string | null {
  try {
    const answer = JSON.parse(body) as { choices?: { message?: { content?: unknown } }[] };
    const content = answer?.choices?.[0]?.message?.content;
    return typeof content === "string" ? content : null;
  } catch {
    return null;
  }
}
