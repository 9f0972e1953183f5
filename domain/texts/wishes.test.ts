import { describe, expect, it } from "vitest";
import { wishIn } from "./wishes.ts";

const all = (wish: ReturnType<typeof wishIn>, said: string[]) => expect(said.filter((one) => wishIn(one) !== wish)).toEqual([]);

describe("what somebody wants who texts the firm", () => {
  it("is no more texts, by each of the words that carriers and the law know, however it is written", () => {
    all("stop", [
      "STOP",
      "stop!",
      " Stop. ",
      "“Stop”",
      "STOP STOP STOP",
      "StopAll",
      "stop all",
      "Unsubscribe",
      "cancel",
      "END",
      "Quit",
      "revoke",
    ]);
    all("stop", [
      "opt out",
      "OPT-OUT",
      "optout",
      "Stop please",
      "pls stop",
      "Please, stop!",
      "stop now",
      "Stop 🛑",
      "Stop, thank you",
      "No. Stop",
      "Stop\nSent from my iPhone",
    ]);
    all("stop", ["ALTO", "parar", "Baja", "¡Basta!", "Cancelar por favor"]);
  });

  it("is no more texts, said in plain language", () => {
    all("stop", [
      "please stop texting me",
      "Stop sending me these messages",
      "stop texting",
      "Can you please stop texting this number?",
      "Please don't text me anymore",
      "Don’t contact me again!!",
      "do not message us",
      "never text me again",
      "Take me off your list",
      "Please remove me from this list.",
      "remove my number from your database",
      "unsubscribe me please",
      "No more texts please",
      "stop these messages",
      "I don't want these messages",
      "I no longer want to receive texts from you",
      "I'd like to unsubscribe",
      "Leave me alone",
      "Wrong number",
      "Sorry, you have the wrong person",
      "I'm not Ngozi, you have the wrong number",
      "I never want to hear from you again",
      "How do I stop these texts?",
      "please don't contact us again about this",
    ]);
    all("stop", [
      "Por favor no me escriban más",
      "Ya no quiero mensajes",
      "No quiero más mensajes",
      "Dejen de mandarme mensajes",
      "Quítenme de la lista",
    ]);
    all("stop", ["Número equivocado", "borren mi número por favor"]);
  });

  it("is no more texts also within what else they say, where a sentence of its own says so", () => {
    all("stop", [
      "I have hired another lawyer. Please stop texting me.",
      "We found somebody else so please stop sending me messages",
      "Hi Dana,\nplease take me off your list\nSent from my iPhone",
      "I told you before! Don't text me again. Thanks, Ngozi",
    ]);
  });

  it("is an answer for a person to read, where the same words mean something else", () => {
    all(null, [
      "I'll stop by at 3",
      "Stop, I have a question",
      "end of the month",
      "",
      "yes",
      "No more",
      "Don't send me the deed yet",
      "Please send me the deed",
      "Please remove my brother from the will",
      "Is this the wrong number for the court?",
      "Why did you stop texting me?",
      "Please don't stop texting me",
      "Can we stop the closing?",
      "I want to cancel my appointment",
      "Please cancel my appointment on Thursday",
      "Don't contact my ex",
      "Please do not contact my employer",
      "Can you help me with the form?",
      "Where do I start?",
      "Please stop the foreclosure",
    ]);
  });

  it("is to get them again, or help", () => {
    all("start", ["Start", "UNSTOP", "Please start texting me again", "Opt in", "Comenzar"]);
    all("help", ["HELP", "info", "Ayuda", "Help please"]);
  });

  it("is found at once in whatever somebody sends", () => {
    const from = performance.now();
    for (const piece of ["please ", "stop texting ", "no ", "\u0301", "a".repeat(50)]) expect(wishIn(piece.repeat(2_000))).toBeNull();
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});
