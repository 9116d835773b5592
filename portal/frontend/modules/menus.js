// Menus are <details>: open and close without script. Here they also close by Escape, by a click
// outside, and when another opens.

export default function (root) {
  const open = () => root.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  root.addEventListener("focusout", (event) => {
    for (const menu of open()) if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}
