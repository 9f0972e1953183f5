/** No id of ours is as long as a token, and no token of a link is shorter. */
const longestId = 40;

/** A request's path as it may stand in a log: without its query, and without the token of a client's link, which would open it. */
export function loggedPath(url: string): string {
  const [path = ""] = url.split("?", 1);
  return path
    .split("/")
    .map((part) => (part.length > longestId ? "…" : part))
    .join("/");
}
