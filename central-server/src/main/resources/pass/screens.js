// What is seen in every state. A screen is made anew whenever its state or the language changes; of the pass only the
// code and the time left move.
import { element, passSymbol } from "./draw.js";
import { span, text } from "./texts.js";

const STEP_SECONDS = 30;

export function waiting() {
  return [element("p", { class: "lead" }, text("working"))];
}

export function obstacleScreen(reason) {
  return [
    element("h1", {}, text("obstacle.title")),
    element("p", { class: "notice", role: "alert" }, text("obstacle." + reason)),
  ];
}

// submit gets the password, which may be empty; back leads to the pass of a phone that has one.
// Only who was given a link by a person may set a password.
export function enrolScreen({ inApp, ios, refused, byPerson, submit, back }) {
  const password = element("input", {
    id: "password", type: "password", autocomplete: "new-password", maxlength: 72, minlength: 10, placeholder: text("enrol.password-hint"),
  });
  return [
    ...warnings({ inApp, ios }),
    element("h1", {}, text("enrol.title")),
    element("p", { class: "lead" }, text("enrol.lead")),
    refusal(refused),
    form(
      () => submit(password.value),
      text("enrol.go"),
      ...(byPerson ? [labelled("password", text("enrol.password"), password)] : []),
    ),
    back === undefined ? undefined : element("button", { type: "button", class: "plain", onclick: back }, text("enrol.back")),
  ].filter((one) => one !== undefined);
}

// submit gets number and password; paste gets what was pasted as a link: an app on the home screen is never called by
// one.
export function signInScreen({ inApp, ios, refused, again, submit, paste }) {
  const number = element("input", {
    id: "number", autocomplete: "username", autocapitalize: "none", spellcheck: "false", maxlength: 32, pattern: "[0-9A-Za-z\\-]{1,32}", required: true,
  });
  const password = element("input", { id: "password", type: "password", autocomplete: "current-password", maxlength: 72, required: true });
  const link = element("input", { id: "link", autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: 300, required: true });
  return [
    ...warnings({ inApp, ios }),
    element("h1", {}, text("sign-in.title")),
    again === undefined ? undefined : element("p", { class: "notice", role: "status" }, text("again." + again)),
    element("p", { class: "lead" }, text("sign-in.lead")),
    refusal(refused),
    form(
      () => submit(number.value.trim(), password.value),
      text("sign-in.go"),
      labelled("number", text("sign-in.number"), number),
      labelled("password", text("sign-in.password"), password),
    ),
    element(
      "details",
      {},
      element("summary", {}, text("paste.title")),
      form(() => paste(link.value.trim()), text("paste.go"), labelled("link", text("paste.label"), link)),
    ),
  ].filter((one) => one !== undefined);
}

export class PassScreen {
  #symbol = element("div", { class: "symbol-place" });
  #left = element("p", { class: "left" });
  #bar = element("progress", { max: STEP_SECONDS, value: STEP_SECONDS });
  #urgent = element("div", { class: "urgent" });
  #notices = element("div", { class: "notices" });
  #about = element("ul", { class: "about" });
  #identity;
  #again;
  #requests;
  #record;

  // again is called when the member wants to enrol this phone anew, requests to ask for leave, record to see their year
  constructor(identity, again, requests, record) {
    this.#record = record;
    this.#identity = identity;
    this.#again = again;
    this.#requests = requests;
  }

  nodes() {
    return [
      this.#urgent,
      element(
        "section",
        { class: "pass" },
        element("p", { class: "whose" }, text("pass.whose", this.#identity.name, this.#identity.phone + 1)),
        this.#symbol,
        this.#bar,
        this.#left,
        element("p", { class: "lead" }, text("pass.lead")),
        element("p", { class: "hint" }, text("pass.bright")),
      ),
      element("button", { type: "button", class: "second", id: "requests", onclick: this.#requests }, text("requests.title")),
      element("button", { type: "button", class: "second", id: "record", onclick: this.#record }, text("record.title")),
      this.#notices,
      this.#about,
    ];
  }

  showCode(digits) {
    const symbol = passSymbol(digits);
    symbol.setAttribute("aria-label", text("pass.picture"));
    this.#symbol.replaceChildren(symbol);
  }

  showLeft(millis) {
    const seconds = Math.ceil(millis / 1000);
    this.#bar.value = millis / 1000;
    this.#left.textContent = text("pass.left", seconds);
  }

  // What is known of clock, storage and server.
  showState({ clock, ready, kept, removed, suspended, inApp, ios }) {
    const offset = clock.noticedOffset;
    const notices = warnings({ inApp, ios });
    if (offset !== 0) {
      const key = offset > 0 ? "clock.behind" : "clock.ahead";
      notices.push(element("p", { class: "notice", role: "status", id: "clock" }, text(key, span(offset))));
    }
    if (kept === false && !ios && inApp === undefined) {
      notices.push(element("p", { class: "notice quiet" }, text("keep.denied")));
    }
    this.#urgent.replaceChildren(...(removed ? [this.#removal()] : suspended ? [suspension()] : []));
    this.#notices.replaceChildren(...notices);
    this.#about.replaceChildren(
      inApp === undefined
        ? fact(ready, text(ready ? "about.ready" : "about.not-ready"), "ready")
        : fact(false, text("about.online-only")),
      fact(clock.isChecked, text(clock.isChecked ? "about.clock" : "about.clock-unknown")),
    );
  }

  // The code stays: only the server says so, and a kiosk may not have heard of it.
  #removal() {
    return element(
      "div",
      { class: "notice", role: "alert" },
      element("p", {}, text("again.removed")),
      element("button", { type: "button", onclick: this.#again }, text("again.button")),
    );
  }
}

// Nothing to press: registering anew by a card would be refused as well.
function suspension() {
  return element("div", { class: "notice", role: "alert", id: "suspended" }, element("p", {}, text("again.suspended")));
}

function fact(good, words, id) {
  return element("li", { class: good ? "good" : "open", id: good ? id : undefined }, words);
}

function warnings({ inApp, ios }) {
  const notices = [];
  if (inApp !== undefined) {
    notices.push(element("p", { class: "notice", role: "status", id: "in-app" }, text("in-app." + inApp)));
  } else if (ios) {
    notices.push(element("p", { class: "notice", role: "status", id: "ios" }, text("keep.ios")));
  }
  return notices;
}

function refusal(reason) {
  return element("p", { class: reason ? "notice" : "hidden", role: "alert" }, reason ? text("refused." + reason) : "");
}

function labelled(id, words, input) {
  return element("p", { class: "field" }, element("label", { for: id }, words), input);
}

function form(submit, words, ...fields) {
  const button = element("button", { type: "submit", class: "primary" }, words);
  return element(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        button.disabled = true;
        submit();
      },
    },
    ...fields,
    button,
  );
}
