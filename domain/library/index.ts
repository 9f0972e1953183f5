export { type Installed, installFlow, listLibrary } from "./install.ts";
export { type Needs, needsOf } from "./needs.ts";
export { type Library, library } from "./packages.ts";
