// What the page of a draw can do beyond showing itself: the ticket of a phone that has a pass, noting what was
// published before the call, computing the draw again, and looking for the next step. All words stand in the page.
import { failure } from "./draw-check.js";

const PROOF_ATTEMPTS = 8;
const PROOF_BYTES = 4 * 1024 * 1024;
const ASK_MILLIS = 5_000;
const SPREAD_MILLIS = 3_000;

const main = document.querySelector("main");
const { draw, state, commitment, list, path } = main.dataset;

function say(place, ...words) {
  for (const one of place.querySelectorAll("[data-when]")) {
    one.hidden = !words.includes(one.dataset.when);
  }
}

// What this phone saw before the call. What it saw first counts: it is never written over.
function note() {
  const key = "draw-" + draw;
  try {
    const noted = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (state === "announced" || state === "closed") {
      noted.commitment ??= commitment;
      if (state === "closed") {
        noted.list ??= list;
      }
      localStorage.setItem(key, JSON.stringify(noted));
    }
    return noted;
  } catch {
    // Then people compare by eye.
    return {};
  }
}

// The app of the phone's pass knows whose phone it is, and signs the question. Its files belong to the same server.
async function ownTicket() {
  const [{ load, save }, { PhoneClock }, { Questions }] = await Promise.all([
    import("/pass/store.js"), import("/pass/clock.js"), import("/pass/requests.js"),
  ]);
  const phone = await load("phone");
  if (phone === undefined) {
    return undefined;
  }
  const clock = new PhoneClock(await load("offset"));
  const questions = new Questions(phone, () => clock, async ({ now, asked, answered }) => {
    clock.learn(now, asked, answered);
    await save("offset", clock.offset);
  });
  return questions.put("draw", { draw });
}

async function showOwn() {
  const own = document.querySelector("#own");
  if (state === "cancelled") {
    return;
  }
  const answer = await ownTicket().catch(() => undefined);
  if (answer === undefined) {
    return;
  }
  own.hidden = false;
  document.querySelector("#own-how")?.remove();
  if (answer.offline || answer.refused) {
    say(own, "trouble");
  } else if (state === "announced") {
    say(own, "open");
  } else if (answer.ticket === undefined) {
    say(own, "absent");
  } else {
    showTicket(own, answer.ticket);
  }
}

function showTicket(own, ticket) {
  document.querySelector("#own-ticket").replaceChildren(
    ...ticket.match(/.{4}/g).map((group) => {
      const span = document.createElement("span");
      span.textContent = group;
      return span;
    }),
  );
  for (const line of document.querySelectorAll(`[data-ticket="${ticket}"]`)) {
    line.classList.add("mine");
  }
  const prize = document.querySelector(`#won [data-ticket="${ticket}"]`)?.dataset.prize;
  if (prize !== undefined) {
    document.querySelector("#own-prize").textContent = prize;
  }
  say(own, "ticket", ...(state === "revealed" ? [prize === undefined ? "lost" : "won"] : []));
}

async function judge(verdict, noted, read) {
  say(verdict, "working");
  let proof;
  try {
    proof = await read();
  } catch {
    say(verdict, "not-proved", "form");
    return;
  }
  if (proof === undefined) {
    say(verdict, "offline");
    return;
  }
  const known = noted.commitment !== undefined && noted.list !== undefined;
  const other = typeof proof?.draw === "string" && proof.draw !== draw;
  const fails = other ? "other-draw" : await failure(proof, { commitment, list, ...noted });
  say(verdict, ...(fails === undefined ? ["proved", known ? "noted" : "not-noted"] : ["not-proved", fails]));
}

function offerCheck(noted) {
  const verdict = document.querySelector("#verdict");
  const button = document.querySelector("#check");
  if (button === null) {
    return;
  }
  if (globalThis.crypto?.subtle === undefined) {
    say(verdict, "unable");
    return;
  }
  button.hidden = false;
  button.addEventListener("click", () =>
    judge(verdict, noted, async () => {
      const response = await fetchProof().catch(() => undefined);
      return response?.ok ? response.json() : undefined;
    }),
  );
  document.querySelector("#other").hidden = false;
  document.querySelector("#file").addEventListener("change", ({ target }) =>
    judge(verdict, noted, async () => {
      const file = target.files[0];
      return file.size > PROOF_BYTES ? null : JSON.parse(await file.text());
    }),
  );
}

// So many phones of one address fetch it at a time; the others come again.
async function fetchProof() {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(path + "/proof.json");
    if (response.status !== 503 || attempt === PROOF_ATTEMPTS) {
      return response;
    }
    const seconds = Number(response.headers.get("Retry-After")) || 1;
    await new Promise((go) => setTimeout(go, seconds * 1_000 * (0.5 + Math.random())));
  }
}

// A hall full of phones asks one after the other, and not in step; one that is taken out of a pocket asks at once.
function awaitNextStep() {
  if (state !== "announced" && state !== "closed") {
    return;
  }
  let timer;
  const ask = async () => {
    clearTimeout(timer);
    if (!document.hidden) {
      const answer = await fetch(path + "/state", { cache: "no-store" }).then((response) => response.json()).catch(() => undefined);
      if (answer !== undefined && answer.state !== state) {
        location.reload();
        return;
      }
    }
    timer = setTimeout(ask, ASK_MILLIS + Math.random() * SPREAD_MILLIS);
  };
  document.addEventListener("visibilitychange", ask);
  timer = setTimeout(ask, ASK_MILLIS);
}

offerCheck(note());
showOwn();
awaitNextStep();
