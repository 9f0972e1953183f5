import {
  IconAddressBook,
  IconAlertTriangle,
  IconBriefcase,
  IconCalendar,
  IconChartBar,
  IconCheckbox,
  IconFileText,
  IconForms,
  IconLayoutKanban,
  IconRoute,
  IconSend,
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
  { to: "/", label: "Today", icon: IconSunHigh, also: ["/approvals"] },
  { to: "/contacts", label: "Contacts", icon: IconAddressBook },
  { to: "/matters", label: "Matters", icon: IconBriefcase, also: ["/pipeline"] },
  { to: "/flows", label: "Flows", icon: IconRoute, also: ["/new-flow", "/runs", "/attention", "/forms", "/templates"] },
  { to: "/calendar", label: "Calendar", icon: IconCalendar },
  { to: "/tasks", label: "Tasks", icon: IconCheckbox },
  { to: "/reports", label: "Reports", icon: IconChartBar, also: ["/outbox"] },
];
export const settingsPlace: Place = { to: "/settings", label: "Settings", icon: IconSettings };

/** What lies within a place and is gone to by its own name. */
export const placesWithin: Place[] = [
  { to: "/pipeline", label: "Board", icon: IconLayoutKanban },
  { to: "/forms", label: "Forms", icon: IconForms },
  { to: "/templates", label: "Templates: messages and documents", icon: IconFileText },
  { to: "/outbox", label: "Outbox", icon: IconSend },
  { to: "/attention", label: "Needs attention", icon: IconAlertTriangle },
];

/** Whether a path lies in a place: `/contacts/c1` lies in Contacts, and only `/` itself in Today. */
export function isIn(place: Place, path: string): boolean {
  const starts = [place.to, ...(place.also ?? [])];
  return starts.some((start) => path === start || (start !== "/" && path.startsWith(`${start}/`)));
}
