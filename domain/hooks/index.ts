export { HookInput, receiveHook } from "./operations.ts";
