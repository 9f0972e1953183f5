import {
  IconAddressBook,
  IconBuilding,
  IconCalendarPlus,
  IconClock,
  IconHandStop,
  IconKey,
  IconLayoutKanban,
  IconListCheck,
  IconMail,
  IconMailCheck,
  IconMessage,
  IconPlugConnected,
  IconUsers,
  type TablerIcon,
} from "@tabler/icons-react";

export type SectionName =
  | "start"
  | "firm"
  | "staff"
  | "hours"
  | "pipelines"
  | "sender"
  | "deliverability"
  | "texts"
  | "appointments"
  | "import"
  | "keys"
  | "systems"
  | "holds";
export const sections: { name: SectionName; label: string; icon: TablerIcon }[] = [
  { name: "start", label: "First hour", icon: IconListCheck },
  { name: "firm", label: "Firm", icon: IconBuilding },
  { name: "staff", label: "Staff", icon: IconUsers },
  { name: "hours", label: "Hours and holidays", icon: IconClock },
  { name: "pipelines", label: "Pipelines and fields", icon: IconLayoutKanban },
  { name: "sender", label: "Sender address", icon: IconMail },
  { name: "deliverability", label: "Does mail arrive?", icon: IconMailCheck },
  { name: "texts", label: "Texts and limits", icon: IconMessage },
  { name: "appointments", label: "Appointment types", icon: IconCalendarPlus },
  { name: "import", label: "Import contacts", icon: IconAddressBook },
  { name: "keys", label: "API keys", icon: IconKey },
  { name: "systems", label: "Other systems", icon: IconPlugConnected },
  { name: "holds", label: "Holds", icon: IconHandStop },
];
