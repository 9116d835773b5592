// On a small screen an answered guideline folds, so that the next question is near. Turned or
// widened, everything stands open again.

const small = matchMedia("(max-width: 48rem)");

export default function (item) {
  const fold = item.querySelector(".item__fold");
  const settle = () => { fold.open = !small.matches || item.dataset.answered !== "true"; };
  settle();
  small.addEventListener("change", settle);
}
