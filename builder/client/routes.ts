import { type ComponentType, lazy } from "react";

export type Params = Record<string, string>;
type PublicPage = ComponentType<{ params: Params }>;
export interface PublicRoute {
  path: string;
  page: PublicPage;
}

/** Every public page; the first whose path fits is shown. A page's file exports it as default and takes `params`. */
export const routes: PublicRoute[] = [
  { path: "/p/unsubscribe/:token", page: lazy(() => import("./pages/Unsubscribe.tsx")) },
  { path: "/p/appointment/:token", page: lazy(() => import("./pages/Appointment.tsx")) },
  { path: "/p/f/:firmSlug/:formKey", page: lazy(() => import("./pages/Intake.tsx")) },
  { path: "/p/book/:firmSlug/:type", page: lazy(() => import("./pages/Booking.tsx")) },
  { path: "/p/sample", page: lazy(() => import("./pages/Sample.tsx")) },
  { path: "/p/:token", page: lazy(() => import("./pages/Request.tsx")) },
];

// The components in their states, for those who build pages; not part of what is shipped.
if (import.meta.env.DEV || import.meta.env.MODE === "gallery")
  routes.unshift({ path: "/p/gallery", page: lazy(() => import("./pages/Gallery.tsx")) });
