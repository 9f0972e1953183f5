import { randomBytes } from "node:crypto";

/** 256 random bits, safe in an address. */
export const newToken = (): string => randomBytes(32).toString("base64url");
