import type { ComponentType } from "react";
import type { RouteObject } from "react-router";
import { Frame, type FrameHandle } from "../frame/Frame.tsx";
import { NotFound } from "./NotFound.tsx";
import { PageFailed } from "./PageFailed.tsx";
import { SignedIn } from "./SignedIn.tsx";

type Load = () => Promise<{ default: ComponentType }>;

/** One page, fetched when someone goes there. */
const page = (path: string, load: Load, handle: FrameHandle = {}): RouteObject => ({
  path,
  handle,
  lazy: async () => ({ Component: (await load()).default }),
});

const slim: FrameHandle = { slim: true };

/** Every page of the staff app, one line each. A page's file exports it as default. */
const pages: RouteObject[] = [
  page("/", () => import("../pages/today/Today.tsx")),
  page("/contacts", () => import("../pages/contacts/Contacts.tsx")),
  page("/contacts/:contactId", () => import("../pages/contact/Contact.tsx")),
  page("/matters", () => import("../pages/matters/Matters.tsx")),
  page("/matters/:matterId", () => import("../pages/matter/Matter.tsx")),
  page("/pipeline/:caseType?", () => import("../pages/pipeline/Pipeline.tsx")),
  page("/flows", () => import("../pages/flows/Flows.tsx")),
  page("/new-flow", () => import("../pages/new-flow/NewFlow.tsx")),
  page("/flows/:flowKey", () => import("../editor/Editor.tsx"), slim),
  page("/forms", () => import("../pages/forms/Forms.tsx")),
  page("/forms/:formKey", () => import("../pages/forms/FormEditor.tsx")),
  page("/approvals/:approvalId", () => import("../pages/approval/Approval.tsx")),
  page("/attention", () => import("../pages/attention/Attention.tsx")),
  page("/runs/:runId", () => import("../pages/run/Run.tsx")),
  page("/calendar", () => import("../pages/calendar/Calendar.tsx")),
  page("/tasks", () => import("../pages/tasks/Tasks.tsx")),
  page("/outbox", () => import("../pages/outbox/Outbox.tsx")),
  page("/reports", () => import("../pages/reports/Reports.tsx")),
  page("/templates", () => import("../pages/templates/Templates.tsx")),
  page("/templates/messages/:key", () => import("../pages/templates/MessageTemplate.tsx")),
  page("/templates/documents/:key", () => import("../pages/templates/DocumentTemplate.tsx")),
  page("/settings/:section?", () => import("../pages/settings/Settings.tsx")),
];

const outside: RouteObject[] = [
  page("/sign-in", () => import("../pages/sign-in/SignIn.tsx")),
  page("/set-up", () => import("../pages/set-up/SetUp.tsx")),
  page("/invitation/:token", () => import("../pages/invitation/Invitation.tsx")),
];
// The gallery of components is for those who build pages; it is not part of what is shipped.
if (import.meta.env.DEV || import.meta.env.MODE === "gallery") outside.push(page("/gallery", () => import("../gallery/Gallery.tsx")));

export const routes: RouteObject[] = [
  {
    errorElement: <PageFailed />,
    hydrateFallbackElement: <span />,
    children: [
      ...outside,
      {
        element: <SignedIn />,
        children: [
          {
            element: <Frame />,
            children: [{ errorElement: <PageFailed />, children: [...pages, { path: "*", element: <NotFound /> }] }],
          },
        ],
      },
    ],
  },
];
