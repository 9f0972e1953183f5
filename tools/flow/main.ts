/** `npm run -s flow -- <verb>`: flows kept in Git, checked in CI, tried before anyone is in them. */
import { run } from "./run.ts";

const { exit, stdout, stderr } = await run(process.argv.slice(2));
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exit;
