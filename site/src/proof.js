// On a page of proof: the cell that was asked for is outlined in the picture; citations are copied.
import { get, make, say } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function proof() {
  document.querySelectorAll(".cite > [id]").forEach(copy);
  // A citation leads to the cell that was asked for.
  const addresses = [...document.querySelectorAll("[data-address]")].map((each) => [each, each.textContent]);
  const cite = () => addresses.forEach(([each, address]) => (each.textContent = address + location.hash));
  addEventListener("hashchange", cite);
  cite();
  const image = document.querySelector(".sheet img");
  if (!image) return;
  const picture = drawn("svg", { viewBox: `0 0 ${image.getAttribute("width")} ${image.getAttribute("height")}`, "aria-hidden": true });
  image.after(picture);
  let boxes = null;
  const outline = async () => {
    const name = location.hash.slice(1);
    // Of a percentage: the cells that it is worked out from.
    const from = [...(document.getElementById(name)?.querySelectorAll("a[href^='#r']") ?? [])].map((link) => link.hash.slice(1));
    if (!/^r\d/.test(name) && !from.length) return picture.replaceChildren();
    boxes ??= (await (await get(image.getAttribute("src").replace(/\.\w+$/, ".json"))).json()).boxes;
    const asked = from.length ? from : name.includes("-") ? [name] : Object.keys(boxes).filter((each) => each.startsWith(`${name}-`));
    picture.replaceChildren(...asked.filter((each) => each in boxes).map((each) => outlined(boxes[each])));
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

const outlined = ([x, y, width, height]) => drawn("rect", { x, y, width, height, class: "on" });

function drawn(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function copy(text) {
  const kind = make("span", { class: "unseen" }, ` ${text.closest(".cite").previousElementSibling.textContent}`);
  const button = make("button", { type: "button" }, say("proof.copy"), kind);
  const status = make("span", { role: "status", class: "small" });
  text.after(button, status);
  button.addEventListener("click", async () => {
    status.textContent = "";
    if (!(await copied(text))) return;
    status.textContent = say("proof.copied");
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
