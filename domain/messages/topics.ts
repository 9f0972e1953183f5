import Type from "typebox";
import { emptyInput, invalidField, newId, notFound, operation, query } from "../base/index.ts";
import { line, oneLine } from "../inputs/index.ts";
import { MessageTemplateModel, TopicNameModel } from "./model.ts";

/** What marketing is about: who gets it may stop one topic and keep others. What they chose is kept by its key, which never changes. */
export interface NamedTopic {
  key: string;
  name: string;
  nameEs?: string;
}

/** Of marketing whose message names none. */
export const defaultTopic = "news";
const usual: NamedTopic = { key: defaultTopic, name: "News and advice from us", nameEs: "Noticias y consejos" };

/** The topics of the firm's marketing messages by the names they have now. Within a scope. */
export async function topicsSent(): Promise<NamedTopic[]> {
  const rows = await MessageTemplateModel.find({ "content.purpose": "marketing" }, { compiled: 0 }).sort({ createdAt: 1 }).lean();
  const byKey = new Map<string, NamedTopic>();
  for (const { content } of rows) {
    const topic = content.topic ?? usual;
    byKey.set(topic.key, topic);
  }
  if (byKey.size === 0) byKey.set(usual.key, usual);
  const named = await namesGiven();
  return [...byKey.values()].map(named);
}

/** Gives a topic the name that somebody has corrected it to since. Within a scope. */
export async function namesGiven(): Promise<<T extends NamedTopic>(topic: T) => NamedTopic> {
  const rows = await TopicNameModel.find({}, { topic: 1, name: 1, nameEs: 1 }).lean();
  const given = new Map(
    rows.map(({ topic, name, nameEs }): [string, NamedTopic] => [topic, { key: topic, name, ...(nameEs ? { nameEs } : {}) }]),
  );
  return (topic) => given.get(topic.key) ?? topic;
}

export const listTopics = query({
  name: "messages.topics",
  role: "viewer",
  input: emptyInput,
  run: async () => ({ topics: await topicsSent() }),
});

/** Corrects what a topic is called, on the preference page and wherever staff choose one. */
export const renameTopic = operation({
  name: "messages.renameTopic",
  role: "builder",
  input: Type.Object(
    { topic: Type.String({ minLength: 1, maxLength: 40 }), name: line(120), nameEs: Type.Optional(Type.String({ maxLength: 120 })) },
    { additionalProperties: false },
  ),
  run: async ({ topic, ...given }) => {
    const topics = await topicsSent();
    if (!topics.some((one) => one.key === topic)) throw notFound("This topic");
    const name = oneLine("/name", "Name", given.name);
    if (!name) throw invalidField("/name", "Write what the topic is called.");
    const nameEs = given.nameEs?.trim() ? oneLine("/nameEs", "Name in Spanish", given.nameEs) : undefined;
    const taken = topics.find((one) => one.key !== topic && one.name.toLowerCase() === name.toLowerCase());
    if (taken) throw invalidField("/name", "Another topic is called so. People could not tell them apart.");
    const known = await TopicNameModel.findOne({ topic }, { _id: 1 }).lean();
    const change = nameEs ? { $set: { name, nameEs } } : { $set: { name }, $unset: { nameEs: 1 } };
    if (known) await TopicNameModel.updateOne({ _id: known._id }, change);
    else await TopicNameModel.create([{ _id: newId("topicName"), topic, name, ...(nameEs ? { nameEs } : {}) }]);
    return { key: topic, name, ...(nameEs ? { nameEs } : {}) };
  },
});
