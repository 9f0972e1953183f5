/*
 * Firmflow's form on any page, version 1:
 *   <script src="https://…/embed.js" data-firm="hartwell-ruiz" data-form="intake" async></script>
 * Puts a frame where the script stands and keeps it as high as the form. Reads nothing of the page but its address and where the
 * visitor came from. `data-language="es"` opens it in Spanish. When the form was sent, `firmflow:sent` is dispatched on the frame.
 */
(() => {
  const script = document.currentScript;
  if (!script?.dataset.firm || !script.dataset.form) {
    console.error("Firmflow: the script tag needs data-firm and data-form.");
    return;
  }
  const home = new URL(script.src).origin;
  const address = new URL(`/p/f/${encodeURIComponent(script.dataset.firm)}/${encodeURIComponent(script.dataset.form)}`, home);
  const { searchParams } = address;
  searchParams.set("embed", "1");
  if (script.dataset.language) searchParams.set("lang", script.dataset.language);
  const here = new URLSearchParams(location.search);
  for (const name of ["utm_source", "utm_medium", "utm_campaign"]) {
    const value = here.get(name);
    if (value) searchParams.set(name, value.slice(0, 200));
  }
  searchParams.set("page", (location.origin + location.pathname).slice(0, 500));
  if (document.referrer) searchParams.set("referrer", document.referrer.slice(0, 200));

  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = script.dataset.title || "Contact form";
  frame.style.cssText = "display:block;width:100%;height:640px;border:0;background:transparent";
  script.parentNode.insertBefore(frame, script);

  addEventListener("message", (event) => {
    if (event.origin !== home || event.source !== frame.contentWindow) return;
    const told = event.data;
    if (told?.firmflow !== 1) return;
    if (Number.isFinite(told.height) && told.height > 0) frame.style.height = `${Math.min(told.height, 20000)}px`;
    if (told.sent) {
      frame.dispatchEvent(new CustomEvent("firmflow:sent", { bubbles: true }));
      if (frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ block: "start" });
    }
  });
})();
