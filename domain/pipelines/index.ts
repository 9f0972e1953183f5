export { nextOf } from "./counter.ts";
export { addField, changeField, checkedFields, ensureFields, listFields, NewField, removeField } from "./fields.ts";
export {
  FieldModel,
  type FieldRecord,
  type FieldType,
  fieldTypes,
  PipelineModel,
  type PipelineRecord,
  type Stage,
  type StageState,
} from "./model.ts";
export { changePipeline, createPipeline, listPipelines, NewPipeline, pipelineOf, stageOf } from "./operations.ts";
