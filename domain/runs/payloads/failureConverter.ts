import { DefaultFailureConverter } from "@temporalio/common";

/**
 * Messages and stack traces of failures travel as payloads, so that they are encrypted too: a sentence for staff may name a client. Found
 * by its path: also the sandbox of workflows loads this file, so it imports nothing of ours.
 */
export const failureConverter: DefaultFailureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
