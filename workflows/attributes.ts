import { defineSearchAttributeKey } from "@temporalio/common";
import { upsertSearchAttributes } from "@temporalio/workflow";
import type { RunStatus } from "../engine/run/types.ts";

const status = defineSearchAttributeKey("RunStatus", "KEYWORD");
const needsAttention = defineSearchAttributeKey("NeedsAttention", "BOOL");

const version = defineSearchAttributeKey("FlowVersion", "INT");

/** A run was moved to another version. */
export function showVersion(number: number): void {
  upsertSearchAttributes([{ key: version, value: number }]);
}

/** Search attributes are set at start and when the status changes: each costs an event. */
export function showStatus(now: RunStatus): void {
  upsertSearchAttributes([
    { key: status, value: now },
    { key: needsAttention, value: now === "attention" },
  ]);
}
