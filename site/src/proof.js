// On a page of proof: the cell that was asked for is outlined in the picture; citations are copied.
import { get, make } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function proof() {
  document.querySelectorAll("[data-copy]").forEach(copy);
  const picture = document.querySelector("[data-boxes]");
  if (!picture) return;
  let boxes = null;
  const outline = async () => {
    const name = location.hash.slice(1);
    // Of a percentage: the cells that it is worked out from.
    const from = [...(document.getElementById(name)?.querySelectorAll("a[href^='#r']") ?? [])].map((link) => link.hash.slice(1));
    if (!/^r\d/.test(name) && !from.length) return picture.replaceChildren();
    boxes ??= (await (await get(picture.dataset.boxes)).json()).boxes;
    const asked = from.length ? from : name.includes("-") ? [name] : Object.keys(boxes).filter((each) => each.startsWith(`${name}-`));
    picture.replaceChildren(...asked.filter((each) => each in boxes).map((each) => drawn(boxes[each])));
    const [first] = asked.filter((each) => each in boxes);
    if (first) {
      const around = picture.closest(".scroll");
      around.scrollLeft = boxes[first][0] - around.clientWidth / 2;
    }
  };
  addEventListener("hashchange", outline);
  outline();
  document.querySelectorAll("table.printed td[id]").forEach((cell) => {
    cell.addEventListener("click", () => location.replace(`#${cell.id}`));
  });
}

function drawn([x, y, width, height]) {
  const box = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ x, y, width, height, class: "on" })) box.setAttribute(name, value);
  return box;
}

function copy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  const told = button.textContent;
  const status = make("span", { role: "status", class: "small" });
  button.after(status);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    status.textContent = button.dataset.done;
    setTimeout(() => (status.textContent = ""), 2000);
    button.textContent = told;
  });
}
