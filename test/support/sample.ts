type Schema = Record<string, unknown>;

/** The smallest value a JSON Schema takes, with optional fields left out: a body that gets past a route's check. */
export function sampleOf(schema: unknown): unknown {
  const one = (schema ?? {}) as Schema;
  if ("const" in one) return one.const;
  if ("default" in one) return one.default;
  if (Array.isArray(one.enum)) return one.enum[0];
  const choices = (one.anyOf ?? one.oneOf) as unknown[] | undefined;
  if (choices) return sampleOf(choices[0]);
  switch (one.type) {
    case "object":
      return objectOf(one);
    case "array":
      return Array.from({ length: Number(one.minItems ?? 0) }, () => sampleOf(one.items));
    case "integer":
    case "number":
      return Number(one.minimum ?? 1);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return textOf(one);
  }
}

function objectOf(one: Schema): Record<string, unknown> {
  const properties = (one.properties ?? {}) as Record<string, unknown>;
  const wanted = (one.required ?? []) as string[];
  // A change of nothing may be answered without looking: give one field of it.
  const names = wanted.length ? wanted : Object.keys(properties).slice(0, 1);
  return Object.fromEntries(names.map((name) => [name, sampleOf(properties[name])]));
}

function textOf({ format, minLength, pattern }: Schema): string {
  if (format === "email") return "somebody@elsewhere.example";
  if (format === "date-time") return "2026-12-01T15:00:00Z";
  if (format === "date") return "2026-12-01";
  const tries = ["estate-planning", "Sample", "NY", "09:00", "#123456", "2026-12-01", "P3D"];
  const fits = (text: string) => (typeof pattern === "string" ? new RegExp(pattern).test(text) : true);
  return (tries.find(fits) ?? "sample").padEnd(Number(minLength ?? 0), "x");
}
