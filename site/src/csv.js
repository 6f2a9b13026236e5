// Every table as it stands on the page, as a CSV that a spreadsheet in the page's language opens.
import { language, make, say } from "./dom.js";

const SIGNS = language === "nl" ? { between: ";", thousands: "." } : { between: ",", thousands: "," };
const NUMBER = /^[-+−]?\d[\d.,]*%?$/;

export function tableFiles() {
  document.querySelectorAll("main .scroll").forEach((around) => {
    if (!around.querySelector("table") && around.id !== "rows") return;
    const button = make("button", { type: "button", class: "as-csv" }, say("country.table_csv"));
    button.addEventListener("click", () => save(around));
    around.after(make("p", { class: "tools" }, button));
  });
}

function save(around) {
  const rows = cells(around.querySelector("table"));
  // The mark at the beginning tells a spreadsheet that this is UTF-8.
  const text = `\ufeff${rows.map((row) => row.map(quoted).join(SIGNS.between)).join("\r\n")}\r\n`;
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: name(around) });
  link.click();
  URL.revokeObjectURL(link.href);
}

function name(around) {
  const page = location.pathname.split("/").slice(-2).join("-").replace(/\.html$/, "").replace(/^-/, "") || "index";
  const quarter = around.querySelector("[data-ranking]") && document.querySelector("select[name=q]")?.value;
  return [page, around.getAttribute("aria-labelledby"), quarter].filter(Boolean).join("-") + ".csv";
}

function cells(table) {
  const head = headings(table);
  const rows = [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])]
    .flatMap((part) => [...part.rows])
    .filter((row) => !row.hidden)
    .map((row) => [...row.cells].map(told));
  return [head, ...rows.map((row) => row.map(plainly))];
}

// A head of two rows is one: what stands above several columns stands before each.
function headings(table) {
  const grid = [...table.tHead.rows].map(() => []);
  [...table.tHead.rows].forEach((row, line) => {
    let at = 0;
    for (const cell of row.cells) {
      while (grid[line][at] != null) at += 1;
      for (let down = 0; down < cell.rowSpan; down += 1) {
        for (let over = 0; over < cell.colSpan; over += 1) grid[line + down][at + over] = down ? "" : told(cell);
      }
    }
  });
  return grid[0].map((_, at) => grid.map((line) => line[at]).filter(Boolean).join(" "));
}

function told(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("[aria-hidden]").forEach((each) => each.remove());
  copy.querySelectorAll("small, .small, p").forEach((each) => each.before(" "));
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// Numbers without marks between thousands, and with the hyphen that a spreadsheet takes for a minus.
function plainly(text) {
  if (text === "–") return "";
  if (NUMBER.test(text)) return text.replaceAll(SIGNS.thousands, "").replace("−", "-").replace("+", "");
  // What a document says is never a formula.
  return /^[=+\-@\t]/.test(text) ? `'${text}` : text;
}

const quoted = (text) => (text.includes(SIGNS.between) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);
