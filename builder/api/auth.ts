import { api } from "./client.ts";
import { ProblemError } from "./problem.ts";

/** Sign-in and out by better-auth's own endpoints (email and password; the session is a cookie). */
export const signIn = (email: string, password: string) => api.post("/api/auth/sign-in/email", { email, password, rememberMe: true });
export const signOut = () => api.post("/api/auth/sign-out", {});

/** Why a sign-in failed, in words that help without telling which half was wrong. */
export function signInWords(error: unknown): string {
  if (!(error instanceof ProblemError)) return "That did not work. Try again.";
  if (error.status === 0) return error.message;
  if (error.status === 429) return "Too many tries in a row. Wait a minute, then try again.";
  if (error.status === 401 || error.status === 403) return "That email and password don't belong together. Check both and try again.";
  if (error.status >= 500) return "Signing in is not possible just now. Try again in a moment.";
  return error.message;
}

/** Where to go after signing in: only a path of this site, never another one. */
export function returnPath(next: string | null): string {
  if (!next?.startsWith("/") || next.startsWith("//") || next.includes("\\") || next.startsWith("/sign-in")) return "/";
  return next;
}
