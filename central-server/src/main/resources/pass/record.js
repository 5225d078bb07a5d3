// The member's own year: hours against what it asks, meetings, quizzes, and what happened day by day. It is asked of the
// server; without a network the last copy is shown, with its age.
import { element } from "./draw.js";
import { load, save } from "./store.js";
import { currentLanguage, span, text } from "./texts.js";

const KEPT = "record";
const MINUTE = 60_000;

export class RecordScreen {
  #questions;
  #member;
  #back;
  #redraw;
  #shown;
  #trouble;
  #busy = true;

  // redraw shows this screen anew, and does nothing where another one is seen
  constructor(questions, member, back, redraw) {
    this.#questions = questions;
    this.#member = member;
    this.#back = back;
    this.#redraw = redraw;
    this.#open();
  }

  async #open() {
    const kept = await load(KEPT).catch(() => undefined);
    if (kept?.member === this.#member && this.#shown === undefined) {
      this.#shown = kept.record;
      this.#redraw();
    }
    await this.#load();
  }

  async #load() {
    this.#busy = true;
    this.#redraw();
    const answer = await this.#questions.put("record", { year: 0, language: currentLanguage() });
    this.#busy = false;
    this.#trouble = answer.offline ? "offline" : answer.refused;
    if (answer.timeline !== undefined) {
      this.#shown = answer;
      await save(KEPT, { member: this.#member, record: answer }).catch(() => {});
    } else if (answer.refused === "removed" || answer.refused === "suspended") {
      await this.#forget();
    }
    this.#redraw();
  }

  // A phone that counts no more keeps nothing of its member.
  async #forget() {
    this.#shown = undefined;
    await save(KEPT, undefined).catch(() => {});
  }

  nodes() {
    const shown = this.#shown;
    return [
      element("h1", {}, text("record.title")),
      element("p", { class: this.#trouble ? "notice" : "hidden", role: "alert" }, this.#trouble ? text("refused." + this.#trouble) : ""),
      shown === undefined && this.#busy ? element("p", { class: "lead" }, text("working")) : undefined,
      ...(shown === undefined ? [] : this.#record(shown)),
      this.#trouble === "offline" ? this.#button("second", "requests.again", () => this.#load()) : undefined,
      ...(shown === undefined
        ? []
        : [
            this.#button("second", "record.print", () => window.print()),
            this.#button("second", "record.save", (event) => this.#paper(event.target), "paper"),
          ]),
      this.#button("plain", "requests.back", this.#back),
    ].filter((one) => one !== undefined);
  }

  #button(look, key, press, id) {
    return element("button", { type: "button", class: look, id, onclick: press }, text(key));
  }

  #record(shown) {
    return [
      element("p", { class: "age", id: "age" }, this.#age(shown)),
      element(
        "section",
        { class: "meeting sums" },
        element("h2", {}, text("record.hours", shown.year)),
        element(
          "p",
          { class: "title", id: "hours" },
          shown.target === undefined ? text("record.hours-free", shown.hours) : text("record.hours-of", shown.hours, shown.target),
        ),
        shown.target === undefined ? undefined : element("progress", { max: 100, value: shown.percent, "aria-label": text("record.hours", shown.year) }),
        shown.target === undefined
          ? undefined
          : element("p", { class: "state" + (shown.missing === undefined ? " good" : "") }, shown.missing === undefined ? text("record.reached") : text("record.left", up(shown.missing))),
        element("p", { class: "words" }, text("record.credited", cut(shown.credited), shown.pack)),
      ),
      element(
        "section",
        { class: "meeting sums" },
        element("h2", {}, text("record.meetings")),
        element("p", { class: "title", id: "attended" }, text("record.attended", shown.attended, shown.expected)),
        shown.complete ? undefined : element("p", { class: "words" }, text("record.waiting")),
      ),
      ...this.#quizzes(shown),
      element("h2", {}, text("record.timeline")),
      shown.timeline.length === 0
        ? element("p", { class: "lead" }, text("record.empty"))
        : element("ol", { class: "meetings timeline" }, ...shown.timeline.map((one) => moment(one))),
    ];
  }

  #quizzes(shown) {
    const tried = shown.timeline.filter((one) => one.kind === "quiz");
    return [
      element(
        "section",
        { class: "meeting sums" },
        element("h2", {}, text("record.quizzes")),
        ...(tried.length === 0
          ? [element("p", { class: "words" }, text("record.no-quizzes"))]
          : tried.map((one) => element("p", { class: "quiz" }, one.title + " · " + outcome(one)))),
      ),
    ];
  }

  #age(shown) {
    const when = new Intl.DateTimeFormat(currentLanguage() === "zh" ? "zh-CN" : "en-GB", {
      year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false,
    }).format(shown.now);
    const old = Date.now() - shown.now;
    return old < 2 * MINUTE ? text("record.as-of", when) : text("record.old", when, span(old));
  }

  async #paper(button) {
    button.disabled = true;
    const answer = await this.#questions.file("record/paper", { year: this.#shown.year, language: currentLanguage() });
    button.disabled = false;
    if (answer.file === undefined) {
      this.#trouble = answer.offline ? "offline" : answer.refused;
      this.#redraw();
      return;
    }
    const address = URL.createObjectURL(answer.file);
    const link = element("a", { href: address, download: "hongting-" + this.#shown.year + ".pdf" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), MINUTE);
  }
}

function moment(one) {
  return element(
    "li",
    { class: "meeting" },
    element("p", { class: "when" }, day(one.at)),
    element("p", { class: "title" }, one.title),
    element("p", { class: "words" }, outcome(one)),
  );
}

function outcome(one) {
  if (one.kind === "meeting") {
    return text("state." + one.state);
  }
  if (one.kind === "lesson") {
    return text("record.studied", cut(one.credited));
  }
  return [
    text("record.percent", one.percent),
    one.passed === undefined ? "" : text(one.passed ? "record.passed" : "record.failed"),
    one.place === undefined ? "" : text("record.place", one.place),
  ].filter((words) => words !== "").join(" · ");
}

function day(millis) {
  return new Intl.DateTimeFormat(currentLanguage() === "zh" ? "zh-CN" : "en-GB", {
    month: "long", day: "numeric", weekday: "short",
  }).format(millis);
}

// What is there is cut down, and what is missing is rounded up: nobody is done before it is so.
function cut(millis) {
  return length(Math.floor(millis / MINUTE));
}

function up(millis) {
  return length(Math.ceil(millis / MINUTE));
}

function length(minutes) {
  return text("record.length", Math.floor(minutes / 60), minutes % 60);
}
