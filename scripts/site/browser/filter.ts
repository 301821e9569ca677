/**
 * Filters the entries of a page by words: those of the field `#filter`, and the choices in `select[data-key]`.
 *
 * An entry has the attribute `data-entry` with words by which it is found beside its text, and `data-KEY` for each select. A group,
 * `data-group`, is hidden without entries. The state is in the fragment, `#q=WORDS&KEY=CHOICE`, so that a link can open a selection.
 *
 * @module
 */
const box = document.querySelector<HTMLInputElement>("#filter");
const count = document.querySelector("#matches");
const selects = [...document.querySelectorAll<HTMLSelectElement>("select[data-key]")];
const entries = [...document.querySelectorAll<HTMLElement>("[data-entry]")];
const groups = [...document.querySelectorAll<HTMLElement>("[data-group]")].reverse();
const texts = new Map<HTMLElement, string>();

function textOf(entry: HTMLElement): string {
  const known = texts.get(entry) ?? `${entry.dataset.entry ?? ""} ${entry.textContent ?? ""}`.toLowerCase();
  texts.set(entry, known);
  return known;
}

/** Returns whether an entry has a choice among its words for a key. */
const hasChoice = (entry: HTMLElement, { dataset, value }: HTMLSelectElement): boolean =>
  value === "" || (entry.dataset[dataset.key ?? ""] ?? "").split(" ").includes(value);

function apply(): void {
  const words = (box?.value ?? "").toLowerCase().split(/\s+/).filter((word) => word !== "");
  const isFiltered = words.length > 0 || selects.some(({ value }) => value !== "");
  let shown = 0;
  for (const entry of entries) {
    entry.hidden = !(selects.every((select) => hasChoice(entry, select)) && words.every((word) => textOf(entry).includes(word)));
    if (!entry.hidden) shown += 1;
  }
  for (const group of groups) {
    group.hidden = isFiltered && group.querySelector("[data-entry]:not([hidden])") === null;
    if (isFiltered && group instanceof HTMLDetailsElement) group.open = !group.hidden;
  }
  if (count !== null) count.textContent = isFiltered ? `${shown} of ${entries.length}` : `${entries.length}`;
}

function save(): void {
  const state = new URLSearchParams();
  if (box !== null && box.value !== "") state.set("q", box.value);
  for (const { dataset, value } of selects) if (value !== "") state.set(dataset.key ?? "", value);
  history.replaceState(null, "", `#${state.toString()}`);
  apply();
}

/** Opens the folded elements around the target of the fragment. */
function reveal(id: string): void {
  const target = document.getElementById(id);
  for (let each: Element | null = target; each !== null; each = each.parentElement) {
    if (each instanceof HTMLDetailsElement) each.open = true;
  }
  target?.scrollIntoView();
}

function load(): void {
  const fragment = location.hash.slice(1);
  if (fragment.includes("=")) {
    const state = new URLSearchParams(fragment);
    if (box !== null) box.value = state.get("q") ?? "";
    for (const select of selects) select.value = state.get(select.dataset.key ?? "") ?? "";
  }
  apply();
  if (fragment !== "" && !fragment.includes("=")) reveal(decodeURIComponent(fragment));
}

box?.addEventListener("input", save);
for (const select of selects) select.addEventListener("change", save);
addEventListener("hashchange", load);
for (const each of document.querySelectorAll<HTMLElement>(".filter[hidden]")) each.hidden = false;
load();
