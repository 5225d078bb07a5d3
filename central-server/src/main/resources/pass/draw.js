// Elements and the code itself.
import qrcode from "./vendor/qrcode-generator-2.0.4.mjs";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4;
const VERSION = 5;

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

// 193 digits as a QR symbol of version 5, level M: dark on white, whatever the theme.
export function passSymbol(digits) {
  const symbol = qrcode(VERSION, "M");
  symbol.addData(digits, "Numeric");
  symbol.make();
  return drawn(symbol);
}

// An address as a QR symbol of whatever version it takes.
export function addressSymbol(address) {
  const symbol = qrcode(0, "M");
  symbol.addData(address, "Byte");
  symbol.make();
  return drawn(symbol);
}

function drawn(symbol) {
  const modules = symbol.getModuleCount();
  const size = modules + 2 * QUIET;
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.setAttribute("shape-rendering", "crispEdges");
  picture.setAttribute("class", "symbol");
  picture.setAttribute("role", "img");
  const ground = document.createElementNS(SVG, "rect");
  ground.setAttribute("width", size);
  ground.setAttribute("height", size);
  ground.setAttribute("fill", "#FFFFFF");
  const dark = document.createElementNS(SVG, "path");
  dark.setAttribute("fill", "#000000");
  let path = "";
  for (let row = 0; row < modules; row++) {
    for (let column = 0; column < modules; column++) {
      if (symbol.isDark(row, column)) {
        path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
      }
    }
  }
  dark.setAttribute("d", path);
  picture.append(ground, dark);
  return picture;
}
