// Brings the parts together: which state the app is in, and what moves it.
import { ArrivalScreen, kioskCode } from "./arrive.js";
import { PhoneClock } from "./clock.js";
import { millisLeft, stepAt } from "./code.js";
import { newKey, passDigits, proof } from "./keys.js";
import { RecordScreen } from "./record.js";
import { Questions, RequestsScreen } from "./requests.js";
import { PassScreen, enrolScreen, obstacleScreen, signInScreen, waiting } from "./screens.js";
import { ask } from "./server.js";
import { load, save } from "./store.js";
import { inAppBrowser, needsHomeScreen, obstacle, phoneName } from "./surroundings.js";
import { currentLanguage, switchLanguage, text } from "./texts.js";

const TICK_MILLIS = 200;
const CHECK_MILLIS = 10 * 60_000;
// A secretary's link, or a terminal's ticket.
const LINK = /^([A-Za-z0-9_-]{22}|[a-z0-9-]{1,32}\.[0-9a-f]{16}\.\d{1,12}\.[A-Za-z0-9_-]{86})$/;
// What a kiosk shows to lead members to their own page.
const OWN = "me";

const surroundings = { inApp: inAppBrowser(navigator.userAgent), ios: needsHomeScreen(window) };
let clock = new PhoneClock();
let phone;
let shown;
let seen;
let redraw = () => {};
let state = { ready: false, kept: undefined, removed: false, suspended: false };
let checkedAt = -CHECK_MILLIS;

function show(make) {
  seen = undefined;
  redraw = () => {
    document.documentElement.lang = currentLanguage() === "zh" ? "zh-CN" : "en";
    document.title = text("product");
    document.querySelector("#product").textContent = text("product");
    const language = document.querySelector("#language");
    language.textContent = text("language");
    language.lang = currentLanguage() === "zh" ? "en" : "zh-CN";
    document.querySelector("#screen").replaceChildren(...make());
  };
  redraw();
}

function showEnrolment(token, refused) {
  shown = undefined;
  show(() =>
    enrolScreen({ ...surroundings, refused, byPerson: !token.includes("."),
      submit: (password) => enrol("enrol", token, { token, password: password || undefined }, (reason) => showEnrolment(token, reason)),
      back: phone === undefined ? undefined : leaveLink }),
  );
}

function showSignIn(again, refused) {
  shown = undefined;
  show(() =>
    signInScreen({ ...surroundings, again, refused,
      submit: (number, password) => enrol("sign-in", number, { number, password }, (reason) => showSignIn(again, reason)),
      paste: (link) => openLink(link.slice(link.indexOf("#") + 1), again) }),
  );
}

function openLink(token, again) {
  if (LINK.test(token)) {
    showEnrolment(token);
  } else {
    showSignIn(again, "unknown-link");
  }
}

// One key for all tries with the same link or number: where the answer to one was lost on the way, the next is the
// same phone to the server, and the link is good for it.
async function keyFor(word) {
  const tried = await load("trying");
  if (tried?.word === word) {
    return tried.key;
  }
  const key = await newKey();
  await save("trying", { word, key });
  return key;
}

async function enrol(path, word, what, refuse) {
  const key = await keyFor(word);
  const answer = await ask(path, {
    ...what, key: key.publicKey, name: phoneName(navigator.userAgent), proof: await proof(key, word),
  });
  if (answer.offline || answer.refused) {
    refuse(answer.offline ? "offline" : answer.refused);
    return;
  }
  const { site, member, phone: number, name } = answer;
  phone = { identity: { site, member, phone: number, name }, privateKey: key.privateKey };
  await save("phone", phone);
  await save("trying", undefined);
  await learnTime(answer);
  know({ removed: false, suspended: false });
  checkedAt = performance.now();
  leaveLink();
  keep();
}

function leaveLink() {
  history.replaceState(null, "", "./");
  showPass();
}

function showPass() {
  const screen = new PassScreen(phone.identity, () => showSignIn("removed"), showRequests, showRecord);
  shown = { screen, step: undefined };
  show(() => {
    shown.step = undefined;
    return screen.nodes();
  });
  tick();
  showState();
}

function showArrival(code) {
  // Not again when the page is opened again.
  history.replaceState(null, "", "./");
  shown = undefined;
  const screen = new ArrivalScreen(new Questions(phone, () => clock, learnTime), code, showPass, () => {
    if (seen === screen) {
      redraw();
    }
  });
  show(() => screen.nodes());
  seen = screen;
}

