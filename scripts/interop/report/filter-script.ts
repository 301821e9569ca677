/**
 * The script of HTML reports: it filters cases by words. It loads nothing, so that a page works from a file.
 *
 * @module
 */

/** The script without `<` and `&`, which XML would not take as they are. */
const script = `
const box = document.querySelector("#filter");
const count = document.querySelector("#matches");
const cases = Array.from(document.querySelectorAll("[data-case]"));
const groups = Array.from(document.querySelectorAll("[data-group]")).reverse();
const texts = new Map();
const textOf = (each) => {
  if (!texts.has(each)) texts.set(each, [each.dataset.case, each.textContent].join(" ").toLowerCase());
  return texts.get(each);
};
const apply = () => {
  const words = box.value.toLowerCase().split(" ").filter((word) => word !== "");
  const shown = cases.filter((each) => {
    each.hidden = !words.every((word) => textOf(each).includes(word));
    return !each.hidden;
  });
  for (const group of groups) {
    group.hidden = words.length > 0 ? group.querySelector("[data-case]:not([hidden])") === null : false;
    if (words.length > 0) if (group.tagName === "DETAILS") group.open = !group.hidden;
  }
  count.textContent = words.length > 0 ? [shown.length, "of", cases.length, "cases"].join(" ") : "";
};
const reveal = () => {
  let target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (; target !== null; target = target.parentElement) if (target.tagName === "DETAILS") target.open = true;
};
box.addEventListener("input", apply);
addEventListener("hashchange", reveal);
document.querySelector("#search").hidden = false;
apply();
reveal();
`;

/** Returns the field for the words, hidden without scripts. */
export const filterHtml = `<p id="search" hidden="hidden"><input id="filter" type="search" aria-label="Filter cases" placeholder="Filter: words of an id, a requirement, a verdict, a reason"/> <span id="matches" class="faint" role="status"></span></p>`;

/** Returns the script, for the end of the page. */
export const filterScript = `<script>${script}</script>`;
