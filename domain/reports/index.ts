export { type FlowReport, type FlowTrend, readFlowReport, readFlowTrends } from "./flows.ts";
export { type LeadReport, readLeadReport } from "./leads.ts";
export type { Band, LeadRow } from "./rows.ts";
