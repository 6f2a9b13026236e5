// Search over places, on every page. The list is loaded when somebody begins to search.
import { get, language, make, plain, root, say } from "./dom.js";

const MOST = 12;

let places = null;
// Every place: name, what it is, path. Loaded once.
export async function allPlaces() {
  places ??= get(`${root}data/${language}/search.json`).then((answer) => answer.json());
  return places;
}

// The places whose name holds the words: where they stand first, and then the shortest names, before others.
export function found(all, text) {
  const words = plain(text);
  if (!words) return [];
  return all
    .map((place) => [place, plain(place[0]).indexOf(words)])
    .filter(([, where]) => where >= 0)
    .sort((a, b) => a[1] - b[1] || a[0][0].length - b[0][0].length)
    .map(([place]) => place);
}

export function search() {
  const box = document.querySelector(".search");
  if (!box) return;
  const label = say("nav.search");
  const input = make("input", {
    id: "search", type: "search", role: "combobox", autocomplete: "off", placeholder: label,
    "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list",
  });
  const list = make("ul", { id: "found", role: "listbox", "aria-label": label, hidden: true });
  const status = make("p", { class: "unseen", role: "status" });
  box.append(make("label", { for: "search", class: "unseen" }, label), input, list, status);

  let at = -1;

  const mark = (next) => {
    at = next;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    list.hidden = true;
    status.className = "unseen";
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  };

  const show = async () => {
    const text = input.value;
    if (!plain(text)) return close();
    const scored = found(await allPlaces(), text).slice(0, MOST);
    if (input.value !== text) return;
    list.replaceChildren(
      ...scored.map(([name, kind, path], index) => {
        const item = make("li", { id: `found-${index}`, role: "option", "aria-selected": "false" }, name, make("span", {}, kind));
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => location.assign(root + path));
        item.dataset.path = path;
        return item;
      }),
    );
    list.hidden = scored.length === 0;
    input.setAttribute("aria-expanded", String(scored.length > 0));
    status.textContent = scored.length ? say("nav.search_found").replace("{count}", scored.length) : say("nav.search_none");
    status.className = scored.length ? "unseen" : "nothing";
    mark(scored.length ? 0 : -1);
  };

  input.addEventListener("focus", allPlaces, { once: true });
  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "ArrowDown" && count) mark((at + 1) % count);
    else if (event.key === "ArrowUp" && count) mark((at + count - 1) % count);
    else if (event.key === "Enter" && count && at >= 0) location.assign(root + list.children[at].dataset.path);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
