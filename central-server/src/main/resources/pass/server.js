// What is asked of the server, from whichever page. Nothing here is needed to show a pass.
const PATIENCE_MILLIS = 10_000;
const FILE_PATIENCE_MILLIS = 60_000;
const ATTEMPTS = 4;
const SECOND = 1_000;

// The answer's fields, with `refused` where the server says no, and `offline` where nobody answers.
export async function ask(path, body) {
  try {
    const { response, asked } = await again(() => post(path, body, PATIENCE_MILLIS));
    const answer = await response.json();
    return { ...answer, asked, answered: Date.now() };
  } catch {
    return { offline: true };
  }
}

// The same where the answer is a file: then the answer's `file` is it.
export async function askFile(path, body) {
  const asked = Date.now();
  try {
    const response = await post(path, body, FILE_PATIENCE_MILLIS);
    return response.ok
      ? { file: await response.blob() }
      : { ...(await response.json()), asked, answered: Date.now() };
  } catch {
    return { offline: true };
  }
}

function post(path, body, patience) {
  return fetch(new URL("api/" + path, import.meta.url), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    credentials: "omit",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
}

// Where a whole hall asks at once, some are told to come again: nothing was looked at, so the same question still counts.
async function again(send) {
  for (let attempt = 1; ; attempt++) {
    const asked = Date.now();
    const response = await send();
    const seconds = Number(response.headers.get("Retry-After"));
    if (response.status !== 503 || !(seconds > 0) || attempt === ATTEMPTS) {
      return { response, asked };
    }
    // Not all of them in the same moment.
    await new Promise((go) => setTimeout(go, seconds * SECOND * (0.5 + Math.random())));
  }
}
