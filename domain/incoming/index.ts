export { isHeard, type Received, receiveFromMailbox, receiveMail } from "./receive.ts";
export { receiveSns } from "./receiveSns.ts";
