// Small helpers. Text is only ever set as text.
export const root = document.body.dataset.root ?? "";
export const language = document.documentElement.lang;

// What the programs say: texts of the page's language, which the site puts before the programs of every page.
export const say = (key) => globalThis.texts[language][key];

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

export function settings() {
  const element = document.getElementById("settings");
  return element ? JSON.parse(element.textContent) : null;
}

const whole = new Intl.NumberFormat(language, { useGrouping: "always" });
const percentage = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const round = (number, isRatio) => (isRatio ? `${percentage.format(100 * number)}%` : whole.format(number));

// A figure: a number, both bounds of one that is not known, or nothing.
export function figure(value, isRatio) {
  if (value == null) return "–";
  if (!Array.isArray(value)) return round(value, isRatio);
  const [low, high] = value;
  return high == null ? `≥ ${round(low, isRatio)}` : `${round(low, isRatio)}–${round(high, isRatio)}`;
}

// The number that a text begins with, as this page's language writes numbers; nothing where there is none.
export function number(text) {
  const found = /[-−+]?\d[\d.,]*/.exec(text);
  if (!found) return null;
  const plain = language === "nl" ? found[0].replaceAll(".", "").replace(",", ".") : found[0].replaceAll(",", "");
  return Number(plain.replace("−", "-"));
}

// A name as it is searched: no accents, capitals, hyphens or apostrophes.
export const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

const signs = { clients_in_sonar: "-t", profile_coverage_ratio: "-p", municipal_profile_coverage_ratio: "-pg", uwv_profile_coverage_ratio: "-pu" };

// Where a figure of a printed row stands on its page of proof: its cell, or the sum that it follows from (as figures.py).
export function place(measure, row) {
  if (measure === "target_group_register") return "t";
  if (measure === "register_coverage_ratio") return "register";
  if (row) return `r${row}${signs[measure] ?? ""}`;
  return measure.endsWith("_ratio") ? `total${signs[measure]}` : "table";
}

export async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}
