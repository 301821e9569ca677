/**
 * Folds the contents of a draft on narrow windows, where they stand above the text, and marks the section in view on wide ones.
 *
 * @module
 */
const contents = document.querySelector<HTMLDetailsElement>("#toc details");
const wide = matchMedia("(min-width: 64rem)");

function fit(): void {
  if (contents !== null) contents.open = wide.matches;
}

wide.addEventListener("change", fit);
contents?.querySelector("nav")?.addEventListener("click", (event) => {
  if (!wide.matches && event.target instanceof HTMLAnchorElement) contents.open = false;
});
fit();
export {};
