// One answer on the page: what the server has (base, version), what is entered, what is under way.
// An attempt that may have reached the server is repeated with its key until the server has said
// what became of it; only then what was entered since goes out, on top of that version.

const FIELDS = ["level", "comment", "comment_lang", "target"];
const AT_ONCE = 150;
const AFTER_TYPING = 1200;
const LONGEST_PAUSE = 60_000;
const FINAL = new Set(["closed", "refused"]);

export class Item {
  constructor(element, { say, drafts, line, changed, tell }) {
    Object.assign(this, { element, say, drafts, line, changed, tell });
    this.id = element.dataset.item;
    this.form = element.querySelector("[data-answer]");
    this.version = Number(this.form.elements.version.value);
    this.base = this.values();
    this.attempt = null; // {key, values, version}: sent, and not yet answered
    this.trouble = ""; // why it does not go out: line, signed-out, conflict, …
    this.tries = 0;
    this.acknowledged = null;
    this.offered = false;
    this.form.addEventListener("input", (event) => this.entered(event.target.type === "textarea" ? AFTER_TYPING : AT_ONCE));
    this.form.addEventListener("change", () => this.entered(AT_ONCE));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.form.querySelector("[data-part=save]").hidden = true;
    if ("folds" in this.part("fold").dataset) this.fold();
    this.count();
  }

  part(name) {
    return this.element.querySelector(`[data-part=${name}]`);
  }

  values() {
    const { elements } = this.form;
    return Object.fromEntries(FIELDS.map((name) => [name, elements[name].value]));
  }

  fill(values) {
    const { elements } = this.form;
    for (const name of FIELDS) if (name !== "level" && (name !== "comment_lang" || values[name])) elements[name].value = values[name];
    for (const radio of elements.level) radio.checked = radio.value === values.level;
    this.marks();
  }

  get isChanged() {
    return !same(this.values(), this.base);
  }

  get isWaiting() {
    return this.isChanged || this.attempt !== null || this.offered;
  }

