import { parseSync } from "vite";

export type Import = {
  /** As written: "../base/index.ts", "mongoose". */
  target: string;
  /** `import type` or `export type`: gone once types are stripped. `import { type X }` is not: the file is still loaded. */
  typeOnly: boolean;
  line: number;
};

/** Everything a TypeScript file imports or re-exports, also by a dynamic import of a plain name. */
export function importsOf(path: string, source: string): Import[] {
  const { module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} can't be read as TypeScript: ${errors[0]?.message}`);
  const lineOf = (position: number) => source.slice(0, position).split("\n").length;
  const found: Import[] = [];
  for (const statement of module.staticImports) {
    found.push({
      target: statement.moduleRequest.value,
      typeOnly: /^import\s+type\b(?!\s*(,|from\s*["']))/.test(source.slice(statement.start, statement.end)),
      line: lineOf(statement.start),
    });
  }
  for (const statement of module.staticExports) {
    const target = statement.entries.find((entry) => entry.moduleRequest)?.moduleRequest?.value;
    const typeOnly = /^export\s+type\b/.test(source.slice(statement.start, statement.end));
    if (target) found.push({ target, typeOnly, line: lineOf(statement.start) });
  }
  for (const { start, moduleRequest } of module.dynamicImports) {
    const name = source.slice(moduleRequest.start, moduleRequest.end).match(/^["'`]([^"'`$]+)["'`]$/)?.[1];
    if (name) found.push({ target: name, typeOnly: false, line: lineOf(start) });
  }
  return found;
}
