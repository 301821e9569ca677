/**
 * Shows the transitions of a chosen event or arrow beside the drawing, and marks them in drawings and tables.
 *
 * Elements with the attribute `data-rows` stand for the table rows with these ids. What a name means is read from the lists of the page.
 *
 * @module
 */
const panel = document.querySelector<HTMLElement>("#choice");
const marked = [...document.querySelectorAll<HTMLElement | SVGElement>("[data-rows]")];

const rowsOf = (element: HTMLElement | SVGElement): string[] => (element.dataset["rows"] ?? "").split(" ");

function create<K extends keyof HTMLElementTagNameMap>(name: K, ...content: readonly (Node | string)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/** Returns the names in a cell of the table, each with its meaning. */
function meanings(cell: Element | undefined): HTMLElement[] {
  return [...(cell?.querySelectorAll("a") ?? [])].map((link) => {
    const term = document.getElementById(link.hash.slice(1));
    const heading = term?.tagName === "DT" ? term : null;
    const meaning = heading?.nextElementSibling?.firstChild?.textContent ?? "";
    return create("p", link.cloneNode(true), meaning === "" ? "" : ` ${meaning}`);
  });
}

const titles = ["Event", "Condition", "Next state", "Actions, in order", "Role", "Requirements", "Sessions"];

/** Returns the parts of a transition. */
function describe(row: HTMLElement): HTMLElement {
  const { state = "", next = "" } = row.dataset;
  const list = create("dl");
  [...row.children].forEach((cell, index) => {
    if (cell.textContent.trim() === "") return;
    const names = cell.querySelector("a") === null ? [create("p", cell.textContent)] : meanings(cell);
    const shown = index === 6 ? [create("p", ...[...cell.cloneNode(true).childNodes])] : names;
    list.append(create("dt", titles[index] ?? ""), create("dd", ...shown));
  });
  const link = create("a", "in the table");
  link.href = `#${row.id}`;
  return create("section", create("h3", next === state ? state : `${state} → ${next}`), list, create("p", link));
}

function mark(ids: readonly string[]): void {
  for (const each of marked) each.classList.toggle("on", rowsOf(each).some((id) => ids.includes(id)));
  for (const row of document.querySelectorAll("tr.on")) row.classList.remove("on");
  for (const id of ids) document.getElementById(id)?.classList.add("on");
}

function close(): void {
  mark([]);
  if (panel !== null) panel.hidden = true;
}

/** Shows transitions. @param ids - the ids of their rows */
function show(ids: readonly string[]): void {
  const rows = ids.map((id) => document.getElementById(id)).filter((row) => row instanceof HTMLTableRowElement);
  if (panel === null || rows.length === 0) return;
  mark(ids);
  const button = create("button", "Close");
  button.type = "button";
  button.addEventListener("click", close);
  panel.replaceChildren(button, ...rows.map(describe));
  panel.hidden = false;
  panel.scrollTop = 0;
}

for (const element of marked) {
  element.addEventListener("click", (event) => {
    event.preventDefault();
    const ids = rowsOf(element);
    // Beside the drawing, on the side that was not chosen.
    panel?.classList.toggle("left", element.getBoundingClientRect().left > innerWidth / 2);
    history.replaceState(null, "", `#${ids[0] ?? ""}`);
    show(ids);
  });
}

/** Shows the transition that the fragment names. */
function showTarget(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  if (document.getElementById(id) instanceof HTMLTableRowElement) show([id]);
}

addEventListener("hashchange", showTarget);
addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
showTarget();
