export { isPublicAddress } from "./addresses.ts";
export { savedFrom } from "./answer.ts";
export { type Called, callOut } from "./call.ts";
export { createHook, listHooks, NewHook, receiveHook, removeHook } from "./hooks.ts";
export { readSigningSecret, renewSigningSecret, signingSecretNow } from "./settings.ts";
export { signedHeaders } from "./sign.ts";
