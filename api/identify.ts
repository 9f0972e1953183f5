import { fromNodeHeaders } from "better-auth/node";
import type { Request } from "express";
import { forbidden, type Scope } from "../domain/base/index.ts";
import { apiKeyOf, type SignIn, staffOfUser } from "../domain/staff/index.ts";
import type { Identify } from "./core/router.ts";

/** Finds who asks: an API key (`Authorization: Bearer ff_…`) or the session cookie. */
export function identifyWith(signIn: SignIn, publicUrl: string): Identify {
  const own = new URL(publicUrl).origin;
  return async (req) => {
    const key = /^Bearer (ff_[\w-]{20,100})$/.exec(req.get("authorization") ?? "")?.[1];
    if (key) return await keyScope(key);
    refuseOtherSites(req, own);
    const userId = await signIn.userIdOf(fromNodeHeaders(req.headers));
    return userId ? await staffScope(userId) : null;
  };
}

async function keyScope(key: string): Promise<Scope | null> {
  const found = await apiKeyOf(key);
  return found ? { firmId: found.firmId, actor: { kind: "apiKey", id: found._id, name: found.name, role: found.role } } : null;
}

async function staffScope(userId: string): Promise<Scope | null> {
  const staff = await staffOfUser(userId);
  return staff ? { firmId: staff.firmId, actor: { kind: "staff", id: staff._id, name: staff.name, role: staff.role } } : null;
}

/** A page of another site must not act with this person's session (CSRF): a browser tells the page's origin with every change. */
function refuseOtherSites(req: Request, own: string): void {
  if (req.method === "GET" || req.method === "HEAD") return;
  const origin = req.get("origin");
  if (origin && origin !== own && origin !== `${req.protocol}://${req.get("host") ?? ""}`)
    throw forbidden("This was asked for by another web site, so it was not done.");
}
