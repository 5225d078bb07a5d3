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

// What somebody has typed or chosen, and not sent yet, stays when its piece is renewed.
let typed = [];
const keyOf = (form) => [
  form.getAttribute("action"),
  ...[...form.elements].filter((one) => one.type === "hidden" && one.name !== "_csrf").map((one) => one.value),
].join("\n");
const isChanged = (field) => field.options
  ? [...field.options].some((one) => one.selected !== one.defaultSelected)
  : field.type !== "hidden" && field.type !== "submit" && field.value !== field.defaultValue;
document.body.addEventListener("htmx:beforeSwap", () => {
  typed = [...document.querySelectorAll("main form, form[method=post]")].flatMap((form) =>
    [...form.elements].filter((field) => field.name && isChanged(field)).map((field) => ({
      form: keyOf(form),
      name: field.name,
      value: field.value,
      caret: field === document.activeElement ? field.selectionStart ?? 0 : null,
    })));
});
document.body.addEventListener("htmx:afterSwap", () => {
  for (const one of typed) {
    const form = [...document.forms].find((candidate) => keyOf(candidate) === one.form);
    const field = form?.elements.namedItem(one.name);
    if (field && "value" in field) {
      field.value = one.value;
      if (one.caret !== null) {
        field.focus();
        field.setSelectionRange?.(one.caret, one.caret);
      }
    }
  }
});
