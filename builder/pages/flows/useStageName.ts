import { usePipelines } from "../../api/offices.ts";

/** What the firm calls a stage, from its key. */
export function useStageName(): (key: string) => string {
  const stages = usePipelines().flatMap((one) => one.stages);
  return (key) => stages.find((one) => one.id === key)?.name ?? key;
}
