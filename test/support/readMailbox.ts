import { connect, systemScope } from "../../domain/base/index.ts";
import { lookIntoMailbox } from "../../domain/mailbox/index.ts";

// A process of its own that reads a firm's mailbox, for whoever wants to kill it: node readMailbox.ts DATABASE FIRM
const [database = "", firmId = ""] = process.argv.slice(2);
await connect(database);
await lookIntoMailbox(systemScope(firmId));
process.exit(0);
