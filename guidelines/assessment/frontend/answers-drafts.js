// What could not be sent yet, kept in this browser under person and answer and encrypted with a key
// that the server gives to that person only. Others who use the browser cannot read it, are not
// shown it, and do not delete it. Without a secure context nothing is kept beyond the page.

export class Drafts {
  static async open({ user, assessment, draftKey }) {
    let key = null;
    try {
      const bytes = Uint8Array.from(atob(draftKey), (letter) => letter.charCodeAt(0));
      key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
      localStorage.getItem("");
    } catch {
      key = null;
    }
    return new Drafts(`answers:${user}:${assessment}:`, key);
  }

  constructor(prefix, key) {
    this.prefix = prefix;
    this.key = key;
    this.turn = Promise.resolve();
  }

  get lasting() {
    return this.key !== null;
  }

  // One after the other: a draft that was dropped is never written again by a slower hand.
  inTurn(work) {
    this.turn = this.turn.then(work, work);
    return this.turn;
  }

  keep(id, draft) {
    if (!this.key) return Promise.resolve();
    return this.inTurn(async () => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(draft));
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: this.name(id) }, this.key, plain));
      try {
        localStorage.setItem(this.prefix + id, JSON.stringify([text(iv), text(sealed)]));
      } catch {
        this.key = null; // The browser's store is full or closed: from now on the page alone keeps it.
      }
    });
  }

  async find(id) {
    if (!this.key) return null;
    try {
      const [iv, sealed] = JSON.parse(localStorage.getItem(this.prefix + id)).map(bytes);
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: this.name(id) }, this.key, sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return null;
    }
  }

  drop(id) {
    if (!this.key) return Promise.resolve();
    return this.inTurn(() => localStorage.removeItem(this.prefix + id));
  }

  name(id) {
    return new TextEncoder().encode(this.prefix + id);
  }
}

function text(array) {
  let letters = "";
  for (const byte of array) letters += String.fromCharCode(byte);
  return btoa(letters);
}

function bytes(letters) {
  return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
}
