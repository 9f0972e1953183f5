import {
  IconAddressBook,
  IconBriefcase,
  IconCalendar,
  IconChartBar,
  IconCheckbox,
  IconRoute,
  IconSettings,
  IconSunHigh,
  type TablerIcon,
} from "@tabler/icons-react";

export interface Place {
  to: string;
  label: string;
  icon: TablerIcon;
  /** Paths beside its own that belong to it. */
  also?: string[];
}

/** What stands in the left rail, in this order; Settings stands at its foot. */
export const places: Place[] = [
  { to: "/", label: "Today", icon: IconSunHigh },
  { to: "/contacts", label: "Contacts", icon: IconAddressBook },
  { to: "/matters", label: "Matters", icon: IconBriefcase, also: ["/pipeline"] },
  { to: "/flows", label: "Flows", icon: IconRoute, also: ["/new-flow", "/runs", "/attention", "/templates"] },
  { to: "/calendar", label: "Calendar", icon: IconCalendar },
  { to: "/tasks", label: "Tasks", icon: IconCheckbox },
  { to: "/reports", label: "Reports", icon: IconChartBar, also: ["/outbox"] },
];
export const settingsPlace: Place = { to: "/settings", label: "Settings", icon: IconSettings };

/** Whether a path lies in a place: `/contacts/c1` lies in Contacts, and only `/` itself in Today. */
export function isIn(place: Place, path: string): boolean {
  if (place.to === "/") return path === "/";
  return [place.to, ...(place.also ?? [])].some((start) => path === start || path.startsWith(`${start}/`));
}
