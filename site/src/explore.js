// The map and ranking of the country in another quarter, by another measure. The address remembers the choice.
import { figure, get, make, place, settings } from "./dom.js";

export function explore() {
  const box = document.querySelector(".explore");
  const told = settings();
  if (!box || !told) return;
  const form = box.querySelector(".choose");
  const map = box.querySelector(".map");
  const title = box.querySelector("[data-title]");
  const table = box.querySelector("[data-ranking]");
  form.hidden = false;
  const first = { q: form.elements.q.value, m: form.elements.m.value };

  const chosen = () => {
    const asked = new URLSearchParams(location.search);
    const q = asked.get("q") in told.files ? asked.get("q") : first.q;
    const m = asked.get("m") in told.breaks ? asked.get("m") : first.m;
    return { q, m };
  };

  const colour = (value, limits) => {
    if (value == null) return "none";
    if (!Array.isArray(value)) return `q${limits.filter((limit) => value >= limit).length}`;
    const [low, high] = value;
    return high == null ? "none" : `q${limits.filter((limit) => (low + high) / 2 >= limit).length} bound`;
  };

  const paint = (found, m) => {
    const column = told.columns.indexOf(m);
    for (const path of map.querySelectorAll("path[id]")) {
      const code = path.id.slice(1);
      const value = found[code]?.[0][column] ?? null;
      const text = `${told.places[code]}: ${value == null ? told.texts.none : figure(value, true)}`;
      path.setAttribute("class", colour(value, told.breaks[m]));
      path.nextElementSibling.textContent = text;
      path.parentElement.setAttribute("aria-label", text);
    }
    const limits = told.breaks[m].map((limit) => `${Math.round(100 * limit)}%`);
    box.querySelectorAll("[data-limit]").forEach((each, at) => {
      each.textContent = at === 0 ? `< ${limits[0]}` : at === limits.length ? `≥ ${limits.at(-1)}` : `${limits[at - 1]}–${limits[at]}`;
    });
  };

  const fill = (found, m) => {
    const column = told.columns.indexOf(m);
    const known = (code) => (typeof found[code]?.[0][column] === "number" ? found[code][0][column] : null);
    const ranked = Object.keys(found).map(known).filter((value) => value != null);
    const skip = table.tHead.rows[0].cells.length - told.columns.length;
    const rows = [...table.tBodies[0].rows];
    for (const row of rows) {
      const { code } = row.dataset;
      const own = known(code);
      row.cells[0].textContent = own == null ? "" : 1 + ranked.filter((value) => value > own).length;
      remark(row, found[code]?.[3] ?? []);
      told.columns.forEach((measure, at) => {
        row.cells[skip + at].replaceWith(cell(found[code], measure, at));
      });
    }
    const name = (row) => told.places[row.dataset.code];
    rows.sort((a, b) => (known(b.dataset.code) ?? -1) - (known(a.dataset.code) ?? -1) || name(a).localeCompare(name(b), "nl"));
    table.tBodies[0].append(...rows);
    table.querySelectorAll("[aria-sort]").forEach((each) => each.removeAttribute("aria-sort"));
  };

  // What must be said of a figure, beside the name of its place.
  const remark = (row, remarks) => {
    row.querySelector(".remark")?.remove();
    if (remarks.length) row.querySelector("th").append(make("span", { class: "small remark" }, ` ${remarks.map((each) => told.remarks[each]).join(", ")}`));
  };

  const cell = (row, measure, at) => {
    if (!row) return make("td", { class: "no" }, at === 0 ? told.texts.none : "");
    const [values, publication, number] = row;
    const text = figure(values[at], measure in told.breaks);
    if (values[at] == null || !publication) return make("td", {}, text);
    return make("td", {}, make("a", { href: `${told.proof.replace("_.html", `${publication}.html`)}#${place(measure, number)}` }, text));
  };

  let asked = 0;
  const show = async () => {
    const { q, m } = chosen();
    const now = ++asked;
    form.elements.q.value = q;
    form.elements.m.value = m;
    const found = await (await get(told.files[q])).json();
    // Somebody may have chosen on while this was loading.
    if (now !== asked) return;
    title.textContent = `${told.measures[m]}, ${told.quarters[q]}`;
    paint(found, m);
    fill(found, m);
    headline(q, m);
  };

  // The figure above the map is of the same quarter and measure as the map.
  const headline = (q, m) => {
    const line = document.querySelector(".headline");
    if (!line) return;
    line.hidden = !(q in told.national);
    if (line.hidden) return;
    line.querySelector("[data-national]").textContent = told.national[q][told.columns.indexOf(m)];
    line.querySelector("[data-meaning]").textContent = `${told.meanings[m]}, ${told.quarters[q]}`;
    line.querySelector("[data-counted]").textContent = told.counted[q] ?? "";
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const address = new URL(location);
    address.searchParams.set("q", form.elements.q.value);
    address.searchParams.set("m", form.elements.m.value);
    history.pushState(null, "", address);
    show();
  });
  addEventListener("popstate", show);
  if (location.search) show();
  both(map, table);
  keys(map);
}

// A place under the pointer shows in the table, and the other way round.
function both(map, table) {
  const on = (code, is) => {
    map.querySelector(`#m${CSS.escape(code)}`)?.parentElement.classList.toggle("on", is);
    table.querySelector(`tr[data-code="${CSS.escape(code)}"]`)?.classList.toggle("on", is);
  };
  const listen = (element, code) => {
    element.addEventListener("mouseenter", () => on(code, true));
    element.addEventListener("mouseleave", () => on(code, false));
  };
  map.querySelectorAll("path[id]").forEach((path) => listen(path.parentElement, path.id.slice(1)));
  for (const row of table.tBodies[0].rows) listen(row, row.dataset.code);
}

// One stop of the tab key for the whole map; arrows go to the nearest place that way.
function keys(map) {
  const places = [...map.querySelectorAll("a")].map((link) => {
    const { x, y } = link.firstElementChild.dataset;
    return { link, x: Number(x), y: Number(y) };
  });
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  places.forEach(({ link }, at) => link.setAttribute("tabindex", at ? "-1" : "0"));
  map.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    const here = places.find(({ link }) => link === document.activeElement);
    if (!way || !here) return;
    event.preventDefault();
    let best = null;
    for (const place of places) {
      const ahead = (place.x - here.x) * way[0] + (place.y - here.y) * way[1];
      const aside = Math.abs((place.x - here.x) * way[1]) + Math.abs((place.y - here.y) * way[0]);
      const far = ahead + 2 * aside;
      if (ahead > 0 && aside <= 2 * ahead && (!best || far < best.far)) best = { place, far };
    }
    if (!best) return;
    here.link.setAttribute("tabindex", "-1");
    best.place.link.setAttribute("tabindex", "0");
    best.place.link.focus();
  });
}
