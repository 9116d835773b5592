// The line to the server: one request, told apart by what it means for the writer.

const PATIENCE = 30_000;

export class Line {
  constructor({ user, tokenUrl }) {
    this.user = user;
    this.tokenUrl = tokenUrl;
    this.token = "";
  }

  // Returns {kind, ...}: saved · conflict · invalid · signed-out · another-person · closed · refused · line.
  async send(url, body) {
    const first = await this.post(url, body);
    if (first.kind !== "token") return first;
    // The page's token is too old, after a new sign-in perhaps: read it anew, and see who is signed in.
    const fresh = await this.freshToken();
    if (fresh.kind !== "token") return fresh;
    const second = await this.post(url, body);
    return second.kind === "token" ? { kind: "line" } : second;
  }

  async post(url, body) {
    const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
    if (this.token) body.set("csrfmiddlewaretoken", this.token); // the form's own would win over a header
    const response = await ask(url, { method: "POST", body, headers, keepalive: JSON.stringify([...body]).length < 50_000 });
    if (!response) return { kind: "line" };
    return meaning(response.status, await said(response));
  }

  async freshToken() {
    const response = await ask(this.tokenUrl, { headers: { Accept: "application/json", "X-Requested-With": "fetch" } });
    if (!response) return { kind: "line" };
    const answer = await said(response);
    if (response.status === 401 || response.type === "opaqueredirect") return { kind: "signed-out" };
    if (response.status !== 200 || !answer) return { kind: "line" };
    if (answer.user !== this.user) return { kind: "another-person" };
    this.token = answer.token;
    return { kind: "token" };
  }
}

async function ask(url, options) {
  try {
    return await fetch(url, { credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...options });
  } catch {
    return null;
  }
}

async function said(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function meaning(status, answer) {
  // Saved only when it says so in full; any other 200 is somebody else's page.
  if (status === 200) return answer?.version !== undefined && answer.at ? { kind: "saved", ...answer } : { kind: "line" };
  if (status === 0) return { kind: "signed-out" };
  if (status === 401) return { kind: answer?.code === "another-person" ? "another-person" : "signed-out" };
  if (status === 403 && answer?.code === "csrf") return { kind: "token" };
  if (status === 403 || status === 404) return { kind: "refused" };
  if (status === 409 && answer?.code === "conflict") return { ...answer, kind: "conflict" };
  if (status === 409) return { kind: "closed" };
  if (status === 400 && answer?.errors) return { kind: "invalid", errors: answer.errors };
  return { kind: "line" };
}
