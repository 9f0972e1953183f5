import { join } from "node:path";
import {
  type ActivityInterceptorsFactory,
  bundleWorkflowCode,
  type WorkerOptions,
  type WorkflowBundleWithSourceMap,
} from "@temporalio/worker";
import { advanceRun } from "../../activities/advance.ts";
import { bulkPage } from "../../activities/bulkPage.ts";
import { movePage } from "../../activities/movePage.ts";
import { effectActivities } from "../../activities/registry.ts";
import { dataConverter, failureConverterPath } from "../../domain/runs/index.ts";
import type { ShellVersion } from "./deployment.ts";

export interface WorkerSettings {
  namespace: string;
  taskQueue: string;
  /** Mails each second over all workers, as the mail server allows. */
  mailsPerSecond?: number;
  /** Workflows kept in memory: fewer than are active at once costs more than twice the time. */
  maxCachedWorkflows?: number;
  stickyQueueScheduleToStartTimeout?: WorkerOptions["stickyQueueScheduleToStartTimeout"];
  /** Where workers of several releases may run beside each other: the shell's version. */
  version?: ShellVersion;
  /** Besides ours: what the bench compares with. */
  moreActivities?: object;
  /** Stand around every activity: for tests that set their pace. */
  activityInterceptors?: ActivityInterceptorsFactory[];
}

const workflowsFile = join(import.meta.dirname, "..", "..", "workflows", "index.ts");

export function bundleWorkflows(workflowsPath = workflowsFile): Promise<WorkflowBundleWithSourceMap> {
  const quiet = () => {};
  return bundleWorkflowCode({
    workflowsPath,
    failureConverterPath,
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.warn, error: console.error },
  });
}

/** Workflows, their local activities, and the effects that only touch our own records. */
export function flowWorker(settings: WorkerSettings, bundle: { code: string }): WorkerOptions {
  return {
    ...common(settings),
    taskQueue: settings.taskQueue,
    workflowBundle: bundle,
    activities: { advance: advanceRun, bulkPage, movePage, ...effectActivities, ...settings.moreActivities },
    maxCachedWorkflows: settings.maxCachedWorkflows ?? 2000,
    ...(settings.stickyQueueScheduleToStartTimeout
      ? { stickyQueueScheduleToStartTimeout: settings.stickyQueueScheduleToStartTimeout }
      : {}),
    ...(settings.version ? { workerDeploymentOptions: upgradingFrom(settings.version) } : {}),
  };
}

/** A run belongs to no version for good: at its next step it comes up to the current one, whose shell must replay its history. */
const upgradingFrom = (version: ShellVersion): WorkerOptions["workerDeploymentOptions"] => ({
  version,
  useWorkerVersioning: true,
  defaultVersioningBehavior: "AUTO_UPGRADE",
});

/** Mail on a queue of its own, whose rate the server keeps for all workers together. */
export function mailWorker(settings: WorkerSettings): WorkerOptions {
  return {
    ...common(settings),
    taskQueue: `${settings.taskQueue}-mail`,
    activities: effectActivities,
    maxConcurrentActivityTaskExecutions: 50,
    ...(settings.mailsPerSecond ? { maxTaskQueueActivitiesPerSecond: settings.mailsPerSecond } : {}),
  };
}

/** Documents take long and much memory: few at a time. */
export function documentWorker(settings: WorkerSettings): WorkerOptions {
  return {
    ...common(settings),
    taskQueue: `${settings.taskQueue}-documents`,
    activities: effectActivities,
    maxConcurrentActivityTaskExecutions: 4,
  };
}

const common = ({ namespace, activityInterceptors }: WorkerSettings) => ({
  namespace,
  shutdownGraceTime: "8 seconds" as const,
  dataConverter: dataConverter(),
  ...(activityInterceptors ? { interceptors: { activity: activityInterceptors } } : {}),
});
