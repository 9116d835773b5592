// What was refused is read first.

export default function (element) {
  element.focus();
}
