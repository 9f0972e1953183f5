import type { Request } from "express";
import Type from "typebox";
import { notFound } from "../../domain/base/index.ts";
import { followLink, noteShown } from "../../domain/messages/index.ts";
import { Answer, type Route, route } from "../core/route.ts";

const params = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false });
const dot = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const lost =
  '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>This link leads nowhere</title><p>This link leads nowhere any more, or part of it was lost. Open the email again, or answer it and the firm will help you.</p><p lang="es">Este enlace ya no funciona. Abra de nuevo el correo o respóndalo.</p></html>';

const askedBy = (req: Pick<Request, "method" | "get">) => ({
  method: req.method,
  agent: req.get("User-Agent") ?? "",
  purpose: `${req.get("Purpose") ?? ""} ${req.get("Sec-Purpose") ?? ""}`,
});

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/public/links/{token}",
      summary: "A link of a marketing email: goes on to where the email says, and nowhere else",
      tag: "public",
      role: "public",
      params,
      perMinute: 1_200,
      answer: Type.Unknown(),
    },
    async (_scope, { params: { token }, req }) => {
      const address = await followLink(token, askedBy(req));
      // A person is told on a page; a program that asks for none, as everywhere.
      if (!address && req.accepts(["application/problem+json", "html"]) !== "html") throw notFound("This link");
      return new Answer((res) => {
        res.set({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" });
        if (address) res.redirect(302, address);
        else res.status(404).type("html").send(lost);
      });
    },
  ),
  route(
    {
      method: "get",
      path: "/public/opens/{token}",
      summary: "The dot at the end of a marketing email; says nothing of whether it is known",
      tag: "public",
      role: "public",
      params,
      perMinute: 6_000,
      answer: Type.Unknown(),
    },
    async (_scope, { params: { token }, req }) => {
      await noteShown(token.replace(/\.gif$/, ""), askedBy(req));
      return new Answer((res) => void res.set("Cache-Control", "no-store").type("image/gif").send(dot));
    },
  ),
];
