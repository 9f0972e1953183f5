import { bundleFile as find, workflowBundle as take } from "../../tools/worker/bundle.ts";

let taken: ReturnType<typeof take> | undefined;
let found: ReturnType<typeof find> | undefined;

/** Today's workflows as workers take them. Looked for once for all files that share this process. */
export function workflowBundle(): ReturnType<typeof take> {
  taken ??= take();
  return taken;
}

/** The same in a file, for workers in processes of their own: their FIRMFLOW_BUNDLE. */
export function bundleFile(): Promise<string> {
  found ??= find();
  return found;
}
