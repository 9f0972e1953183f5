/** One thing found by `GET /api/search?q=`. */
export interface Found {
  kind: "contact" | "matter" | "flow" | "run" | "task" | "document" | "invoice" | "occasion";
  id: string;
  title: string;
  detail?: string;
}

export const foundGroups: Record<Found["kind"], string> = {
  contact: "Contacts",
  matter: "Matters",
  flow: "Flows",
  run: "In a flow",
  task: "Tasks",
  document: "Documents",
  invoice: "Invoices",
  occasion: "Dates",
};

/** Where a thing found is opened. */
export function foundPath({ kind, id }: Found): string {
  switch (kind) {
    case "contact":
      return `/contacts/${id}`;
    case "matter":
      return `/matters/${id}`;
    case "flow":
      return `/flows/${id}`;
    case "run":
      return `/runs/${id}`;
    case "task":
      return `/tasks?task=${id}`;
    case "occasion":
      return `/calendar?occasion=${id}`;
    case "document":
      return `/matters?document=${id}`;
    case "invoice":
      return `/matters?invoice=${id}`;
  }
}

/** Found things by group, groups in the order of `foundGroups`. */
export function groupFound(found: Found[]): { label: string; found: Found[] }[] {
  return (Object.keys(foundGroups) as Found["kind"][])
    .map((kind) => ({ label: foundGroups[kind], found: found.filter((one) => one.kind === kind) }))
    .filter((group) => group.found.length > 0);
}
