// SQL in the browser. The database is loaded when somebody starts it; nothing leaves the page.
import { bars, line } from "./chart.js";
import { get, language, make, settings } from "./dom.js";
import { sortable } from "./tables.js";

const SHOWN = 500;
const told = settings();
const editor = document.getElementById("editor");
const run = document.getElementById("run");
const status = document.getElementById("told");
const result = document.getElementById("result");
const csv = document.getElementById("csv");
let connection = null;

async function start() {
  // A file of its own, for those who ask something.
  const duckdb = await import(new URL("duckdb.js", import.meta.url).href);
  const file = new Uint8Array(await (await get(told.file)).arrayBuffer());
  const worker = new Worker(new URL(told.worker, location.href));
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await database.instantiate(new URL(told.wasm, location.href).href);
  await database.open({ query: { castBigIntToDouble: true, castDecimalToDouble: true } });
  await database.registerFileBuffer("klantprofielen.duckdb", file);
  const opened = await database.connect();
  await opened.query("set autoinstall_known_extensions = false");
  await opened.query("set autoload_known_extensions = false");
  await opened.query("attach 'klantprofielen.duckdb' as klantprofielen (read_only)");
  await opened.query("use klantprofielen");
  return opened;
}

// A column that holds days comes as milliseconds.
function plain(value, type) {
  if (value == null) return null;
  if (/^Date/.test(type)) return new Date(Number(value)).toISOString().slice(0, 10);
  if (/^Timestamp/.test(type)) return new Date(Number(value)).toISOString();
  if (typeof value === "bigint") return Number(value);
  return typeof value === "object" ? String(value) : value;
}

async function ask() {
  run.disabled = true;
  result.hidden = true;
  status.textContent = told.texts.loading;
  try {
    connection ??= await start();
    const began = performance.now();
    const answer = await connection.query(editor.value);
    const names = answer.schema.fields.map(({ name }) => name);
    const types = answer.schema.fields.map(({ type }) => String(type));
    const rows = answer.toArray().map((row) => Object.values(row.toJSON()).map((value, at) => plain(value, types[at])));
    const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format((performance.now() - began) / 1000);
    status.textContent = told.texts.ready.replace("{rows}", rows.length).replace("{seconds}", seconds);
    if (rows.length > SHOWN) status.textContent += ` ${told.texts.shortened.replace("{count}", SHOWN)}`;
    show(names, rows);
  } catch (error) {
    // What DuckDB says about the question is for whoever asked it.
    status.textContent = String(error.message ?? error);
  } finally {
    run.disabled = false;
  }
}

function show(names, rows) {
  const isNumber = names.map((_, at) => rows.some((row) => row[at] != null) && rows.every((row) => row[at] == null || typeof row[at] === "number"));
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 4, useGrouping: false });
  const text = (value, at) => (value == null ? "" : isNumber[at] ? format.format(value) : String(value));
  const table = make("table", {},
    make("thead", {}, make("tr", {}, ...names.map((name, at) => make("th", { scope: "col", class: isNumber[at] ? "" : "text" }, name)))),
    make("tbody", {}, ...rows.slice(0, SHOWN).map((row) => make("tr", {}, ...row.map((value, at) => make("td", { class: isNumber[at] ? "" : "text" }, text(value, at)))))));
  document.querySelector("[aria-labelledby=result-title]").replaceChildren(table);
  sortable(table);
  result.hidden = false;
  draw(names, rows, isNumber);
  const quoted = (value) => (value == null ? "" : /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  const lines = [names, ...rows].map((row) => row.map(quoted).join(","));
  csv.onclick = () => {
    const link = make("a", { href: URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "text/csv" })), download: "klantprofielen.csv" });
    link.click();
    URL.revokeObjectURL(link.href);
  };
}

// Quarters make lines, one a numeric column; names make bars of the first numeric column.
function draw(names, rows, isNumber) {
  const plot = document.getElementById("plot");
  const numeric = names.map((_, at) => at).filter((at) => isNumber[at]).slice(0, 5);
  const first = isNumber.indexOf(false);
  plot.replaceChildren();
  if (!numeric.length || first < 0 || rows.length < 2 || rows.length > 200) return;
  const labels = rows.map((row) => String(row[first]));
  if (labels.every((label) => /^\d{4}Q[1-4]$/.test(label)) && new Set(labels).size === labels.length) {
    const quarters = [...labels].sort();
    const lines = numeric.map((at) => ({ name: names[at], values: new Map(rows.map((row) => [String(row[first]), { value: row[at] }])) }));
    plot.append(...line(lines, quarters, Object.fromEntries(quarters.map((each) => [each, each])), false, told.texts.chart, told.texts.axis));
  } else if (rows.length <= 60) {
    plot.append(bars(rows.map((row) => ({ name: String(row[first]), value: row[numeric[0]] })), names[numeric[0]]));
  }
}

document.querySelectorAll("[data-example]").forEach((button) =>
  button.addEventListener("click", () => {
    editor.value = told.examples[button.dataset.example];
    const address = new URL(location);
    address.hash = encodeURIComponent(editor.value);
    history.replaceState(null, "", address);
    editor.focus();
  }),
);
document.getElementById("ask").hidden = false;
document.getElementById("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `#${encodeURIComponent(editor.value)}`);
  ask();
});
editor.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) document.getElementById("ask").requestSubmit();
});
if (location.hash.length > 1) editor.value = decodeURIComponent(location.hash.slice(1));
