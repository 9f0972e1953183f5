export { isHeard, type Received, receiveMail } from "./receive.ts";
