import { toNodeHandler } from "better-auth/node";
import { pino } from "pino";
import request from "supertest";
import { appOf } from "../../api/app.ts";
import type { Route } from "../../api/core/route.ts";
import { identifyWith } from "../../api/identify.ts";
import { setUpRoutes } from "../../api/routes/firms.ts";
import { allRoutes } from "../../api/routes/index.ts";
import { type Role, type Scope, systemScope } from "../../domain/base/index.ts";
import { createFirm } from "../../domain/firms/index.ts";
import { addStaff, createApiKey, signInOf } from "../../domain/staff/index.ts";
import { connectToFresh, leaveDatabase } from "./database.ts";

/** The real Express app over the database that is connected. */
export function apiApp(extra: Route[] = [], pagesDir?: string, log = pino({ level: process.env.LOG_LEVEL ?? "silent" })) {
  const signIn = signInOf({ secret: "a secret of the tests, long enough to be one", publicUrl: "http://127.0.0.1" });
  const routes = [...allRoutes, ...setUpRoutes({ signIn, openSignUp: true }), ...extra];
  const app = appOf({
    routes,
    identify: identifyWith(signIn, "http://127.0.0.1"),
    auth: toNodeHandler(signIn),
    log,
    ready: async () => ({ ok: true, parts: {} }),
    ...(pagesDir ? { pagesDir } : {}),
  });
  return { app, routes, signIn, http: request(app) };
}

/** The same over a real database of its own, and firms with an API key for each role. */
export async function testApi(...parts: Parameters<typeof apiApp>) {
  await connectToFresh();
  return {
    ...apiApp(...parts),
    firm: newFirm,
    async stop() {
      await leaveDatabase();
    },
  };
}
export type TestApi = Awaited<ReturnType<typeof testApi>>;

/** A firm with a member of staff and an API key of each role. */
export async function newFirm(name = "Hartwell & Ruiz") {
  const firm = await createFirm({ name, state: "NY", zone: "America/New_York", email: "office@hartwellruiz.example" });
  const scope: Scope = systemScope(firm._id);
  const keys = {} as Record<Role, string>;
  const staff = {} as Record<Role, string>;
  for (const role of ["viewer", "staff", "builder", "owner"] as const) {
    staff[role] = (await addStaff(scope, { name: `A ${role}`, email: `${role}@hartwellruiz.example`, role })).id;
    keys[role] = (await createApiKey(scope, { name: role, role })).key;
  }
  return { firm, scope, keys, staff, as: (role: Role) => ({ Authorization: `Bearer ${keys[role]}` }) };
}
