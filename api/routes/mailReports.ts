import Type from "typebox";
import { receiveSns } from "../../domain/incoming/index.ts";
import { type Route, route } from "../core/route.ts";

export const routes: Route[] = [
  route(
    {
      method: "post",
      path: "/public/mail-reports/amazon-ses",
      summary: "Amazon SES reports through SNS what came back, was complained about or delivered (signed by SNS)",
      tag: "public",
      role: "public",
      jsonAsText: true,
      // SNS wraps at most 256 KB.
      maxBodyBytes: 400_000,
      // All come from a few addresses.
      perMinute: 6_000,
      answer: Type.Unknown(),
    },
    async (_scope, { body }) => ({ became: await receiveSns(body) }),
  ),
];
