/** The inbox's page: a list that keeps itself fresh, and the chosen mail beside it. */
export const inboxPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Local inbox</title>
<link rel="stylesheet" href="/inbox.css">
<script type="module" src="/inbox.js"></script>
</head>
<body>
<header>
  <h1>Local inbox</h1>
  <p>Every email Firmflow sends on this machine ends here and goes no further. <a href="/phone">Texts</a></p>
  <label>Only to <input id="to" type="search" placeholder="address" autocomplete="off"></label>
</header>
<main>
  <nav aria-label="Emails"><ol id="list"></ol><p id="empty" hidden>No email yet.</p></nav>
  <article id="mail" aria-live="polite"><p class="quiet">Choose an email to read it.</p></article>
</main>
</body>
</html>
`;

export const inboxStyle = `
:root { --ink: #1F2A37; --muted: #556070; --paper: #FAF8F4; --card: #fff; --line: #E3DFD6; --accent: #2B5C8F; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ink: #E8E6E1; --muted: #A9B0BA; --paper: #14181E; --card: #1C222A; --line: #323A44; --accent: #8DB8E8; } }
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 14px/20px Inter, system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; padding: 12px 20px; border-bottom: 1px solid var(--line); background: var(--card); }
h1 { font-size: 20px; line-height: 28px; margin: 0; }
h2 { font-size: 20px; line-height: 28px; margin: 0 0 8px; overflow-wrap: anywhere; }
header p, .quiet { color: var(--muted); margin: 0; flex: 1; }
input { font: inherit; color: inherit; padding: 4px 8px; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); }
main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(260px, 380px) 1fr; }
nav { overflow: auto; border-right: 1px solid var(--line); }
nav p { padding: 16px 20px; color: var(--muted); margin: 0; }
ol { list-style: none; margin: 0; padding: 0; }
li button { display: block; width: 100%; text-align: left; font: inherit; color: inherit; background: none; border: 0; border-bottom: 1px solid var(--line); padding: 10px 20px; cursor: pointer; }
li button[aria-current=true] { background: var(--card); box-shadow: inset 3px 0 0 var(--accent); }
li button:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
li strong, li span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
li span { color: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; }
article { overflow: auto; padding: 20px; display: flex; flex-direction: column; gap: 12px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; margin: 0; }
dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
iframe { flex: 1 0 480px; width: 100%; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; padding: 12px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
a { color: var(--accent); }
@media (max-width: 700px) { main { grid-template-columns: 1fr; grid-template-rows: 40% 1fr; } nav { border-right: 0; border-bottom: 1px solid var(--line); } }
`;

/** Only ever puts mail into the page as text; its HTML is shown in a frame that may run nothing. */
export const inboxScript = `
const list = document.getElementById("list");
const empty = document.getElementById("empty");
const article = document.getElementById("mail");
const to = document.getElementById("to");
let chosen = location.hash.slice(1);
let shown = "";

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function when(iso) {
  return new Date(iso).toLocaleString(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

async function refresh() {
  const answer = await fetch("/api/mails?to=" + encodeURIComponent(to.value.trim())).catch(() => undefined);
  if (!answer?.ok) return;
  const { mails } = await answer.json();
  const state = mails.map((mail) => mail.id).join() + chosen;
  if (state === shown) return;
  shown = state;
  empty.hidden = mails.length > 0;
  const focused = document.activeElement?.dataset?.id;
  list.replaceChildren(...mails.map(entry));
  if (focused) list.querySelector('[data-id="' + focused + '"]')?.focus();
}

function entry(mail) {
  const button = element("button", "", { type: "button", "data-id": mail.id, "aria-current": String(mail.id === chosen) });
  button.append(element("strong", mail.subject || "(no subject)"), element("span", mail.envelope.to.join(", ")), element("span", when(mail.receivedAt)));
  button.addEventListener("click", () => { location.hash = mail.id; });
  const item = element("li");
  item.append(button);
  return item;
}

async function open(id) {
  const answer = await fetch("/api/mails/" + encodeURIComponent(id));
  if (!answer.ok) return;
  const mail = await answer.json();
  const facts = element("dl");
  const fact = (name, value) => facts.append(element("dt", name), element("dd", value));
  fact("From", mail.from);
  fact("To", mail.envelope.to.join(", "));
  fact("Received", when(mail.receivedAt));
  const parts = [element("h2", mail.subject || "(no subject)"), facts];
  if (mail.attachmentList.length) parts.push(attachments(mail.attachmentList));
  if (mail.html) parts.push(element("iframe", "", { sandbox: "allow-popups allow-popups-to-escape-sandbox", src: "/api/mails/" + mail.id + "/html", title: "The email as it looks" }));
  else parts.push(element("pre", mail.text));
  parts.push(details("Plain text", mail.text), details("Headers", mail.headers.map((header) => header.name + ": " + header.value).join("\\n")));
  const raw = element("p");
  raw.append(element("a", "Source as it arrived", { href: "/api/mails/" + mail.id + "/raw", target: "_blank", rel: "noopener" }));
  article.replaceChildren(...parts, raw);
}

function attachments(files) {
  const line = element("p", "Attached: ");
  for (const file of files) line.append(element("a", file.filename + " (" + Math.ceil(file.size / 1024) + " KB)", { href: file.url, download: file.filename }), " ");
  return line;
}

function details(name, text) {
  const made = element("details");
  made.append(element("summary", name), element("pre", text));
  return made;
}

function follow() {
  chosen = location.hash.slice(1);
  if (chosen) open(chosen);
  refresh();
}

addEventListener("hashchange", follow);
to.addEventListener("input", refresh);
follow();
setInterval(refresh, 2000);
`;
