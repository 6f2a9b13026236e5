// The values of a chart under the pointer, or by the arrow keys; the tables of the page hold them all as well.
import { make, say } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function trends() {
  document.querySelectorAll("svg.chart[data-from]").forEach(trend);
}

// As many quarters one after the other, from the first: `K4 2017`, `K1 2018`.
function named(first, count) {
  const [, letter, number, year] = /^(\D*)(\d) (\d+)$/.exec(first);
  return Array.from({ length: count }, (_, at) => {
    const all = 4 * year + (number - 1) + at;
    return `${letter}${(all % 4) + 1} ${Math.floor(all / 4)}`;
  });
}

function trend(svg) {
  const values = svg.dataset.values.split(";").map((line) => line.split("|"));
  const quarters = named(svg.dataset.from, values[0].length);
  const names = [...svg.querySelectorAll(".label")].map((label) => label.textContent);
  const [first, step] = svg.dataset.x.split(" ").map(Number);
  const [top, bottom] = svg.dataset.y.split(" ").map(Number);
  const readout = make("p", { class: "small readout", role: "status" }, say("figure.hint"));
  const note = svg.nextElementSibling?.matches("p.small") ? svg.nextElementSibling : svg;
  note.after(readout);
  const guide = document.createElementNS(SVG, "path");
  guide.setAttribute("class", "guide");
  svg.append(guide);
  let shown = null;

  const show = (at) => {
    if (at === shown) return;
    shown = at;
    guide.setAttribute("d", at == null ? "" : `M${first + at * step} ${top}V${bottom}`);
    if (at == null) return readout.replaceChildren(say("figure.hint"));
    const told = names.map((name, line) => `${name} ${values[line][at] || "–"}`).join("; ");
    readout.replaceChildren(make("strong", {}, quarters[at]), `: ${told}`);
  };
  const under = ({ clientX }) => {
    const { left, width } = svg.getBoundingClientRect();
    const at = Math.round((((clientX - left) / width) * svg.viewBox.baseVal.width - first) / (step || 1));
    show(Math.max(0, Math.min(quarters.length - 1, at)));
  };
  for (const event of ["pointermove", "pointerdown"]) svg.addEventListener(event, under);
  for (const event of ["pointerleave", "blur"]) svg.addEventListener(event, () => show(null));
  svg.setAttribute("tabindex", "0");
  const last = quarters.length - 1;
  svg.addEventListener("focus", () => svg.matches(":focus-visible") && show(last));
  svg.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: Math.max(0, (shown ?? last + 1) - 1), ArrowRight: Math.min(last, (shown ?? last - 1) + 1), Home: 0, End: last, Escape: null };
    if (!(event.key in ways)) return;
    event.preventDefault();
    show(ways[event.key]);
  });
}
