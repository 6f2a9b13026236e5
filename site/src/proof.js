// On a page of proof: the cell that was asked for is outlined in the picture; citations are copied.
import { get, make } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function proof() {
  document.querySelectorAll("[data-copy]").forEach(copy);
  // A citation leads to the cell that was asked for.
  const addresses = [...document.querySelectorAll("[data-address]")].map((each) => [each, each.textContent]);
  const cite = () => addresses.forEach(([each, address]) => (each.textContent = address + location.hash));
  addEventListener("hashchange", cite);
  cite();
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
  button.hidden = false;
  const status = make("span", { role: "status", class: "small" });
  button.after(status);
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    status.textContent = "";
    if (!(await copied(text))) return;
    status.textContent = button.dataset.done;
    setTimeout(() => (status.textContent = ""), 4000);
  });
}

// The clipboard is there on a safe address alone; elsewhere the text is marked, as a reader would do, and copied.
async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}
