import { fieldMessages } from "../../api/problem.ts";

/** A problem's messages for what lies below a place, by the rest of their path: `/variants/en/body/0/text` below `…/body/` is `0/text`. */
export function below(error: unknown, place: string): Record<string, string> {
  if (!error) return {};
  const wanted = place.replace(/^\//, "");
  return Object.fromEntries(
    Object.entries(fieldMessages(error)).flatMap(([path, message]) => {
      const plain = path.replaceAll(".", "/").replace(/^\//, "");
      return plain.startsWith(wanted) ? [[plain.slice(wanted.length), message]] : [];
    }),
  );
}
