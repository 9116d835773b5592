// A button that copies its data-value and says so in its own place.

export default function (button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  const text = button.querySelector("span");
  const before = text.textContent;
  text.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.value);
    text.textContent = button.dataset.done;
    setTimeout(() => { text.textContent = before; }, 4000);
  });
}
