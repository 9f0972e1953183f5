import Type from "typebox";
import { publicScope } from "../../domain/base/index.ts";
import { firmBySlug, pageFirm } from "../../domain/firms/index.ts";
import { submitWebsiteForm, WebsiteAnswers, websiteForm } from "../../domain/intakes/index.ts";
import { shownForm } from "../../engine/forms/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const params = Type.Object({ firmSlug: Type.String({ maxLength: 140 }), formKey: Type.String({ maxLength: 60 }) }, closed);
const { formKey: _named, ...sent } = WebsiteAnswers.properties;

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/public/forms/{firmSlug}/{formKey}",
      summary: "A form of the firm's website",
      tag: "public",
      role: "public",
      perMinute: 120,
      params,
      answer: Type.Unknown(),
    },
    async (_scope, { params: { firmSlug, formKey } }) => {
      const firm = await firmBySlug(firmSlug);
      const { form } = await websiteForm(publicScope(firm._id, "visitor"), { formKey });
      return { firm: pageFirm(firm), form: shownForm(form) };
    },
  ),
  route(
    {
      method: "post",
      path: "/public/forms/{firmSlug}/{formKey}",
      summary: "Send a form of the firm's website",
      tag: "public",
      role: "public",
      perMinute: 10,
      params,
      // `homepage` is a box nobody sees: who fills it in is a program.
      body: Type.Object({ ...sent, homepage: Type.Optional(Type.String({ maxLength: 500 })) }, closed),
      status: 201,
      answer: Type.Unknown(),
    },
    async (_scope, { params: { firmSlug, formKey }, body: { homepage, ...given } }) => {
      const firm = await firmBySlug(firmSlug);
      const scope = publicScope(firm._id, "visitor", "Website visitor");
      const { form } = await websiteForm(scope, { formKey });
      if (!homepage) await submitWebsiteForm(scope, { formKey, ...given });
      // The same answer for everybody: new, known, sent twice or a program.
      return { received: true, done: form.done ?? null };
    },
  ),
];
