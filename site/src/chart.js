// A chart of lines over quarters, by Observable Plot.
import * as Plot from "@observablehq/plot";
import { figure, language, make } from "./dom.js";

const plainly = new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: "always" });

// The axis of lines: where they lie, and from zero where they come near it (as charts.py does).
function axis(values, isRatio) {
  let [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
  if (low <= high / 3) low = Math.min(0, low);
  for (let power = isRatio || !values.every(Number.isInteger) ? -2 : 0; ; power += 1) {
    for (const size of [1, 2, 5]) {
      const step = size * 10 ** power;
      if (isRatio && step < 0.02) continue;
      let [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
      if (first === last) [first, last] = [Math.max(0, first - 1), last + 1];
      if (last - first > 5) continue;
      const ticks = Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toFixed(2)));
      return ticks.filter((tick) => !isRatio || tick <= 1);
    }
  }
}

// The chart, and a line that says where its axis begins when that is not zero.
export function line(lines, quarters, names, isRatio, title, told = "") {
  const style = getComputedStyle(document.documentElement);
  const colours = [0, 1, 2, 3, 4].map((at) => style.getPropertyValue(`--s${at}`).trim());
  const place = new Map(quarters.map((quarter, at) => [quarter, at]));
  const points = lines.flatMap(({ name, values }) =>
    quarters.map((quarter) => {
      const value = values.get(quarter)?.value ?? null;
      const known = typeof value === "number";
      return { name, quarter, at: place.get(quarter), value: known ? value : NaN, bounds: known ? null : value };
    }),
  );
  const bounded = points.filter(({ bounds }) => bounds && bounds[1] != null);
  const side = axis(points.flatMap(({ value, bounds }) => [value, ...(bounds ?? [])]).filter(Number.isFinite), isRatio);
  const short = (value) => (isRatio ? figure(value, true).replace(/[.,]0%/, "%") : plainly.format(value));
  // Over more than a year the years alone are named.
  const few = quarters.length <= 4;
  const firsts = quarters.filter((quarter) => quarter.endsWith("Q1"));
  const ticks = few || !firsts.length ? quarters : firsts;
  const every = Math.ceil(ticks.length / 8);
  const plot = Plot.plot({
    width: Math.min(880, document.getElementById("plot").clientWidth || 640),
    height: 360,
    marginLeft: 56,
    marginRight: 16,
    className: "plot",
    style: { fontSize: "13px", background: "none" },
    x: { ticks: ticks.filter((_, at) => at % every === 0).map((quarter) => place.get(quarter)), label: null,
      domain: [-0.2, quarters.length - 0.8], tickFormat: (at) => (few ? names[quarters[at]] : quarters[at]?.slice(0, 4)) ?? "" },
    y: { label: null, grid: true, domain: [side[0], side.at(-1)], ticks: side, tickFormat: short },
    color: { domain: lines.map(({ name }) => name), range: colours, legend: false },
    marks: [
      ...(side[0] === 0 ? [Plot.ruleY([0])] : []),
      Plot.lineY(points, { x: "at", y: "value", stroke: "name", strokeWidth: 2.2 }),
      Plot.dot(points, { x: "at", y: "value", fill: "name", r: quarters.length > 16 ? 2 : 3.5, symbol: "name" }),
      Plot.ruleX(bounded, { x: "at", y1: ({ bounds }) => bounds[0], y2: ({ bounds }) => bounds[1], stroke: "name", strokeWidth: 3 }),
      Plot.tip(points, Plot.pointer({ x: "at", y: "value", title: ({ name, quarter, value }) => `${name}\n${names[quarter]}: ${figure(value, isRatio)}` })),
    ],
    symbol: { legend: true, domain: lines.map(({ name }) => name) },
  });
  for (const style of plot.querySelectorAll("style")) style.remove();
  const drawing = plot.tagName === "svg" ? plot : plot.querySelector("svg:last-of-type");
  for (const inner of plot.querySelectorAll("[aria-label]")) inner.removeAttribute("aria-label");
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", `${title}: ${lines.map(({ name }) => name).join(", ")}`);
  const note = side[0] !== 0 && told.replace("{low}", short(side[0]));
  return note ? [plot, make("p", { class: "small" }, note)] : [plot];
}

export function bars(rows, title) {
  const plot = Plot.plot({
    width: Math.min(880, document.getElementById("plot").clientWidth || 640),
    marginLeft: 170,
    className: "plot",
    style: { fontSize: "13px", background: "none" },
    x: { label: title, grid: true, zero: true },
    y: { label: null, domain: rows.map(({ name }) => name) },
    marks: [Plot.barX(rows, { y: "name", x: "value", fill: getComputedStyle(document.documentElement).getPropertyValue("--s0").trim() }), Plot.ruleX([0])],
  });
  for (const style of plot.querySelectorAll("style")) style.remove();
  for (const inner of plot.querySelectorAll("[aria-label]")) inner.removeAttribute("aria-label");
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", title);
  return plot;
}
