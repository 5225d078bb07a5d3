// The bytes of a pass and their digits, as docs/protocol lays them down. Pure: no clock, no key, no page. The vectors
// in pass.json are read by the Java side's tests and by these in a browser.
export const STEP_MILLIS = 30_000;

const KIND_PASS = 2;
const HEAD_BYTES = 16;
const DIGITS = 193;
const DOMAIN = new TextEncoder().encode("ht/v1/pass\n");

// 30-second steps since 1970.
export function stepAt(millis) {
  return Math.floor(millis / STEP_MILLIS);
}

// How long the code of this moment has still to live.
export function millisLeft(millis) {
  return (stepAt(millis) + 1) * STEP_MILLIS - millis;
}

// Kind, site, phone, member, step: the 16 bytes before the signature.
export function head({ site, phone, member }, step) {
  const bytes = new Uint8Array(HEAD_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, KIND_PASS);
  view.setUint16(1, site);
  view.setUint8(3, phone);
  bytes.set(fromHex(member), 4);
  view.setUint32(12, step);
  return bytes;
}

// What the phone signs.
export function message(headBytes) {
  return joined(DOMAIN, headBytes);
}

// 80 bytes as one decimal number, padded with zeros.
export function digits(headBytes, signature) {
  const hex = toHex(joined(headBytes, signature));
  return BigInt("0x" + hex).toString().padStart(DIGITS, "0");
}

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function joined(first, second) {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
