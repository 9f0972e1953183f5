export { type OccasionKind, OccasionModel, type OccasionRecord, type OccasionState, occasionKinds, occasionStates } from "./model.ts";
export {
  changeOccasion,
  closeOccasion,
  listOccasions,
  moveOccasion,
  NewOccasion,
  OccasionChange,
  occasionById,
  planOccasion,
} from "./operations.ts";
