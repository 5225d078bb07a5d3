// Computes a lucky draw again from its proof, with nothing but SHA-256. The steps have the names that the command
// `draw verify` gives them; the rule stands in docs/lucky-draw.md.
const HEX = /^[0-9a-f]{64}$/;
const TICKET = /^[0-9a-f]{32}$/;
const MOST = 20_000;
const utf8 = new TextEncoder();
const sha = (bytes) => crypto.subtle.digest("SHA-256", bytes);
const lines = (...parts) => utf8.encode(parts.map((part) => part + "\n").join(""));
const hash = async (...parts) => hex(await sha(lines(...parts)));
const hex = (bytes) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");
const same = (some, others) => some.length === others.length && some.every((one, i) => one === others[i]);

// Numbers of 32 bits, eight from each hash of the seed and a counter.
async function* numbers(seed) {
  for (let counter = 0; ; counter++) {
    const block = new Uint8Array(40);
    block.set(new Uint8Array(seed));
    new DataView(block.buffer).setBigUint64(32, BigInt(counter));
    const drawn = new DataView(await sha(block));
    for (let at = 0; at < 32; at += 4) {
      yield drawn.getUint32(at);
    }
  }
}

async function winners({ secret, call, tickets, prizes }, list) {
  const order = [...tickets].sort();
  const drawn = numbers(await sha(lines("ht/v1/draw-seed", secret, list, call)));
  for (let last = order.length - 1; last > 0; last--) {
    const limit = 2 ** 32 - (2 ** 32 % (last + 1));
    let number = limit;
    while (number >= limit) {
      number = (await drawn.next()).value;
    }
    const at = number % (last + 1);
    [order[last], order[at]] = [order[at], order[last]];
  }
  return order.slice(0, prizes.length);
}

function isProof(proof) {
  const lists = [proof?.tickets, proof?.prizes, proof?.winners];
  const hashes = [proof?.commitment, proof?.secret, proof?.list];
  return lists.every((list) => Array.isArray(list) && list.length <= MOST && list.every((one) => typeof one === "string"))
    && hashes.every((one) => typeof one === "string" && HEX.test(one)) && typeof proof.call === "string";
}

// The first step that fails; nothing where the winners are proved. Noted is what was seen before the call.
export async function failure(proof, noted) {
  if (!isProof(proof)) return "form";
  if (proof.version !== 1) return "version";
  if ((await hash("ht/v1/draw-commitment", proof.secret)) !== proof.commitment) return "commitment";
  if (!proof.tickets.every((one) => TICKET.test(one)) || new Set(proof.tickets).size !== proof.tickets.length) return "tickets";
  const list = await hash("ht/v1/draw-tickets", ...[...proof.tickets].sort());
  if (list !== proof.list) return "list";
  const prizes = proof.prizes.length;
  if (prizes === 0 || prizes !== proof.winners.length || prizes > proof.tickets.length) return "prizes";
  if (!same(await winners(proof, list), proof.winners)) return "winners";
  if (noted.commitment !== proof.commitment) return "noted-commitment";
  return noted.list === proof.list ? undefined : "noted-list";
}
