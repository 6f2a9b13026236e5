// The other language shows the same choice and the same cell.
export function languages() {
  const link = document.querySelector("a.other");
  if (!link) return;
  const address = link.getAttribute("href");
  const carry = () => link.setAttribute("href", address + location.search + location.hash);
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, carry);
}
