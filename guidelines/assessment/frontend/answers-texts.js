// The sentences that the page brings along, in the reader's language.

export function texts(template) {
  const root = template.content;
  const say = (name, values = {}) => {
    const found = root.querySelector(`[data-text="${name}"]`);
    let text = found ? found.textContent.trim() : "";
    for (const [key, value] of Object.entries(values)) text = text.replaceAll(`{${key}}`, value);
    return text;
  };
  say.waiting = (n) => say(`waiting-${n}`);
  say.piece = (name) => root.querySelector(`[data-text="${name}"]`).cloneNode(true);
  return say;
}
