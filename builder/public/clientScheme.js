// Before the first paint: a client's page is light or dark as their device is, also when that changes. Inside a firm's own website its
// colours stand around the page, and paper is white: there it is light.
(() => {
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");
  const embedded = new URLSearchParams(location.search).has("embed");
  let printing = false;
  const paint = () => {
    const scheme = device.matches && !embedded && !printing ? "dark" : "light";
    root.setAttribute("data-mantine-color-scheme", scheme);
    root.style.colorScheme = scheme;
  };
  const print = (begins) => () => {
    printing = begins;
    paint();
  };
  paint();
  device.addEventListener("change", paint);
  addEventListener("beforeprint", print(true));
  addEventListener("afterprint", print(false));
})();
