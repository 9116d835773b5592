// Always there, never lies: what the server has acknowledged, what still waits and why.

export class Bar {
  constructor(element, say, lasting, signInUrl) {
    this.status = element.querySelector("[role=status]");
    this.say = say;
    this.lasting = lasting;
    this.signInUrl = signInUrl;
    this.saved = this.status.querySelector(".save-bar__saved span")?.textContent ?? "";
    this.icon = this.status.querySelector(".save-bar__saved .icon")?.cloneNode(true);
  }

  show(items) {
    const latest = items.map((item) => item.acknowledged).filter(Boolean).sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
    if (latest) this.saved = latest.saved_text;
    const waiting = items.filter((item) => item.isWaiting);
    const stuck = waiting.filter((item) => item.trouble);
    const lines = [];
    if (this.saved) lines.push(part("save-bar__saved", this.saved));
    if (stuck.length) lines.push(part("save-bar__waiting", this.say.waiting(waiting.length)), ...this.reason(stuck));
    else if (waiting.length) lines.push(part("save-bar__waiting", this.say("unsaved")));
    if (lines.map((line) => line.textContent).join() === this.shown) return;
    this.shown = lines.map((line) => line.textContent).join();
    this.status.replaceChildren(...lines);
  }

  reason(stuck) {
    const trouble = stuck.map((item) => item.trouble).find((name) => name !== "line") ?? "line";
    if (trouble === "line") return [part("save-bar__note", this.say(this.lasting ? "kept" : "kept-in-page"))];
    const note = part("save-bar__why", this.say(trouble));
    if (trouble === "signed-out" || trouble === "another-person") {
      const link = document.createElement("a");
      link.href = this.signInUrl;
      link.target = "_blank";
      link.textContent = this.say("sign-in");
      note.append(" ", link);
    }
    return [note];
  }
}

function part(name, text) {
  const element = document.createElement("span");
  element.className = name;
  const words = document.createElement("span");
  words.textContent = text;
  element.append(words);
  return element;
}
