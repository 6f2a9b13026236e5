// Tables that sort by a column and filter by a word.
import { make, number, plain } from "./dom.js";

export function tables() {
  document.querySelectorAll("table[data-sort]").forEach(sortable);
  document.querySelectorAll(".filter").forEach(filter);
}

export function sortable(table) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const isNumber = !heading.classList.contains("text");
    const button = make("button", { type: "button" }, ...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const falling = heading.getAttribute("aria-sort") === "descending" || !isNumber;
      const rising = heading.getAttribute("aria-sort") === "ascending";
      headings.forEach((each) => each.removeAttribute("aria-sort"));
      const direction = falling && !rising ? "ascending" : "descending";
      heading.setAttribute("aria-sort", direction);
      sort(table, column, isNumber, direction === "ascending" ? 1 : -1);
    });
  });
}

// Rows without a value stand last in both directions.
function sort(table, column, isNumber, sign) {
  const body = table.tBodies[0];
  const valued = [...body.rows].map((row) => {
    const text = row.cells[column]?.textContent ?? "";
    return [row, isNumber ? number(text) : text];
  });
  const collator = new Intl.Collator(document.documentElement.lang);
  valued.sort(([, a], [, b]) => {
    if (a == null || b == null) return (a == null) - (b == null);
    return sign * (isNumber ? a - b : collator.compare(a, b));
  });
  body.append(...valued.map(([row]) => row));
}

function filter(line) {
  const table = line.parentElement.querySelector("table");
  const input = line.querySelector("input");
  const status = make("span", { role: "status" });
  line.append(status);
  line.hidden = false;
  input.addEventListener("input", () => {
    const words = plain(input.value);
    const rows = [...table.tBodies[0].rows];
    for (const row of rows) row.hidden = !plain(`${row.textContent} ${row.dataset.also ?? ""}`).includes(words);
    status.textContent = rows.every((row) => row.hidden) ? line.dataset.none : "";
  });
}
