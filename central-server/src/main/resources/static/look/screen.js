// The big screen of a contest. It asks again whenever the centre says that ranks changed, and every ten seconds; what
// was shown last stays, with its age, when the link is down.
const board = document.getElementById("board");
const place = (id) => document.getElementById(id);
let shown = null;
let heardAt = 0;
let skew = 0;
let failing = false;
let drawn = "";

const two = (number) => String(number).padStart(2, "0");
const clock = (millis) => {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const minutes = Math.floor(seconds / 60);
  return minutes >= 60
    ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
};

function list(id, lines) {
  const items = lines.map((line) => {
    const item = document.createElement("li");
    for (const [name, text] of [["place", line.place], ["name", line.name], ["score", line.score], ["used", clock(line.used)]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      item.append(part);
    }
    return item;
  });
  place(id)?.replaceChildren(...items);
}

function draw() {
  const lists = JSON.stringify([shown.people, shown.groups]);
  if (lists === drawn) {
    return;
  }
  drawn = lists;
  board.classList.toggle("filled", shown.people.length > 0);
  list("people", shown.people);
  list("groups", shown.groups);
}

function tick() {
  if (shown === null) {
    return;
  }
  const some = shown.people.length > 0;
  place("taken").textContent = shown.taken;
  place("average").textContent = some ? shown.average + "%" : "–";
  place("best").textContent = some ? shown.best + "%" : "–";
  const now = Date.now() + skew;
  place("left").textContent = clock(shown.closes - Math.max(now, shown.opens));
  const age = Math.floor((performance.now() - heardAt) / 1000);
  board.classList.toggle("lost", failing);
  const words = failing ? board.dataset.lost : age < 15 ? board.dataset.fresh : board.dataset.age;
  place("age").textContent = words.replace("{0}", clock(age * 1000));
}

async function ask() {
  try {
    const answer = await fetch(board.dataset.now, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) {
      throw new Error("no answer");
    }
    shown = await answer.json();
    heardAt = performance.now();
    skew = shown.at - Date.now();
    failing = false;
    draw();
  } catch {
    failing = true;
  }
  tick();
}

const events = new EventSource("/live");
let waiting = false;
events.addEventListener("change", (event) => {
  if (event.data === "ranks" && !waiting) {
    waiting = true;
    setTimeout(() => {
      waiting = false;
      ask();
    }, 150);
  }
});
addEventListener("pagehide", () => events.close());
setInterval(ask, 10000);
setInterval(tick, 1000);
ask();
