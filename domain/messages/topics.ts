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

/** As the preference page shows it: with a line about what one gets, where somebody wrote one. */
export interface ToldTopic extends NamedTopic {
  about?: string;
  aboutEs?: string;
}

/** Of marketing whose message names none. */
export const defaultTopic = "news";
const usual: NamedTopic = { key: defaultTopic, name: "News and advice from us", nameEs: "Noticias y consejos" };

/** The topics of the firm's marketing messages by the names they have now. Within a scope. */
export async function topicsSent(): Promise<ToldTopic[]> {
  const rows = await MessageTemplateModel.find({ "content.purpose": "marketing" }, { compiled: 0 }).sort({ createdAt: 1 }).lean();
  const byKey = new Map<string, NamedTopic>();
  for (const { content } of rows) {
    const topic = content.topic ?? usual;
    byKey.set(topic.key, topic);
  }
  if (byKey.size === 0) byKey.set(usual.key, usual);
  const given = await givenNames();
  return [...byKey.values()].map((topic) => given.get(topic.key) ?? topic);
}

/** Gives a topic the name that somebody has corrected it to since. Within a scope. */
export async function namesGiven(): Promise<<T extends NamedTopic>(topic: T) => NamedTopic> {
  const given = await givenNames();
  return (topic) => {
    const { key, name, nameEs } = given.get(topic.key) ?? topic;
    return { key, name, ...(nameEs ? { nameEs } : {}) };
  };
}

async function givenNames(): Promise<Map<string, ToldTopic>> {
  const rows = await TopicNameModel.find({}, { topic: 1, name: 1, nameEs: 1, about: 1, aboutEs: 1 }).lean();
  return new Map(rows.map(({ topic: key, name, ...more }): [string, ToldTopic] => [key, { key, name, ...written(more) }]));
}

/** Those of a topic's words that are not empty. */
const written = ({ nameEs, about, aboutEs }: Partial<ToldTopic>): Pick<ToldTopic, "nameEs" | "about" | "aboutEs"> => ({
  ...(nameEs ? { nameEs } : {}),
  ...(about ? { about } : {}),
  ...(aboutEs ? { aboutEs } : {}),
});

export const listTopics = query({
  name: "messages.topics",
  role: "viewer",
  input: emptyInput,
  run: async () => ({ topics: await topicsSent() }),
});

const words = (most: number) => Type.Optional(Type.String({ maxLength: most }));

/** Corrects what a topic is called and what is said of it, on the preference page and wherever staff choose one. */
export const renameTopic = operation({
  name: "messages.renameTopic",
  role: "builder",
  input: Type.Object(
    { topic: Type.String({ minLength: 1, maxLength: 40 }), name: line(120), nameEs: words(120), about: words(160), aboutEs: words(160) },
    { additionalProperties: false },
  ),
  run: async ({ topic, ...given }): Promise<ToldTopic> => {
    const topics = await topicsSent();
    if (!topics.some((one) => one.key === topic)) throw notFound("This topic");
    const name = oneLine("/name", "Name", given.name);
    if (!name) throw invalidField("/name", "Write what the topic is called.");
    const taken = topics.find((one) => one.key !== topic && one.name.toLowerCase() === name.toLowerCase());
    if (taken) throw invalidField("/name", "Another topic is called so. People could not tell them apart.");
    const more = written({
      nameEs: oneLine("/nameEs", "Name in Spanish", given.nameEs ?? ""),
      about: oneLine("/about", "What they get", given.about ?? ""),
      aboutEs: oneLine("/aboutEs", "What they get, in Spanish", given.aboutEs ?? ""),
    });
    const gone = Object.fromEntries((["nameEs", "about", "aboutEs"] as const).filter((one) => !more[one]).map((one) => [one, 1]));
    const known = await TopicNameModel.findOne({ topic }, { _id: 1 }).lean();
    const change = { $set: { name, ...more }, ...(Object.keys(gone).length > 0 ? { $unset: gone } : {}) };
    if (known) await TopicNameModel.updateOne({ _id: known._id }, change);
    else await TopicNameModel.create([{ _id: newId("topicName"), topic, name, ...more }]);
    return { key: topic, name, ...more };
  },
});
