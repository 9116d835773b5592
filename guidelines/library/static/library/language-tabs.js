// A tab for each language above the forms of the library. Without script all languages stand one below the other.

const NAMES = { en: "English", fr: "Français", es: "Español", de: "Deutsch", ar: "العربية", ru: "Русский", "zh-hans": "简体中文" };
const form = document.querySelector("form:has(.in-language)");
if (form) {
  const tabs = document.createElement("div");
  tabs.className = "language-tabs";
  tabs.setAttribute("role", "tablist");
  const show = (code) => {
    form.dataset.language = code;
    for (const tab of tabs.children) {
      const isShown = tab.dataset.code === code;
      tab.setAttribute("aria-selected", isShown);
      tab.tabIndex = isShown ? 0 : -1;
    }
    for (const area of form.querySelectorAll(`.in-${code} textarea`)) area.dispatchEvent(new Event("input"));
  };
  for (const [code, name] of Object.entries(NAMES)) {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.lang = code;
    tab.textContent = name;
    tab.dataset.code = code;
    tab.setAttribute("role", "tab");
    const errors = form.querySelectorAll(`.in-${code} [aria-invalid=true], .in-${code} .w-field--error`).length;
    if (errors) tab.dataset.errors = errors;
    tab.addEventListener("click", () => show(code));
    tabs.append(tab);
  }
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...tabs.children];
    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    next.focus();
    show(next.dataset.code);
  });
  form.prepend(tabs);
  show(tabs.querySelector("[data-errors]")?.dataset.code ?? "en");
}
