import Type from "typebox";
import {
  changeFound,
  currentScope,
  emptyInput,
  invalid,
  invalidField,
  isDuplicateKey,
  newId,
  notFound,
  operation,
  query,
} from "../base/index.ts";
import { closed, id } from "../inputs/index.ts";
import { textProblems } from "../messages/index.ts";
import { SavedAnswerModel } from "./model.ts";

const said = {
  name: Type.String({ minLength: 1, maxLength: 120, pattern: "^[^\\r\\n]*\\S[^\\r\\n]*$" }),
  text: Type.String({ minLength: 1, maxLength: 8_000, pattern: "\\S" }),
};
export const NewSavedAnswer = Type.Object(said, closed);

export const listSavedAnswers = query({
  name: "savedAnswers.list",
  role: "viewer",
  input: emptyInput,
  run: async () => {
    const rows = await SavedAnswerModel.find({}).sort({ name: 1 }).limit(500).lean();
    return rows.map(({ _id, name, text, by, updatedAt }) => ({ id: _id, name, text, savedBy: by.name, savedAt: updatedAt.toISOString() }));
  },
});

export const addSavedAnswer = operation({
  name: "savedAnswers.add",
  role: "staff",
  input: NewSavedAnswer,
  run: async ({ name, text }) => {
    checkWords(text);
    const answerId = newId("savedAnswer");
    await named(name, () => SavedAnswerModel.create([{ _id: answerId, name: name.trim(), text, by: writer() }]));
    return { id: answerId };
  },
});

export const changeSavedAnswer = operation({
  name: "savedAnswers.change",
  role: "staff",
  input: Type.Object({ answerId: id, ...said }, closed),
  run: async ({ answerId, name, text }) => {
    checkWords(text);
    const changed = await named(name, () =>
      changeFound(SavedAnswerModel, { _id: answerId }, { $set: { name: name.trim(), text, by: writer() } }),
    );
    if (!changed) throw notFound("This answer");
    return { id: answerId };
  },
});

export const removeSavedAnswer = operation({
  name: "savedAnswers.remove",
  role: "staff",
  input: Type.Object({ answerId: id }, closed),
  run: async ({ answerId }) => {
    const { deletedCount } = await SavedAnswerModel.deleteOne({ _id: answerId });
    if (deletedCount === 0) throw notFound("This answer");
  },
});

function checkWords(text: string): void {
  const problems = textProblems(text, "/text");
  if (problems.length > 0) throw invalid(problems[0]?.message ?? "", problems);
}

const writer = () => {
  const { id: byId, name } = currentScope().actor;
  return { id: byId, name };
};

async function named<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicateKey(error))
      throw invalidField("/name", `There is an answer called “${name.trim()}” already. Give this one another name.`);
    throw error;
  }
}
