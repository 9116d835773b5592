// 0 to the top of the scale and n answer the guideline one is at; up and down go from one to the next.

const TYPING = "textarea, select, input:not([type=radio]), [contenteditable]";

export function keyboard(bench, items) {
  const order = [...bench.querySelectorAll("[data-item]")];
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest(TYPING)) return;
    const here = event.target.closest?.("[data-item]") ?? (isNowhere(event.target) ? inView(order) : null);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const place = order.indexOf(here);
      // From nowhere, down leads to the guideline that is in view; up scrolls, as everywhere.
      const next = isNowhere(event.target) ? event.key === "ArrowDown" && here : order[event.key === "ArrowDown" ? place + 1 : place - 1];
      if (!here || !next) return;
      event.preventDefault();
      next.querySelector("details")?.setAttribute("open", "");
      (next.querySelector("[type=radio]:checked") ?? next.querySelector("[type=radio]") ?? next).focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
      return;
    }
    const key = event.key.toLowerCase();
    if (!here || !(key === "n" || /^[0-9]$/.test(key))) return;
    if (!items.get(here.dataset.item)?.choose(key)) return;
    event.preventDefault();
    if (isNowhere(event.target)) here.querySelector("[type=radio]:checked")?.focus({ preventScroll: true });
  });
}

// Nothing is focused: the page was just opened, or somebody clicked on plain text.
function isNowhere(target) {
  return target === document.body || target.id === "main";
}

function inView(order) {
  return order.find((item) => item.getBoundingClientRect().bottom > window.innerHeight / 4) ?? null;
}
