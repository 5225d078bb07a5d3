// Hears which kind of thing changed and tells the page's pieces, which then ask for themselves again. Where no stream
// can be had the page still works by reloading.
const events = new EventSource("/live");
let timers = new Map();

events.addEventListener("change", (event) => {
  const kind = event.data;
  if (!/^[a-z]+$/.test(kind) || timers.has(kind)) {
    return;
  }
  // Several changes within a moment are one.
  timers.set(kind, setTimeout(() => {
    timers.delete(kind);
    document.body.dispatchEvent(new CustomEvent("change-" + kind));
  }, 150));
});

events.addEventListener("open", () => document.documentElement.classList.add("live"));
events.onerror = () => document.documentElement.classList.remove("live");
addEventListener("pagehide", () => events.close());

// A row that somebody opened stays open when its table is renewed.
let opened = [];
document.body.addEventListener("htmx:beforeSwap", () => {
  opened = [...document.querySelectorAll("details[open][data-member]")].map((one) => one.dataset.member);
});
document.body.addEventListener("htmx:afterSwap", () => {
  for (const member of opened) {
    document.querySelector(`details[data-member="${CSS.escape(member)}"]`)?.setAttribute("open", "");
  }
});
