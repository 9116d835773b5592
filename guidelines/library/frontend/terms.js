// What a term means, shown at the word as well as beside the text: on pointing at it, and when it has the focus.
// It stays while the pointer is on it and goes with Escape; the link goes to the glossary all the same.

const GAP = 6;
const WAIT = 200; // so that a pointer on its way elsewhere opens nothing, and one on its way here closes nothing

export default function (list) {
  if (!HTMLElement.prototype.showPopover) return;
  const note = document.createElement("p");
  note.className = "term-note";
  note.popover = "manual";
  note.setAttribute("aria-hidden", "true"); // the word is described by the list already
  document.body.append(note);
  let timer, shown;

  const close = () => { if (note.matches(":popover-open")) note.hidePopover(); };
  const hide = () => {
    clearTimeout(timer);
    close();
  };
  const show = (word) => {
    const meaning = document.getElementById(word.getAttribute("aria-describedby"));
    if (!meaning || !list.contains(meaning)) return;
    note.textContent = meaning.textContent;
    note.lang = meaning.lang || document.documentElement.lang;
    note.dir = meaning.dir || document.documentElement.dir;
    close();
    note.showPopover();
    shown = word;
    place();
  };
  const place = () => {
    const at = shown.getClientRects()[0];
    const { width, height } = note.getBoundingClientRect();
    const room = document.documentElement.clientWidth - width - GAP;
    const start = document.documentElement.dir === "rtl" ? at.right - width : at.left;
    note.style.inset = "auto";
    note.style.left = `${Math.max(GAP, Math.min(start, room))}px`;
    note.style.top = at.bottom + GAP + height > innerHeight ? `${at.top - GAP - height}px` : `${at.bottom + GAP}px`;
  };
  const later = (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, WAIT);
  };
  const wordOf = (event) => event.target.closest?.("a.term[aria-describedby]");

  document.addEventListener("pointerover", (event) => {
    const word = wordOf(event);
    if (word && event.pointerType === "mouse") later(() => show(word));
    else if (note.contains(event.target)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", (event) => {
    if (wordOf(event) || note.contains(event.target)) later(hide);
  });
  document.addEventListener("focusin", (event) => {
    const word = wordOf(event);
    if (word?.matches(":focus-visible")) later(() => show(word));
  });
  document.addEventListener("focusout", (event) => { if (wordOf(event)) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", () => {
    if (shown === document.activeElement) place(); // the page is still on its way to the word
    else close();
  }, { passive: true });
}
