import { flushCompileCache } from "node:module";
import { Connection } from "@temporalio/client";
import { connect } from "../../domain/base/index.ts";
import { dispatch } from "../../domain/events/dispatchers.ts";
import { clientOn, setTemporal } from "../../domain/runs/index.ts";

/** A dispatcher alone in a process, to be killed. Its lease is short, so that another goes on soon. */
await connect(process.env.MONGODB_URL ?? "");
const connection = await Connection.connect({ address: process.env.TEMPORAL_ADDRESS });
setTemporal({
  client: clientOn(connection, process.env.TEMPORAL_NAMESPACE ?? ""),
  taskQueue: process.env.FIRMFLOW_TASK_QUEUE ?? "",
});
dispatch({ name: `child-${process.pid}`, leaseMs: 1000, pollMs: 100, startAfterMs: 500, onError: (error) => console.error(error) });
console.log("the dispatcher works");
// It never comes to its end by itself, where Node would keep what it compiled for the next one.
flushCompileCache();
