// Offers the browser's own time zone beside the select, when it is another one than chosen.

export default function (select) {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // A browser may still call a place as it was called long ago (Calcutta): then its own choice of names tells.
  const called = (zone) => {
    try { return Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone; } catch { return zone; }
  };
  const options = [...select.options];
  const option = options.find((each) => each.value === name) ?? options.find((each) => called(each.value) === name);
  const line = select.form?.querySelector("[data-time-zone-suggestion]");
  if (!option || !line) return;
  const button = line.querySelector("button");
  button.textContent = option.textContent;
  const show = () => { line.hidden = select.value === option.value; };
  button.addEventListener("click", () => { select.value = option.value; show(); select.focus(); });
  select.addEventListener("change", show);
  show();
}
