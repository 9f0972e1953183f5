export { isHeard, type Received, receiveFromMailbox, receiveMail } from "./receive.ts";
