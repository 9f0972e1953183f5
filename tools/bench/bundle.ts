import { bundleWorkflows } from "../worker/options.ts";

/** Kilobytes of the workflow bundle that are ours, not the SDK's: what the sandbox loads for every worker. */
export async function bundleKb(): Promise<number> {
  const { code } = await bundleWorkflows();
  const [source = ""] = code.split("//# sourceMappingURL");
  const marks = [...source.matchAll(/!\*\*\* (\S+) (?:\S+ )?\*\*\*!/g)];
  let bytes = 0;
  for (const [index, mark] of marks.entries()) {
    const until = marks[index + 1]?.index ?? source.length;
    if (!mark[1]?.includes("node_modules") && mark[1]?.startsWith("./")) bytes += Buffer.byteLength(source.slice(mark.index, until));
  }
  if (bytes === 0) throw new Error("Our own modules were not found in the workflow bundle: the bundler writes it differently now.");
  return Math.round(bytes / 102.4) / 10;
}
