// The tree of an edition: lines are dragged, or moved with Alt and the arrow keys. The server sends the tree
// anew after each move, because codes and numbers of others change with it.

const tree = document.querySelector("[data-tree]");
const says = document.querySelector("[data-tree-says]");
const rightToLeft = document.dir === "rtl";
const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: rightToLeft ? "in" : "out", ArrowRight: rightToLeft ? "out" : "in" };
let dragged = null;

async function send(fields, key) {
  const body = new URLSearchParams({ ...fields, key, csrfmiddlewaretoken: tree.querySelector("[name=csrfmiddlewaretoken]").value });
  tree.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(tree.dataset.url, { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" } });
    const text = await answer.text();
    if (!answer.ok) {
      tell(text, true);
      return;
    }
    tree.innerHTML = text;
    tell(tree.dataset.moved);
    row(key)?.focus();
  } catch (error) {
    tell(String(error), true);
  } finally {
    tree.removeAttribute("aria-busy");
  }
}

function tell(sentence, isRefusal = false) {
  says.textContent = sentence;
  says.classList.toggle("w-sr-only", !isRefusal);
  says.classList.toggle("help-block", isRefusal);
  says.classList.toggle("help-critical", isRefusal);
}

function row(key) {
  return tree.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

tree.addEventListener("keydown", (event) => {
  const step = event.altKey && STEPS[event.key];
  if (!step || !event.target.matches("[data-key]")) return;
  event.preventDefault();
  send({ step }, event.target.dataset.key);
});

// A step by its button need not load the page anew either.
tree.addEventListener("submit", (event) => {
  if (!event.submitter || event.submitter.name !== "step") return;
  event.preventDefault();
  send({ step: event.submitter.value }, event.target.elements.key.value);
});

tree.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-key]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.key);
});

tree.addEventListener("dragover", (event) => {
  const over = event.target.closest("[data-key]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  clear();
  over.classList.add(place(over, event).mark);
});

tree.addEventListener("drop", (event) => {
  const over = event.target.closest("[data-key]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  const { fields } = place(over, event);
  const { key } = dragged.dataset;
  dragged = null;
  clear();
  send(fields, key);
});

tree.addEventListener("dragend", () => {
  dragged = null;
  clear();
});

// Onto a line of its own kind: in front of it. Onto a section: a guideline goes to its end, a section too when
// it is dropped on the lower half.
function place(over, event) {
  const box = over.getBoundingClientRect();
  const isLower = event.clientY > box.top + box.height / 2;
  const isSection = over.dataset.kind === "section";
  if (dragged.dataset.kind === over.dataset.kind && !(isSection && isLower)) {
    return { mark: "tree__row--before", fields: { to: within(over), before: over.dataset.key } };
  }
  return { mark: "tree__row--into", fields: { to: isSection ? over.dataset.key : within(over), before: "" } };
}

function within(over) {
  return over.dataset.within ?? over.closest("li").parentElement.closest("li")?.querySelector("[data-key]").dataset.key ?? "";
}

function clear() {
  for (const marked of tree.querySelectorAll(".tree__row--before, .tree__row--into")) {
    marked.classList.remove("tree__row--before", "tree__row--into");
  }
}
