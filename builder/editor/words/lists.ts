/** Small words that cards, panels and the agenda share. */

const roles: Record<string, string> = {
  client: "the client",
  coClient: "the co-client",
  spouse: "the spouse",
  caller: "the caller",
  opposing: "the opposing side",
  agent: "the agent",
  lender: "the lender",
  seller: "the seller",
  buyer: "the buyer",
};

/** `client` is "the client"; a role of the firm's own is said as it is written. */
export function role(name: string): string {
  return roles[name] ?? `the ${spaced(name)}`;
}

/** "coClient" reads "co client". */
export function spaced(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[-_.]+/g, " ")
    .toLowerCase();
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "a, b and c". */
export function and(items: readonly string[], last = "and"): string {
  if (items.length <= 1) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

/** Who a step is for: nobody named is the main contact. Two are "both". */
export function people(to: unknown): string {
  const named = Array.isArray(to) ? to.filter((one): one is string => typeof one === "string" && one !== "") : [];
  if (named.length === 0) return "";
  if (named.length === 2 && named.includes("client") && named.includes("spouse")) return "both";
  return and(named.map(role));
}

const staffRoles: Record<string, string> = { assignee: "the assignee", owner: "the owners", builder: "the builders", staff: "all staff" };

export function staffWords(to: unknown, name: (id: string) => string): string {
  const list = (Array.isArray(to) ? to : [to]).filter((one): one is string => typeof one === "string" && one !== "");
  return and(list.map((one) => staffRoles[one] ?? name(one)));
}
