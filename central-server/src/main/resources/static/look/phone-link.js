// Draws the one-time link as a QR symbol, in the page: the link itself is sent nowhere.
import { addressSymbol } from "/pass/draw.js";

const place = document.querySelector("#link-symbol");
if (place !== null) {
  place.append(addressSymbol(place.dataset.link));
}
