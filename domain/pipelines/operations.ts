import Type from "typebox";
import { conflict, emptyInput, invalidField, newId, notFound, operation, query } from "../base/index.ts";
import { closed, key, line, oneLine } from "../inputs/index.ts";
import { MatterModel } from "../matters/model.ts";
import { PipelineModel, type PipelineRecord, type Stage } from "./model.ts";

const stage = Type.Object(
  { id: key, name: line(60), state: Type.Union([Type.Literal("open"), Type.Literal("won"), Type.Literal("lost")]) },
  closed,
);
const prefix = Type.String({ pattern: "^[A-Z]{1,6}$" });
const stages = Type.Array(stage, { minItems: 1, maxItems: 30 });
export const NewPipeline = Type.Object({ caseType: key, name: line(80), prefix, stages }, closed);

export const createPipeline = operation({
  name: "pipelines.create",
  role: "owner",
  input: NewPipeline,
  run: async (input) => {
    checkStages(input.stages);
    const same = await PipelineModel.findOne({ caseType: input.caseType }).lean();
    if (same) throw conflict("pipeline-exists", `There is already a pipeline "${same.name}" for this case type.`);
    const id = newId("pipeline");
    const order = await PipelineModel.countDocuments();
    await PipelineModel.create([{ _id: id, ...input, name: oneLine("/name", "Name", input.name), order }]);
    return { id };
  },
});

/** Renames, reorders, adds and removes stages. A stage that matters are in can't be removed: the matters would stand nowhere. */
export const changePipeline = operation({
  name: "pipelines.change",
  role: "owner",
  input: Type.Object(
    {
      pipelineId: line(60),
      change: Type.Partial(Type.Object({ name: line(80), prefix, stages, order: Type.Integer({ minimum: 0 }) }, closed), closed),
    },
    closed,
  ),
  run: async ({ pipelineId, change }) => {
    const pipeline = await PipelineModel.findById(pipelineId);
    if (!pipeline) throw notFound("This pipeline");
    if (change.stages) {
      checkStages(change.stages);
      await refuseUsed(pipeline, change.stages);
    }
    pipeline.set(change);
    await pipeline.save();
    return pipeline.toObject();
  },
});

async function refuseUsed(pipeline: PipelineRecord, next: Stage[]): Promise<void> {
  for (const gone of pipeline.stages.filter((one) => !next.some((kept) => kept.id === one.id))) {
    const count = await MatterModel.countDocuments({ caseType: pipeline.caseType, stage: gone.id, deletedAt: null });
    if (count)
      throw invalidField(
        "/change/stages",
        `${count} ${count === 1 ? "matter is" : "matters are"} in "${gone.name}". Move them to another stage first.`,
      );
  }
  for (const kept of next) {
    const before = pipeline.stages.find((one) => one.id === kept.id);
    if (before && before.state !== kept.state)
      await MatterModel.updateMany({ caseType: pipeline.caseType, stage: kept.id }, { $set: { state: kept.state } });
  }
}

function checkStages(list: Stage[]): void {
  const seen = new Set<string>();
  for (const [index, one] of list.entries()) {
    if (seen.has(one.id)) throw invalidField(`/stages/${index}/id`, `Two stages have the id "${one.id}". Each needs its own.`);
    seen.add(one.id);
  }
  if (!list.some((one) => one.state === "open"))
    throw invalidField("/stages", "A pipeline needs at least one open stage, for new matters.");
}

export const listPipelines = query({
  name: "pipelines.list",
  role: "viewer",
  input: emptyInput,
  run: () => PipelineModel.find().sort({ order: 1, _id: 1 }).lean(),
});

/** The pipeline of a case type, within an operation or query. */
export async function pipelineOf(caseType: string, path = "/caseType"): Promise<PipelineRecord> {
  const pipeline = await PipelineModel.findOne({ caseType }).lean();
  if (!pipeline) throw invalidField(path, `There is no case type "${caseType}". Add its pipeline under Settings first.`);
  return pipeline;
}

export function stageOf(pipeline: PipelineRecord, stageId: string, path = "/stage"): Stage {
  const found = pipeline.stages.find((one) => one.id === stageId);
  if (!found)
    throw invalidField(path, `${pipeline.name} has no stage "${stageId}". It has: ${pipeline.stages.map((one) => one.id).join(", ")}.`);
  return found;
}
