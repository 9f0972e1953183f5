import { definitionSchema } from "../../../engine/definition/schema.ts";
import { definitionDocs } from "./docs.ts";
import { validatorsSource } from "./validators.ts";

export interface GeneratedFile {
  /** From the root of the repository. */
  path: string;
  content: string;
}

export function generated(): GeneratedFile[] {
  return [
    { path: "engine/definition/definition.schema.json", content: `${JSON.stringify(definitionSchema(), null, 2)}\n` },
    { path: "engine/definition/validators.generated.js", content: validatorsSource() },
    { path: "docs/definition.md", content: definitionDocs() },
  ];
}
