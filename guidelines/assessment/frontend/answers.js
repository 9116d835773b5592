// The section page saves by itself. The bar says "Saved" only in the server's word; whatever has
// not been acknowledged is counted as waiting, kept in this browser for this person alone, and
// tried again. Each change goes under a key of its own: when the answer to it was lost on the way,
// the same key is sent again and the server acknowledges what it already has.

import { Bar } from "./answers-bar.js";
import { Drafts } from "./answers-drafts.js";
import { Item } from "./answers-item.js";
import { keyboard } from "./answers-keyboard.js";
import { Line } from "./answers-line.js";
import { texts } from "./answers-texts.js";

export default async function (bench) {
  const say = texts(document.getElementById(bench.dataset.texts));
  const drafts = await Drafts.open(bench.dataset);
  const bar = new Bar(document.querySelector("[data-answers-bar]"), say, drafts.lasting, bench.dataset.signInUrl);
  const line = new Line(bench.dataset);
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`answers ${bench.dataset.user} ${bench.dataset.assessment}`) : null;
  const items = new Map();

  const changed = () => bar.show([...items.values()]);
  for (const element of bench.querySelectorAll("[data-item]")) {
    if (!element.querySelector("[data-answer]")) continue;
    const item = new Item(element, { say, drafts, line, changed, tell: (news) => channel?.postMessage(news) });
    items.set(item.id, item);
  }
  for (const item of items.values()) await item.offerDraft();
  changed();

  // What another tab of the same person has saved is shown here, unless something waits here too.
  channel?.addEventListener("message", (event) => items.get(event.data.id)?.hear(event.data));
  const tryAgain = () => items.forEach((item) => item.tryNow());
  window.addEventListener("online", tryAgain);
  window.addEventListener("focus", tryAgain);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") items.forEach((item) => item.saveNow());
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...items.values()].some((item) => item.isWaiting)) event.preventDefault();
  });
  bench.addEventListener("answers:count", (event) => progress(event.detail, say));
  keyboard(bench, items);
  bench.dataset.ready = "";
}

// How many are answered, here and in all: counted on from what the page said when it was opened.
function progress(step, say) {
  const bar = document.getElementById("all");
  const here = document.querySelector(".contents [aria-current=page] .num");
  if (bar) {
    bar.value += step;
    bar.closest(".progress").querySelector(".split > span").textContent = say("count", { n: bar.value, total: bar.max });
  }
  if (here) {
    here.dataset.n = Number(here.dataset.n ?? document.querySelectorAll("[data-item][data-answered]").length) + step;
    here.textContent = say("count", { n: here.dataset.n, total: document.querySelectorAll("[data-item]").length });
  }
}