function showRequests() {
  shown = undefined;
  const screen = new RequestsScreen(new Questions(phone, () => clock, learnTime), showPass, () => {
    if (seen === screen) {
      redraw();
    }
  });
  show(() => screen.nodes());
  seen = screen;
}

function showRecord() {
  // Not again when the page is opened again.
  history.replaceState(null, "", "./");
  shown = undefined;
  const screen = new RecordScreen(new Questions(phone, () => clock, learnTime), phone.identity.member, showPass, () => {
    if (seen === screen) {
      redraw();
    }
  });
  show(() => screen.nodes());
  seen = screen;
}

function showState() {
  shown?.screen.showState({ clock, ...state, ...surroundings });
}

// Takes news of the state: never across a wait, in which other news may come.
function know(news) {
  state = { ...state, ...news };
  showState();
}

async function tick() {
  if (shown === undefined || document.hidden) {
    return;
  }
  const at = shown;
  const now = clock.now();
  at.screen.showLeft(millisLeft(now));
  const step = stepAt(now);
  if (step !== at.step) {
    at.step = step;
    try {
      const digits = await passDigits(phone.identity, phone.privateKey, step);
      if (at === shown && at.step === step) {
        at.screen.showCode(digits);
      }
    } catch {
      // The browser has the record and not the key any more.
      showSignIn("lost");
    }
  }
}

// Asks whether this phone still counts, and what time it is.
async function check() {
  if (shown === undefined || performance.now() - checkedAt < TICK_MILLIS) {
    return;
  }
  checkedAt = performance.now();
  const code = await passDigits(phone.identity, phone.privateKey, stepAt(clock.now())).catch(() => undefined);
  if (code === undefined) {
    return;
  }
  const answer = await ask("state", { code });
  if (!answer.offline && answer.now !== undefined) {
    await learnTime(answer);
    const suspended = answer.state === "suspended";
    know({ suspended, removed: !suspended && answer.state !== "enrolled" });
  }
}

async function learnTime({ now, asked, answered }) {
  clock.learn(now, asked, answered);
  await save("offset", clock.offset);
}

// The more the browser is told that this matters, the longer it keeps it.
async function keep() {
  const kept = await navigator.storage?.persist?.().catch(() => undefined);
  know({ kept });
}

async function keepFiles() {
  try {
    await navigator.serviceWorker.register("sw.js");
    await navigator.serviceWorker.ready;
    know({ ready: true });
  } catch {
    // Then the pass works online, and says so.
  }
}

async function stayAwake() {
  try {
    if (!document.hidden) {
      await navigator.wakeLock?.request("screen");
    }
  } catch {
    // A phone that saves power says no; the screen then goes dark as it always does.
  }
}

// A link that enrols, a kiosk's code, or the way to the member's own page.
function openFragment() {
  const fragment = location.hash.slice(1);
  const code = kioskCode(fragment);
  if (LINK.test(fragment)) {
    showEnrolment(fragment);
  } else if (code !== undefined && phone !== undefined) {
    showArrival(code);
  } else if (fragment === OWN && phone !== undefined) {
    showRecord();
  } else if (fragment === OWN) {
    showSignIn("record");
  } else if (code !== undefined) {
    showSignIn("first");
  } else {
    return false;
  }
  return true;
}

async function start() {
  show(waiting);
  document.querySelector("#language").addEventListener("click", () => {
    switchLanguage();
    redraw();
    tick();
    showState();
  });
  const reason = obstacle(window);
  if (reason !== undefined) {
    show(() => obstacleScreen(reason));
    return;
  }
  keepFiles();
  try {
    clock = new PhoneClock(await load("offset"));
    phone = await load("phone");
  } catch {
    show(() => obstacleScreen("too-old"));
    return;
  }
  if (openFragment()) {
    // It leads where it says.
  } else if (phone !== undefined) {
    showPass();
    check();
    keep();
  } else {
    showSignIn();
  }
  setInterval(tick, TICK_MILLIS);
  setInterval(check, CHECK_MILLIS);
  addEventListener("online", check);
  addEventListener("hashchange", openFragment);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      tick();
      check();
      stayAwake();
    }
  });
  stayAwake();
}

start();
