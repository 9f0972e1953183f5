/** The local phone's page: conversations on the left, the chosen one as on a phone, and a line to answer with. */
export const phonePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Local phone</title>
<link rel="stylesheet" href="/phone.css">
<script type="module" src="/phone.js"></script>
</head>
<body>
<header>
  <h1>Local phone</h1>
  <p>Every text Firmflow sends on this machine ends here and goes no further. <a href="/">Emails</a></p>
</header>
<main>
  <nav aria-label="Phones"><ol id="list"></ol><p id="empty" hidden>No text yet.</p></nav>
  <section class="phone" aria-label="Conversation">
    <h2 id="who">Choose a phone</h2>
    <div id="talk" role="log" aria-live="polite" tabindex="0" aria-label="Texts"></div>
    <form id="answer" hidden>
      <label for="text">Answer as this phone</label>
      <div><input id="text" autocomplete="off" maxlength="1600" required placeholder="STOP, HELP, or anything"><button>Send</button></div>
      <p id="said" role="status"></p>
    </form>
  </section>
</main>
</body>
</html>
`;

export const phoneStyle = `
:root { --ink: #1F2A37; --muted: #556070; --paper: #FAF8F4; --card: #fff; --line: #E3DFD6; --accent: #2B5C8F; --theirs: #EEF0F3; --on: #fff; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ink: #E8E6E1; --muted: #A9B0BA; --paper: #14181E; --card: #1C222A; --line: #323A44; --accent: #8DB8E8; --theirs: #2A313B; --on: #14181E; } }
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 14px/20px Inter, system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; padding: 12px 20px; border-bottom: 1px solid var(--line); background: var(--card); }
h1 { font-size: 20px; line-height: 28px; margin: 0; }
header p { color: var(--muted); margin: 0; }
a { color: var(--accent); }
main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(220px, 320px) 1fr; }
nav { overflow: auto; border-right: 1px solid var(--line); }
nav p { padding: 16px 20px; color: var(--muted); margin: 0; }
ol { list-style: none; margin: 0; padding: 0; }
li button { display: block; width: 100%; min-height: 44px; text-align: left; font: inherit; color: inherit; background: none; border: 0; border-bottom: 1px solid var(--line); padding: 10px 20px; cursor: pointer; }
li button[aria-current=true] { background: var(--card); box-shadow: inset 3px 0 0 var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
li strong, li span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-variant-numeric: tabular-nums; }
li span { color: var(--muted); font-size: 13px; }
.phone { justify-self: center; width: min(100%, 420px); min-height: 0; margin: 0; display: flex; flex-direction: column; background: var(--card); border: solid var(--line); border-width: 0 1px; }
h2 { font-size: 16px; line-height: 24px; margin: 0; padding: 12px 16px; border-bottom: 1px solid var(--line); text-align: center; font-variant-numeric: tabular-nums; }
#talk { flex: 1; overflow: auto; padding: 16px; display: flex; flex-direction: column; gap: 4px; }
.text { max-width: 84%; margin: 0; padding: 8px 12px; border-radius: 16px; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--theirs); align-self: flex-start; }
.in { background: var(--accent); color: var(--on); align-self: flex-end; }
.in a { color: inherit; }
time { color: var(--muted); font-size: 12px; margin: 0 4px 8px; align-self: flex-start; }
time.in-time { align-self: flex-end; }
form { padding: 12px 16px; border-top: 1px solid var(--line); }
label { display: block; color: var(--muted); font-size: 13px; margin-bottom: 4px; }
form div { display: flex; gap: 8px; }
input { flex: 1; min-width: 0; min-height: 44px; font: inherit; color: inherit; padding: 8px 12px; border: 1px solid var(--line); border-radius: 22px; background: var(--paper); }
form button { min-height: 44px; padding: 0 18px; font: inherit; font-weight: 600; border: 0; border-radius: 22px; background: var(--accent); color: var(--on); cursor: pointer; }
form p { margin: 6px 0 0; min-height: 20px; color: var(--muted); font-size: 13px; }
@media (max-width: 700px) { main { grid-template-columns: 1fr; grid-template-rows: 28% 1fr; } nav { border-right: 0; border-bottom: 1px solid var(--line); } }
`;

/** Only ever puts texts into the page as text; web addresses in them become links. */
export const phoneScript = `
const list = document.getElementById("list");
const talk = document.getElementById("talk");
const form = document.getElementById("answer");
const said = document.getElementById("said");
let chosen = decodeURIComponent(location.hash.slice(1));
let shown = "";
let texts = [];

const phoneOf = (text) => (text.direction === "out" ? text.to : text.from);
const firmOf = (text) => (text.direction === "out" ? text.from : text.to);

/** A number of the United States as people write it; any other as it is. */
const written = (phone) => phone.replace(/^\\+1(\\d{3})(\\d{3})(\\d{4})$/, "($1) $2-$3");

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function when(iso) {
  return new Date(iso).toLocaleString(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

async function refresh() {
  const answer = await fetch("/api/texts").catch(() => undefined);
  if (!answer?.ok) return;
  texts = (await answer.json()).texts;
  // Beside each other there is room to show the newest at once.
  if (!chosen && texts[0] && matchMedia("(min-width: 701px)").matches) chosen = phoneOf(texts[0]);
  const state = texts.length + chosen;
  if (state === shown) return;
  shown = state;
  const phones = [...new Map(texts.toReversed().map((text) => [phoneOf(text), text])).entries()].reverse();
  document.getElementById("empty").hidden = phones.length > 0;
  const focused = document.activeElement?.dataset?.phone;
  list.replaceChildren(...phones.map(entry));
  if (focused) list.querySelector('[data-phone="' + focused + '"]')?.focus();
  conversation();
}

function entry([phone, text]) {
  const button = element("button", "", { type: "button", "data-phone": phone, "aria-current": String(phone === chosen) });
  button.append(element("strong", written(phone)), element("span", text.text), element("span", when(text.at)));
  button.addEventListener("click", () => { location.hash = encodeURIComponent(phone); });
  const item = element("li");
  item.append(button);
  return item;
}

function conversation() {
  const own = texts.filter((text) => phoneOf(text) === chosen).reverse();
  document.getElementById("who").textContent = chosen ? written(chosen) : texts.length > 0 ? "Choose a phone" : "No texts yet";
  form.hidden = own.length === 0;
  talk.replaceChildren(...own.flatMap((text) => {
    const bubble = element("p", "", { class: text.direction === "in" ? "text in" : "text" });
    bubble.append(...linked(text.text));
    return [bubble, element("time", when(text.at), { datetime: text.at, class: text.direction === "in" ? "in-time" : "" })];
  }));
  talk.scrollTop = talk.scrollHeight;
}

function linked(text) {
  return text.split(/(https?:\\/\\/\\S+)/).map((part, index) =>
    index % 2 === 1 ? element("a", part, { href: part, target: "_blank", rel: "noopener" }) : document.createTextNode(part));
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const last = texts.find((text) => phoneOf(text) === chosen);
  const input = document.getElementById("text");
  if (!last || !input.value.trim()) return;
  said.textContent = "Sending …";
  const body = JSON.stringify({ from: chosen, to: firmOf(last), text: input.value });
  const answer = await fetch("/api/texts", { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => undefined);
  const delivered = answer?.ok && (await answer.json()).delivered;
  said.textContent = delivered ? "" : "Firmflow did not take it. Is it running?";
  if (delivered) input.value = "";
  void refresh();
});

addEventListener("hashchange", () => { chosen = decodeURIComponent(location.hash.slice(1)); void refresh(); });
setInterval(refresh, 1000);
void refresh();
`;
