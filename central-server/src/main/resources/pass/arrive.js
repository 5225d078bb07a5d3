// Arriving by the code that a kiosk shows: what the centre says to it.
import { element } from "./draw.js";
import { text } from "./texts.js";

const CODE = /^at\.([a-z0-9-]{1,32}\.[a-z0-9-]{1,48}\.\d{1,12}\.[A-Za-z0-9_-]{86})$/;

// The code in the fragment of the page's address, or undefined.
export function kioskCode(fragment) {
  return CODE.exec(fragment)?.[1];
}

export class ArrivalScreen {
  #answer;
  #back;

  // redraw shows this screen anew, and does nothing where another one is seen
  constructor(questions, code, back, redraw) {
    this.#back = back;
    questions.put("arrive", { code }).then((answer) => {
      this.#answer = answer;
      redraw();
    });
  }

  nodes() {
    const answer = this.#answer;
    const back = element("button", { type: "button", class: "second", onclick: this.#back }, text("requests.back"));
    if (answer === undefined) {
      return [element("p", { class: "lead" }, text("working"))];
    }
    if (answer.arrived === undefined) {
      return [
        element("h1", {}, text("arrive.not")),
        element("p", { class: "notice", role: "alert" }, text("refused." + (answer.offline ? "offline" : answer.refused))),
        element("p", { class: "lead" }, text("arrive.else")),
        back,
      ];
    }
    return [
      element(
        "section",
        { class: "arrived", role: "status" },
        element("p", { class: "tick", "aria-hidden": "true" }, "✓"),
        element("h1", {}, text("arrive." + answer.arrived)),
        element("p", { class: "lead" }, answer.title),
      ),
      back,
    ];
  }
}
