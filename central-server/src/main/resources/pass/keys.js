// The phone's key. It is made here, the browser keeps it, and not even this page can read it: it can only let it sign.
import { digits, head, message } from "./code.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNING = { name: "ECDSA", hash: "SHA-256" };

export async function newKey() {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
  return { privateKey: pair.privateKey, publicKey: toBase64(new Uint8Array(spki)) };
}

// Proves to the server that whoever asks for enrolment holds the key.
export async function proof(key, word) {
  const text = "ht/v1/enrol\n" + word + "\n" + key.publicKey;
  return toBase64(await sign(key.privateKey, new TextEncoder().encode(text)));
}

// What the phone asks in its member's name, signed so that it counts for that and nothing else.
export async function signed({ identity, privateKey }, action, at, content) {
  const { member, phone } = identity;
  const words = ["ht/v1/ask", action, member, phone, at, content].join("\n");
  return { member, phone, at, content, proof: toBase64(await sign(privateKey, new TextEncoder().encode(words))) };
}

// The digits of the pass of one step.
export async function passDigits(identity, privateKey, step) {
  const first = head(identity, step);
  return digits(first, await sign(privateKey, message(first)));
}

async function sign(privateKey, bytes) {
  return new Uint8Array(await crypto.subtle.sign(SIGNING, privateKey, bytes));
}

function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}
