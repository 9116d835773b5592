// Offers the browser's own time zone beside the select, when it is another one than chosen.

export default function (select) {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const option = [...select.options].find((each) => each.value === name);
  const line = select.form?.querySelector("[data-time-zone-suggestion]");
  if (!option || !line) return;
  const button = line.querySelector("button");
  button.textContent = option.textContent;
  const show = () => { line.hidden = select.value === name; };
  button.addEventListener("click", () => { select.value = name; show(); select.focus(); });
  select.addEventListener("change", show);
  show();
}
