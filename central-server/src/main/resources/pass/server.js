// What is asked of the server, from whichever page. Nothing here is needed to show a pass.
const PATIENCE_MILLIS = 10_000;
const FILE_PATIENCE_MILLIS = 60_000;

// The answer's fields, with `refused` where the server says no, and `offline` where nobody answers.
export async function ask(path, body) {
  const asked = Date.now();
  try {
    const response = await fetch(new URL("api/" + path, import.meta.url), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
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
    const response = await fetch(new URL("api/" + path, import.meta.url), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(FILE_PATIENCE_MILLIS),
    });
    return response.ok
      ? { file: await response.blob() }
      : { ...(await response.json()), asked, answered: Date.now() };
  } catch {
    return { offline: true };
  }
}