  entered(pause) {
    this.marks();
    this.clearErrors();
    if (this.trouble === "invalid") this.trouble = "";
    if (this.isChanged) this.keepDraft();
    this.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  submitted(event) {
    event.preventDefault();
    if (event.submitter?.name === "clear") {
      for (const radio of this.form.elements.level) radio.checked = false;
      this.entered(0);
    } else this.saveNow();
  }

  choose(value) {
    const radio = [...this.form.elements.level].find((one) => one.value === value);
    if (!radio || this.form.hidden) return false;
    radio.checked = true;
    radio.focus({ preventScroll: true });
    this.entered(AT_ONCE);
    return true;
  }

  saveNow() {
    clearTimeout(this.timer);
    this.save();
  }

  tryNow() {
    // A conflict waits for a choice, and what is invalid for a change: sending them again changes nothing.
    const waits = this.trouble === "conflict" || this.trouble === "invalid";
    if (this.trouble && !waits && !FINAL.has(this.trouble)) this.saveNow();
  }

  async save() {
    if (this.sending || this.offered || this.trouble === "conflict" || FINAL.has(this.trouble)) return;
    if (!this.attempt) {
      if (!this.isChanged) {
        this.settle();
        return;
      }
      this.attempt = { key: newKey(), values: this.values(), version: this.version };
      this.keepDraft();
    }
    this.sending = true;
    this.state(this.trouble === "line" ? "item-waiting" : "saving", "asked");
    const answer = await this.line.send(this.form.action, this.body(this.attempt));
    this.sending = false;
    this.hearAnswer(answer);
    this.changed();
  }

  body({ key, values, version }) {
    const body = new URLSearchParams(new FormData(this.form));
    for (const name of FIELDS) body.set(name, values[name]);
    body.set("key", key);
    body.set("version", version);
    return body;
  }

  hearAnswer(answer) {
    if (answer.kind === "saved") return this.saved(answer);
    this.trouble = answer.kind;
    if (answer.kind === "conflict") {
      this.attempt = null;
      this.showConflict(answer.html);
    } else if (answer.kind === "invalid") {
      this.attempt = null;
      this.showErrors(answer.errors);
      this.state("item-unsaved", "bad");
    } else {
      this.state(answer.kind === "line" ? "item-waiting" : "item-unsaved", "asked");
      if (!FINAL.has(answer.kind)) this.again();
    }
  }

  // Longer and longer pauses, each a little different, so that a server that comes back is not run over.
  again() {
    this.tries += 1;
    const pause = Math.min(1000 * 2 ** this.tries, LONGEST_PAUSE) * (0.75 + Math.random() / 2);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  saved(answer) {
    const sent = this.attempt?.values;
    this.attempt = null;
    this.trouble = "";
    this.tries = 0;
    this.acknowledged = answer;
    this.version = answer.version;
    const untouched = !sent || same(this.values(), sent);
    this.base = { ...answer.values, comment_lang: answer.values.comment_lang || this.values().comment_lang };
    // What the server tidied (a blank at the end) is not put back under a hand that is typing.
    if (untouched && document.activeElement !== this.form.elements.comment) this.fill(this.base);
    else if (untouched) this.base = this.values();
    this.tell({ id: this.id, version: this.version, values: this.base, answer });
    if (this.isChanged) {
      this.keepDraft();
      this.timer = setTimeout(() => this.save(), AT_ONCE);
    } else this.settle();
  }

  settle() {
    this.trouble = "";
    this.drafts.drop(this.id);
    const level = this.form.elements.level.value;
    if (this.acknowledged) {
      this.state("", "done", this.acknowledged.saved_text);
      this.part("who").textContent = this.acknowledged.history;
      this.part("history").hidden = this.acknowledged.version === 0;
    } else this.state(level ? "item-answered" : "item-unanswered", level ? "done" : "off");
    this.count();
    this.changed();
  }

  hear({ version, values, answer }) {
    if (this.isWaiting || version <= this.version) return;
    this.version = version;
    this.fill(values);
    this.base = this.values();
    this.acknowledged = answer;
    this.settle();
  }

  keepDraft() {
    const draft = { values: this.values(), version: this.version, attempt: this.attempt, at: Date.now() };
    this.drafts.keep(this.id, draft);
  }

  async offerDraft() {
    const draft = await this.drafts.find(this.id);
    if (!draft) return;
    if (same(draft.values, this.base)) {
      this.drafts.drop(this.id);
      return;
    }
    this.offered = true;
    this.trouble = "line";
    const place = this.part("draft");
    place.append(this.say.piece("draft"));
    const when = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn-ca-gregory`, { dateStyle: "medium", timeStyle: "short" });
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace("{time}", when.format(draft.at));
    place.querySelector("[data-draft-words]").textContent = this.words(draft.values);
    const done = () => {
      this.offered = false;
      this.trouble = "";
      place.replaceChildren();
    };
    place.querySelector("[data-take]").addEventListener("click", () => {
      done();
      this.version = draft.version;
      this.attempt = draft.attempt;
      this.fill(draft.values);
      this.part("fold").open = true;
      this.saveNow();
      this.changed();
    });
    place.querySelector("[data-drop]").addEventListener("click", () => {
      done();
      this.settle();
    });
    this.state("item-unsaved", "asked");
  }

  words({ level, comment }) {
    const chosen = [...this.form.elements.level].find((radio) => radio.value === level)?.closest("label");
    const name = chosen ? `${level === "n" ? "" : level} ${chosen.querySelector(".answer__name").textContent}`.trim() : "";
    return [name, comment].filter(Boolean).join(" · ");
  }

  showConflict(html) {
    const place = this.part("conflict");
    place.innerHTML = html;
    this.form.hidden = true;
    this.part("fold").open = true;
    this.state("conflict", "asked");
    const form = place.querySelector("form");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (this.sending) return;
      this.sending = true;
      const answer = await this.line.send(form.action, new URLSearchParams(new FormData(form)));
      this.sending = false;
      if (answer.kind === "saved" || answer.kind === "conflict" || FINAL.has(answer.kind)) {
        place.replaceChildren();
        this.form.hidden = false;
      }
      if (answer.kind === "saved") this.fill(answer.values);
      if (answer.kind === "saved" || answer.kind === "conflict") this.hearAnswer(answer);
      else {
        this.trouble = FINAL.has(answer.kind) ? answer.kind : "conflict";
        this.state(answer.kind === "line" ? "item-waiting" : "item-unsaved", "asked");
      }
      this.changed();
    });
    form.querySelector("button").focus({ preventScroll: true });
  }

  showErrors(errors) {
    for (const [name, sentences] of Object.entries(errors)) {
      const place = this.form.querySelector(`[data-error="${name}"]`);
      if (!place) continue;
      place.hidden = false;
      place.querySelector("span").textContent = sentences.join(" ");
      place.closest("[data-field]")?.classList.add("field--wrong");
      this.form.elements[name].setAttribute?.("aria-invalid", "true");
    }
    this.part("fold").open = true;
  }

  clearErrors() {
    for (const place of this.form.querySelectorAll("[data-error]")) place.hidden = true;
    for (const field of this.form.querySelectorAll(".field--wrong")) field.classList.remove("field--wrong");
    for (const field of this.form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  }

  // What follows from the fields at once, saved or not: the pointer, the reason asked for, the language marked up.
  marks() {
    const { level, comment, comment_lang: language, target } = this.values();
    for (const label of this.form.querySelectorAll(".answer__level")) {
      label.classList.toggle("answer__level--target", target !== "" && label.querySelector("input").value === target);
    }
    this.part("reason").hidden = !(level === "n" && !comment.trim());
    this.part("below").hidden = !(/^\d+$/.test(level) && target !== "" && Number(target) < Number(level));
    this.part("clear").hidden = level === "";
    this.form.elements.comment.lang = language;
    const reading = this.words({ level, comment: "" });
    if (reading) this.part("reading").textContent = reading;
    if (this.isChanged && !this.attempt && !this.trouble) this.state("item-unsaved", "asked");
  }

  state(name, kind, text = this.say(name)) {
    const mark = document.createElement("span");
    mark.className = `state state--${kind}`;
    mark.textContent = text;
    this.part("state").replaceChildren(mark);
  }

  fold() {
    const narrow = window.matchMedia("(max-width: 48rem)");
    const follow = () => {
      this.part("fold").open = !narrow.matches;
    };
    narrow.addEventListener("change", follow);
    follow();
  }

  count() {
    const isAnswered = this.base.level !== "";
    if (this.wasAnswered !== undefined && this.wasAnswered !== isAnswered) {
      this.element.dispatchEvent(new CustomEvent("answers:count", { bubbles: true, detail: isAnswered ? 1 : -1 }));
    }
    this.wasAnswered = isAnswered;
  }
}

function same(one, other) {
  const plain = (values) => FIELDS.map((name) => (name === "comment_lang" && !values.comment ? "" : values[name])).join("\0");
  return plain(one) === plain(other);
}

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte, place) => ([4, 6, 8, 10].includes(place) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}
