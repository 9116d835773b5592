// What was refused is read first.

export default function (element) {
  if (!element.closest(".specimen")) element.focus();
}
