// A form that a passkey fills: it asks the browser for one, made or shown, and sends what comes.
// data-does: create · get. The options of the ceremony: data-options, or data-options-url where they are
// asked for when they are needed. Sentences: data-impossible, data-cancelled, data-known.

const CREATED = ["clientDataJSON", "attestationObject"];
const SHOWN = ["clientDataJSON", "authenticatorData", "signature", "userHandle"];

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

function toText(bytes) {
  const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const withBytes = (list) => list?.map((one) => ({ ...one, id: toBytes(one.id) }));

function read({ publicKey: options }) {
  const user = options.user && { ...options.user, id: toBytes(options.user.id) };
  return {
    ...options,
    challenge: toBytes(options.challenge),
    ...(user && { user }),
    ...(options.excludeCredentials && { excludeCredentials: withBytes(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: withBytes(options.allowCredentials) }),
  };
}

function written(passkey, names) {
  const parts = names.filter((name) => passkey.response[name]).map((name) => [name, toText(passkey.response[name])]);
  return JSON.stringify({
    type: passkey.type,
    id: passkey.id,
    rawId: toText(passkey.rawId),
    response: Object.fromEntries(parts),
    clientExtensionResults: passkey.getClientExtensionResults(),
  });
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The passkey's options came with status ${answer.status}`);
  return (await answer.json()).request_options;
}

export default function (form) {
  const said = form.querySelector("[data-said]");
  const button = form.querySelector("button");
  const say = (text) => { said.textContent = text; said.hidden = !text; };
  form.hidden = false;
  if (!window.PublicKeyCredential || !navigator.credentials) {
    button.disabled = true;
    say(form.dataset.impossible);
    return;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    say("");
    button.disabled = true;
    try {
      const creates = form.dataset.does === "create";
      const publicKey = read(await optionsOf(form));
      const passkey = await navigator.credentials[creates ? "create" : "get"]({ publicKey });
      form.elements.credential.value = written(passkey, creates ? CREATED : SHOWN);
      form.submit();
    } catch (problem) {
      // The browser does not tell a cancelled ceremony from one that ran out of time.
      say(problem.name === "InvalidStateError" ? form.dataset.known : form.dataset.cancelled);
      button.disabled = false;
    }
  });
}
