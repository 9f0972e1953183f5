export { type VersionDiff, versionDiff } from "./diff.ts";
export { type Foreseen, foresee } from "./foresee.ts";
export { type Proposal, proposeMapping } from "./mapping.ts";
export { abandonMove, isBusy, migrate, movingTo } from "./migrate.ts";
export { whyNotVersions } from "./refusals.ts";
export type { Mapping, Migrated, Move, Version } from "./types.ts";
