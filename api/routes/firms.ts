import Type from "typebox";
import { conflict, invalidField, systemScope } from "../../domain/base/index.ts";
import {
  anyFirmExists,
  changeFirm,
  createFirm,
  FirmChange,
  firmBySlug,
  NewFirm,
  publicFirm,
  readFirm,
  stateHolidays,
} from "../../domain/firms/index.ts";
import { addStaff, invitationOf, linkUser, listStaff, type SignIn } from "../../domain/staff/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const line = (max: number) => Type.String({ minLength: 1, maxLength: max, pattern: "^[^\\r\\n]*$" });
const tokenParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) }, closed);
const password = Type.String({ minLength: 10, maxLength: 200 });

export const routes: Route[] = [
  route(
    { method: "get", path: "/me", summary: "Who is signed in, and at which firm", tag: "firm", role: "viewer", answer: Type.Unknown() },
    async (scope) => {
      const [firm, staff] = await Promise.all([readFirm(scope, {}), listStaff(scope, {})]);
      const self = staff.find((one) => one.id === scope.actor.id);
      const role = "role" in scope.actor ? scope.actor.role : "viewer";
      return {
        staff: { id: scope.actor.id, name: scope.actor.name, role, email: self?.email ?? "", title: self?.title },
        firm: { ...publicFirm(firm), id: firm._id, hours: firm.hours, holidays: firm.holidays },
      };
    },
  ),
  route({ method: "get", path: "/firm", summary: "The firm's settings", tag: "firm", role: "viewer", answer: Type.Unknown() }, (scope) =>
    readFirm(scope, {}),
  ),
  route(
    {
      method: "patch",
      path: "/firm",
      summary: "Change the firm's settings",
      tag: "firm",
      role: "owner",
      body: FirmChange,
      answer: Type.Unknown(),
    },
    (scope, { body }) => changeFirm(scope, body),
  ),
  route(
    {
      method: "get",
      path: "/firm/suggested-holidays",
      summary: "Public holidays of the firm's state in a year",
      tag: "firm",
      role: "viewer",
      query: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2100 }) }, closed),
      answer: Type.Unknown(),
    },
    async (scope, { query }) => ({ holidays: await stateHolidays((await readFirm(scope, {})).state, query.year) }),
  ),
  route(
    {
      method: "get",
      path: "/public/firms/{slug}",
      summary: "What a firm shows to the public",
      tag: "public",
      role: "public",
      params: Type.Object({ slug: line(140) }, closed),
      answer: Type.Unknown(),
    },
    async (_scope, { params }) => publicFirm(await firmBySlug(params.slug)),
  ),
];

export interface SetUpSettings {
  signIn: SignIn;
  /** Anybody may set up a firm here; otherwise only the first. */
  openSignUp: boolean;
}

/** Setting up a firm and taking up an invitation: they make sign-ins, so they are given the means to. */
export function setUpRoutes({ signIn, openSignUp }: SetUpSettings): Route[] {
  return [
    route(
      {
        method: "get",
        path: "/public/set-up",
        summary: "Whether a firm can be set up here",
        tag: "public",
        role: "public",
        answer: Type.Unknown(),
      },
      async () => ({
        open: openSignUp || !(await anyFirmExists()),
      }),
    ),
    route(
      {
        method: "post",
        path: "/public/set-up",
        summary: "Set up a firm and its owner's sign-in",
        tag: "public",
        role: "public",
        perMinute: 10,
        status: 201,
        answer: Type.Unknown(),
        body: Type.Object(
          {
            firm: Type.Omit(NewFirm, ["email"], closed),
            owner: Type.Object({ name: line(120), email: Type.String({ format: "email", maxLength: 200 }), password }, closed),
          },
          closed,
        ),
      },
      async (_scope, { body }) => {
        if (!openSignUp && (await anyFirmExists()))
          throw conflict("set-up-closed", "This Firmflow already has its firm. Ask its owner for an invitation.");
        const userId = await signIn.createUser(body.owner);
        const firm = await createFirm({ ...body.firm, email: body.owner.email });
        const { id } = await addStaff(systemScope(firm._id), { name: body.owner.name, email: body.owner.email, role: "owner" });
        await linkUser(firm._id, id, userId);
        return { firmId: firm._id, slug: firm.slug };
      },
    ),
    route(
      {
        method: "get",
        path: "/public/invitations/{token}",
        summary: "Whose invitation this is",
        tag: "public",
        role: "public",
        params: tokenParams,
        answer: Type.Unknown(),
      },
      async (_scope, { params }) => {
        const { name, email } = await invitationOf(params.token);
        return { name, email };
      },
    ),
    route(
      {
        method: "post",
        path: "/public/invitations/{token}",
        summary: "Take up an invitation by choosing a password",
        tag: "public",
        role: "public",
        perMinute: 10,
        params: tokenParams,
        body: Type.Object({ password }, closed),
        answer: Type.Unknown(),
      },
      async (_scope, { params, body }) => {
        if (body.password.trim().length < 10)
          throw invalidField("/password", "Choose a password of at least 10 characters that are not only spaces.");
        const invitation = await invitationOf(params.token);
        const userId = await signIn.createUser({ name: invitation.name, email: invitation.email, password: body.password });
        await linkUser(invitation.firmId, invitation.staffId, userId);
        return { email: invitation.email };
      },
    ),
  ];
}
