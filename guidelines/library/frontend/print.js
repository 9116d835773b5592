// A button that opens the browser's print window; shown only where it can.

export default function (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
