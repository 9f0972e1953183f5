/** What somebody wants who texts the firm, or answers an email, to have no more, or to have it again. */
export type TextWish = "stop" | "start" | "help";

/**
 * The words carriers and 47 CFR § 64.1200(a)(10) know, and the usual Spanish ones: each says it where it is all that was written. "Stop" within
 * a sentence about a bus stop says nothing.
 */
const words: Record<TextWish, readonly string[]> = {
  stop: [
    ...[
      "stop",
      "stopall",
      "stop all",
      "stop it",
      "stop this",
      "unsubscribe",
      "cancel",
      "end",
      "quit",
      "revoke",
      "optout",
      "opt out",
      "remove",
    ],
    ...["remove me", "delete me", "unsubscribe me", "opt me out", "alto", "parar", "baja", "cancelar", "detener", "basta"],
  ],
  start: ["start", "unstop", "resume", "opt in", "optin", "subscribe", "comenzar", "iniciar"],
  help: ["help", "info", "ayuda"],
};

/** What is said around it and changes nothing. */
const courtesy =
  /\b(please|pls|plz|thanks|thank you|thx|kindly|now|immediately|right now|asap|already|just|sir|madam|por favor|gracias|ya)\b/g;
const greeting = /^(hi|hello|hey|ok|okay|no|yes|sorry|hola|disculpe|perdon)( (there|all|team))? /;

const me = "( me| us| this number| my (number|phone))?";
const what =
  "( (these|those|your|any|any more|more|all|all of|so many|all these|the))*( (texts?|text messages?|messages?|msgs?|sms|spam|ads|emails?))?";
const again = "( any ?more| again| ever| anything)*";
const list = "((off|from)( of)? )?(your |the |this |that )?(list|lists|texts|messages|database|contacts)";

/** A wish in plain words: "any reasonable means" (47 CFR § 64.1200(a)(10)). Each is a whole sentence, or what one ends with. */
const plainStop: readonly RegExp[] = [
  new RegExp(
    `^(can you |could you |would you |will you |i (want|need) you to )?(stop|quit) (texting|messaging|contacting|writing|sending|spamming|bothering)( to)?${me}${what}( to me)?${again}$`,
  ),
  /^(stop|no more|end|cancel)( all| all of)?( the| these| those| your| my)? (texts|text messages|messages|msgs|sms|texting|spam|subscription)$/,
  new RegExp(
    `^(do not|dont|never) (text|message|contact|write|send)( to)?${me}( (any|any more|more|these|texts|messages|again|anything))*${again}( about (this|it))?$`,
  ),
  new RegExp(`^(remove|take|get|delete) (me|us|my number|my phone|my name|this number) ${list}$`),
  new RegExp(`^(unsubscribe|remove|delete|opt out|opt me out)( me| us| my number| this number)?( ${list})?$`),
  /^i (do not|dont|no longer) want( to (get|receive))?( any| any more| more| these| your| to get)* (texts|text messages|messages)( from you)?( any ?more)?$/,
  /^(i want to|i would like to|id like to|i wish to|let me|how do i) (stop( getting| receiving)? (these|your|the|texts|messages).*|unsubscribe|opt out|be removed.*|get off.* list)$/,
  /^(leave me alone|lose my number|forget my number|i (never|do not|dont) want to hear from you( again| any ?more)?)$/,
  /(^|(you have|you got|youve got|this is) the |^a )wrong (number|person)$/,
  /^(ya )?no me (escriban?|manden?|envien?|texteen?|contacten?|molesten?)( mas)?( mensajes| textos)?( mas)?$/,
  /^(ya )?no quiero( recibir)?( mas)?( sus| estos)? (mensajes|textos)$/,
  /^no mas (mensajes|textos)$/,
  /^(dejen?|paren?) de (escribirme|textearme|molestarme|(mandarme|enviarme)( mas)? (mensajes|textos))$/,
  /^(quitenme|borrenme|saquenme|eliminenme)( de (la|su|esta) lista)?$/,
  /^(borren|quiten|eliminen) mi numero( de (la|su|esta) lista)?$/,
  /^(es el |este es un |tiene el )?numero equivocado$/,
];
/** A sentence may end with it, after "please": whatever was said before. */
const asked = /\b(?:please|pls|plz|por favor) (.+)$/;
const plainStart: readonly RegExp[] = [/^(start|resume|begin)( (texting|messaging|sending))( me| us)?( texts| messages)?( again)?$/];

/** The wish that a message says, in a word or in plain language; null where it says something else, or where only a person can tell. */
export function wishIn(message: string): TextWish | null {
  const own = message.slice(0, 2_000).replace(/\s+(sent from my|enviado desde mi) [^\n]*$/i, "");
  const whole = plainly(own).at(-1) ?? "";
  const word = (Object.keys(words) as TextWish[]).find((wish) => words[wish].includes(onceEach(whole)));
  if (word) return word;
  if (plainStart.some((one) => one.test(whole))) return "start";
  return own.split(/[.!?;\n]+/).some(wantsNoMore) ? "stop" : null;
}

function wantsNoMore(sentence: string): boolean {
  const polite = asked.exec(bare(sentence))?.[1];
  return [sentence, polite ?? ""].flatMap(plainly).some((one) => plainStop.some((pattern) => pattern.test(one)));
}

/** In small letters without accents, apostrophes, other marks or pictures. */
const bare = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’`]/g, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** Without courtesies; then without what a greeting or a "no" before it may be. */
function plainly(text: string): string[] {
  const said = bare(text).replace(courtesy, " ").replace(/\s+/g, " ").trim();
  return [said, said.replace(greeting, "")];
}

/** "Stop stop stop" is one stop. */
const onceEach = (text: string): string => text.replace(/^(\w+)( \1)+$/, "$1");
