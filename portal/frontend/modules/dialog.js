// Without script a dialog stands open in the page. Here it is closed until its button asks for it.

export default function (dialog) {
  dialog.open = false;
  for (const opener of document.querySelectorAll(`[data-opens="${dialog.id}"]`)) {
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-closes]")) dialog.close();
  });
}
