// Pages work without this. An element that says data-module="name" is given to the module of that
// name: portal/frontend/modules/<name>.js or <app>/frontend/<name>.js. Each comes only when asked for.

const files = import.meta.glob(["./modules/*.js", "../../*/*/frontend/*.js"]);
const loaders = new Map(Object.entries(files).map(([path, load]) => [path.split("/").pop().slice(0, -3), load]));
const started = new WeakMap();

function start(element) {
  const names = started.get(element) ?? new Set();
  started.set(element, names);
  for (const name of element.dataset.module.split(/\s+/)) {
    if (!name || names.has(name)) continue;
    names.add(name);
    const load = loaders.get(name);
    if (load) load().then((module) => module.default(element));
    else console.error(`No module is called ${name}`);
  }
}

function startWithin(root) {
  if (root.matches?.("[data-module]")) start(root);
  root.querySelectorAll("[data-module]").forEach(start);
}

startWithin(document.documentElement);
document.addEventListener("htmx:load", (event) => startWithin(event.target));
