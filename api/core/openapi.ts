import type { TSchema } from "typebox";
import type { Route } from "./route.ts";

/** The OpenAPI 3.1 document of the route table. */
export function openapi(routes: Route[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of routes) {
    const path = `/api${one.path}`;
    paths[path] ??= {};
    paths[path][one.method] = operationOf(one);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Firmflow", version, description: "Everything the Firmflow screens do. Errors are RFC 9457 problem documents." },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    paths,
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "better-auth.session_token" },
        apiKey: { type: "http", scheme: "bearer" },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

function operationOf(one: Route): Record<string, unknown> {
  const success = one.status ?? (one.answer ? 200 : 204);
  return {
    operationId: `${one.method}${one.path.replace(/[{}]/g, "").replace(/[/.-](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: one.summary,
    tags: [one.tag],
    security: one.role === "public" ? [] : [{ session: [] }, { apiKey: [] }],
    "x-role": one.role,
    parameters: [...parametersOf("path", one.params), ...parametersOf("query", one.query)],
    ...(one.body ? { requestBody: { required: true, content: { "application/json": { schema: one.body } } } } : {}),
    ...(one.upload ? { requestBody: { required: true, content: { "multipart/form-data": { schema: { type: "object" } } } } } : {}),
    responses: {
      [String(success)]: one.answer
        ? { description: "Done", content: { "application/json": { schema: one.answer } } }
        : { description: "Done" },
      default: {
        description: "A problem, in words",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function parametersOf(place: "path" | "query", schema: TSchema | undefined): Record<string, unknown>[] {
  const object = schema as { properties?: Record<string, unknown>; required?: string[] } | undefined;
  return Object.entries(object?.properties ?? {}).map(([name, one]) => ({
    name,
    in: place,
    required: place === "path" || (object?.required ?? []).includes(name),
    schema: one,
  }));
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string" },
    errors: {
      type: "array",
      items: { type: "object", required: ["path", "message"], properties: { path: { type: "string" }, message: { type: "string" } } },
    },
  },
};
