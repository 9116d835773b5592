// The line of the contents that is being read carries the mark.

export default function (contents) {
  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  if (!links.size) return;
  const mark = (target) => {
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(target)?.setAttribute("aria-current", "true");
  };
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting).at(0);
      if (seen) mark(seen.target);
    },
    { rootMargin: "-10% 0px -75% 0px" },
  );
  links.forEach((_link, target) => observer.observe(target));
}
