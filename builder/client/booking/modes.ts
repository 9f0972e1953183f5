import { IconMapPin, IconPhone, IconVideo } from "@tabler/icons-react";

/** How client and firm meet. */
export interface Mode {
  kind: "office" | "video" | "phone";
  place?: string;
}
export const modeIcons = { office: IconMapPin, video: IconVideo, phone: IconPhone };
