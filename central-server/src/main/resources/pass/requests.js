// Leave and late check-ins: the member's own meetings, what can be asked about them, and what was answered. All of it
// needs the server; without a network the page says so, and the pass goes on.
import { element } from "./draw.js";
import { signed } from "./keys.js";
import { ask, askFile } from "./server.js";
import { currentLanguage, text } from "./texts.js";

const REASONS = {
  "leave": ["sick", "family", "course", "duty", "away", "other"],
  "late-check-in": ["forgotten", "no-credential", "terminal-fault", "other"],
};
const NOTE_CHARACTERS = 100;

// What the phone asks in its member's name. Times rise, so that the server takes nothing twice.
export class Questions {
  #phone;
  #clock;
  #learn;
  #last = 0;

  // learn is given every answer that tells the time
  constructor(phone, clock, learn) {
    this.#phone = phone;
    this.#clock = clock;
    this.#learn = learn;
  }

  put(path, content) {
    return this.#twice(ask, path, content);
  }

  // The same where the answer is a file.
  file(path, content) {
    return this.#twice(askFile, path, content);
  }

  async #twice(how, path, content) {
    const answer = await this.#once(how, path, content);
    // The clock was off until this answer.
    return answer.refused === "wrong-time" ? this.#once(how, path, content) : answer;
  }

  async #once(how, path, content) {
    this.#last = Math.max(this.#last + 1, Math.round(this.#clock().now()));
    const answer = await how(path, await signed(this.#phone, path, this.#last, JSON.stringify(content)));
    if (answer.now !== undefined) {
      await this.#learn(answer);
    }
    return answer;
  }
}

export class RequestsScreen {
  #questions;
  #back;
  #redraw;
  #answer;
  #open;

  // redraw shows this screen anew, and does nothing where another one is seen
  constructor(questions, back, redraw) {
    this.#questions = questions;
    this.#back = back;
    this.#redraw = redraw;
    this.load();
  }

  load() {
    return this.#put("requests", {});
  }

  async #put(path, content) {
    const answer = await this.#questions.put(path, content);
    this.#answer = answer.meetings === undefined ? { ...answer, meetings: this.#answer?.meetings } : answer;
    if (answer.meetings !== undefined && answer.refused === undefined) {
      this.#open = undefined;
    }
    this.#redraw();
  }

  nodes() {
    const { meetings, offline, refused } = this.#answer ?? {};
    const now = Date.now();
    const ahead = meetings?.filter((one) => one.ends > now) ?? [];
    const past = meetings?.filter((one) => one.ends <= now).reverse() ?? [];
    const trouble = offline ? "offline" : refused;
    return [
      element("h1", {}, text("requests.title")),
      element("p", { class: trouble ? "notice" : "hidden", role: "alert" }, trouble ? text("refused." + trouble) : ""),
      this.#answer === undefined ? element("p", { class: "lead" }, text("working")) : undefined,
      offline ? element("button", { type: "button", onclick: () => this.load() }, text("requests.again")) : undefined,
      meetings?.length === 0 ? element("p", { class: "lead" }, text("requests.none")) : undefined,
      ...this.#part("requests.ahead", ahead),
      ...this.#part("requests.past", past),
      element("button", { type: "button", class: "plain", onclick: this.#back }, text("requests.back")),
    ].filter((one) => one !== undefined);
  }

  #part(title, meetings) {
    return meetings.length === 0
      ? []
      : [element("h2", {}, text(title)), element("ul", { class: "meetings" }, ...meetings.map((one) => this.#meeting(one)))];
  }

  #meeting(meeting) {
    return element(
      "li",
      { class: "meeting" },
      element("p", { class: "when" }, moment(meeting.starts)),
      element("p", { class: "title" }, meeting.title),
      element("p", { class: "where" }, [meeting.host, meeting.place].filter((one) => one !== "").join(" · ")),
      meeting.standing === "not-seen" ? undefined : element("p", { class: "state good" }, text("standing." + meeting.standing)),
      ...meeting.asked.map((asked) => this.#asked(asked)),
      this.#open === meeting.meeting ? this.#form(meeting) : this.#opener(meeting),
    );
  }

  #asked(asked) {
    return element(
      "div",
      { class: "question" },
      element(
        "p",
        { class: "state " + asked.state },
        text("asked." + asked.state, text("kind." + asked.kind), text("reason." + asked.reason)),
      ),
      asked.note === "" ? undefined : element("p", { class: "words" }, text("asked.note", asked.note)),
      asked.answer === "" ? undefined : element("p", { class: "words" }, text("asked.answer", asked.answer)),
      asked.state === "asked"
        ? element(
            "button",
            { type: "button", class: "plain", onclick: (event) => this.#withdraw(event.target, asked.id) },
            text("requests.withdraw"),
          )
        : undefined,
    );
  }

  #withdraw(button, id) {
    button.disabled = true;
    this.#put("requests/withdraw", { id });
  }

  #opener(meeting) {
    return meeting.open === ""
      ? undefined
      : element(
          "button",
          { type: "button", class: "second", onclick: () => { this.#open = meeting.meeting; this.#redraw(); } },
          text("requests.ask", text("kind." + meeting.open)),
        );
  }

  #form(meeting) {
    const reason = element(
      "select",
      { id: "reason", required: true },
      element("option", { value: "" }, text("requests.choose")),
      ...REASONS[meeting.open].map((one) => element("option", { value: one }, text("reason." + one))),
    );
    const note = element("input", { id: "note", maxlength: NOTE_CHARACTERS, autocomplete: "off" });
    const send = element("button", { type: "submit", class: "primary" }, text("requests.send"));
    return element(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          send.disabled = true;
          this.#put("requests/ask", { meeting: meeting.meeting, kind: meeting.open, reason: reason.value, note: note.value });
        },
      },
      element("p", { class: "field" }, element("label", { for: "reason" }, text("requests.reason")), reason),
      element("p", { class: "field" }, element("label", { for: "note" }, text("requests.note")), note),
      send,
    );
  }
}

function moment(millis) {
  return new Intl.DateTimeFormat(currentLanguage() === "zh" ? "zh-CN" : "en-GB", {
    month: "long", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hour12: false,
  }).format(millis);
}
