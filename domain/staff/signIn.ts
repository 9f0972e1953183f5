import mongoose from "mongoose";
import { invalidField } from "../base/index.ts";

/** Sign-in with email and password. Users are made by setting up a firm or taking up an invitation, never by the open sign-up endpoint. */
export function signInOf(settings: SignInSettings) {
  const { db } = mongoose.connection;
  if (!db) throw new Error("Connect to the database before setting up sign-in.");
  const auth = authOf(db, settings);
  // Whoever asks first learns why.
  auth.catch(() => undefined);
  return { handler: async (request: Request) => (await auth).handler(request), userIdOf: userIdOf(auth), createUser: createUser(auth) };
}
export type SignIn = ReturnType<typeof signInOf>;

export interface SignInSettings {
  /** Signs cookies; kept by the installation. */
  secret: string;
  publicUrl: string;
  trustedOrigins?: string[];
}

/** It is much to read, and a worker, which knows nobody's sign-in, needs none of it. */
async function authOf(db: mongoose.mongo.Db, settings: SignInSettings) {
  const [{ betterAuth }, { mongodbAdapter }] = await Promise.all([import("better-auth"), import("better-auth/adapters/mongodb")]);
  return betterAuth({
    appName: "Firmflow",
    // The driver mongoose ships is the adapter's own; only their type declarations differ.
    database: mongodbAdapter(db as unknown as Parameters<typeof mongodbAdapter>[0], { transaction: false }),
    secret: settings.secret,
    baseURL: settings.publicUrl,
    basePath: "/api/auth",
    trustedOrigins: settings.trustedOrigins ?? [],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: { expiresIn: 7 * 86_400, updateAge: 86_400 },
    rateLimit: { enabled: true, window: 60, max: 300, customRules: { "/sign-in/email": { window: 60, max: 20 } } },
    advanced: { useSecureCookies: settings.publicUrl.startsWith("https:") },
    logger: { level: "error" },
    telemetry: { enabled: false },
  });
}
type Auth = ReturnType<typeof authOf>;

const userIdOf =
  (auth: Auth) =>
  async (headers: Headers): Promise<string | null> =>
    (await (await auth).api.getSession({ headers }))?.user.id ?? null;

const createUser =
  (auth: Auth) =>
  async (user: { email: string; name: string; password: string }): Promise<string> => {
    if (user.password.length < 10) throw invalidField("/password", "Choose a password of at least 10 characters.");
    if (user.password.length > 200) throw invalidField("/password", "Choose a password of at most 200 characters.");
    const context = await (await auth).$context;
    const email = user.email.trim().toLowerCase();
    if (await context.internalAdapter.findUserByEmail(email))
      throw invalidField("/email", "There is already a sign-in with this email address. Sign in with it instead.");
    const made = await context.internalAdapter.createUser({ email, name: user.name, emailVerified: true }, { method: "admin" });
    await context.internalAdapter.linkAccount({
      userId: made.id,
      providerId: "credential",
      accountId: made.id,
      password: await context.password.hash(user.password),
    });
    return made.id;
  };
