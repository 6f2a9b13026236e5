// Up to five places in one chart and table. The address holds the choice: p (places), m (measure), b (borders).
import { line } from "./chart.js";
import { figure, get, make, place, plain, root, settings } from "./dom.js";
import { allPlaces, found } from "./search.js";

const MOST = 5;
const told = settings();
const form = document.getElementById("compare");
const status = document.getElementById("told");
const result = document.getElementById("result");
const names = Object.entries(told.places).map(([code, [name]]) => label(code, name));
const codes = new Map(Object.entries(told.places).map(([code, [name]]) => [plain(label(code, name)), code]));
const pages = new Map(Object.entries(told.places).map(([code, [, , page]]) => [page, code]));
const loaded = new Map();

function label(code, name) {
  return code.startsWith("r") ? `${name} (${told.texts.region.toLowerCase()})` : name;
}

function chosen() {
  const asked = new URLSearchParams(location.search);
  const places = (asked.get("p") ?? "").split(",").filter((code) => code in told.places);
  const measures = [...form.elements.m.options].map((option) => option.value);
  return {
    places: [...new Set(places)].slice(0, MOST),
    m: measures.includes(asked.get("m")) ? asked.get("m") : measures[0],
    b: asked.get("b") === "p" ? "p" : "c",
  };
}

function choose(change) {
  const next = { ...chosen(), ...change };
  const address = new URL(location);
  address.searchParams.set("p", next.places.join(","));
  address.searchParams.set("m", next.m);
  address.searchParams.set("b", next.b);
  history.pushState(null, "", address);
  show();
}

// Our own files: no comma or quote stands in a number; a name may be quoted.
export function rows(text) {
  const [head, ...lines] = text.trim().split("\n").map((each) => {
    const fields = [...each.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1]);
    return fields.map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field));
  });
  return lines.map((fields) => Object.fromEntries(head.map((name, at) => [name, fields[at]])));
}

async function series(code) {
  if (!loaded.has(code)) loaded.set(code, rows(await (await get(told.places[code][1])).text()));
  return loaded.get(code);
}

function values(all, m, b) {
  const newest = all.filter((row) => row.series === "todays_borders");
  const used = b === "c" && newest.length ? newest : all.filter((row) => row.series === "as_published");
  return new Map(
    used.map((row) => {
      const [low, high] = [row[`${m}_min`], row[`${m}_max`]];
      const value = row[m] ? Number(row[m]) : low ? [Number(low), high ? Number(high) : null] : null;
      const publication = row.series === "as_published" ? row.publication : "";
      return [row.quarter, { value, publication, row: row.row, remarks: row.remarks.split(" ").filter(Boolean) }];
    }),
  );
}

async function show() {
  const { places, m, b } = chosen();
  form.elements.m.value = m;
  form.elements.b.value = b;
  document.getElementById("chosen").replaceChildren(...places.map((code) => tag(code, places)));
  result.hidden = places.length === 0;
  // The register is printed for regions: a municipality has no figure of it.
  const without = told.regional.includes(m) ? places.filter((code) => !code.startsWith("r")) : [];
  const alone = without.map((code) => told.places[code][0]).join(", ");
  status.textContent = !places.length ? told.texts.empty : alone ? told.texts.regional.replace("{names}", alone) : "";
  if (without.length === places.length) result.hidden = true;
  if (result.hidden) return;
  const isRatio = told.ratios.includes(m);
  const files = await Promise.all(places.map(series));
  if (JSON.stringify(chosen()) !== JSON.stringify({ places, m, b })) return;
  const lines = files.map((all, at) => ({ name: label(places[at], told.places[places[at]][0]), values: values(all, m, b) }));
  // From the first to the last there is, with the gaps between.
  const all = Object.keys(told.quarters);
  const has = (quarter) => lines.some((each) => each.values.has(quarter));
  const quarters = all.slice(all.findIndex(has), all.findLastIndex(has) + 1);
  const title = form.elements.m.selectedOptions[0].textContent;
  document.getElementById("compare-chart").textContent = title;
  document.getElementById("plot").replaceChildren(...line(lines, quarters, told.quarters, isRatio, title, told.texts.axis));
  document.querySelector("[aria-labelledby=compare-table]").replaceChildren(table(lines, quarters, m, isRatio));
}

function tag(code, places) {
  const [name, , page] = told.places[code];
  const button = make("button", { type: "button", "aria-label": told.texts.remove.replace("{name}", name) }, "×");
  button.addEventListener("click", () => choose({ places: places.filter((each) => each !== code) }));
  return make("li", {}, make("a", { href: page }, label(code, name)), button);
}

function table(lines, quarters, m, isRatio) {
  const head = make("tr", {}, make("th", { scope: "col" }, told.texts.quarter),
    ...lines.map(({ name }) => make("th", { scope: "col" }, name)));
  const body = [...quarters].reverse().map((quarter) =>
    make("tr", {}, make("th", { scope: "row" }, told.quarters[quarter]), ...lines.map((each) => {
      const there = each.values.get(quarter);
      const text = figure(there?.value, isRatio);
      const remarks = (there?.remarks ?? []).map((each) => make("small", {}, ` ${told.remarks[each]}`));
      if (!there?.publication || there.value == null) return make("td", {}, text, ...remarks);
      return make("td", {}, make("a", { href: told.proof.replace("_.html", `${there.publication}.html`) + `#${place(m, there.row)}` }, text), ...remarks);
    })));
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
}

document.getElementById("places").append(...names.map((name) => make("option", { value: name })));
form.hidden = false;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = form.elements.place.value;
  const code = plain(text) && (await searched(text))[0];
  if (code) add(code);
});
form.addEventListener("change", () => choose({ m: form.elements.m.value, b: form.elements.b.value }));
form.elements.place.addEventListener("input", async (event) => {
  event.stopPropagation();
  const text = event.target.value;
  const code = codes.get(plain(text));
  if (code) return add(code);
  const none = plain(text) && !(await searched(text)).length;
  if (form.elements.place.value === text) status.textContent = none ? told.texts.search_none : "";
});

// The places with figures that the search of every page finds, by their other names too.
async function searched(text) {
  const exact = codes.get(plain(text));
  if (exact) return [exact];
  return found(await allPlaces(), text).map(([, , path]) => pages.get(root + path)).filter(Boolean);
}

function add(code) {
  form.elements.place.value = "";
  const { places } = chosen();
  if (places.length >= MOST) status.textContent = told.texts.full;
  else choose({ places: [...places, code] });
}
form.elements.place.addEventListener("change", (event) => event.stopPropagation());
addEventListener("popstate", show);
show();
