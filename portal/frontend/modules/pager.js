// Previous and next by the arrow keys, in the direction in which the page is read.

const TYPING = "input, textarea, select, [contenteditable], summary, dialog";

export default function (pager) {
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  document.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key) || event.target.closest(TYPING)) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    pager.querySelector(event.key === forward ? "[rel=next]" : "[rel=prev]")?.click();
  });
}
