/**
 * The map of all results of the page of intermediaries: its rows follow the filter of the paths, its columns the chosen group of checks,
 * arrow keys move between cells, and the observation of a cell stands above the map. Configurations get a button that copies them.
 *
 * @module
 */
interface HeatCell {
  readonly link: HTMLAnchorElement;
  /** The row of its observation in the section of its path. */
  readonly observation: HTMLTableRowElement | null;
}

const table = document.querySelector<HTMLTableElement>("#heat");
const seen = document.querySelector<HTMLElement>("#seen");
const groupChoice = document.querySelector<HTMLSelectElement>('select[data-key="checks"]');
const rows = [...(table?.tBodies[0]?.rows ?? [])];
const groupHeads = [...(table?.tHead?.rows[0]?.cells ?? [])].slice(1);
/** The group of each column of results. */
const groupOfColumn = groupHeads.flatMap((head, group) => Array<number>(head.colSpan).fill(group));

const targetOf = ({ hash }: HTMLAnchorElement): HTMLElement | null => document.getElementById(decodeURIComponent(hash.slice(1)));

function cellOf(element: EventTarget | null): HeatCell | undefined {
  const link = element instanceof Element ? element.closest<HTMLAnchorElement>("td a") : null;
  if (link === null) return undefined;
  const target = targetOf(link);
  return { link, observation: target instanceof HTMLTableRowElement ? target : null };
}

/** Returns the texts of an observation: check, result, what was seen. */
const textsOf = (row: HTMLTableRowElement | null): string[] => [...(row?.cells ?? [])].map(({ textContent }) => textContent ?? "");

function showObservation({ link, observation }: HeatCell): void {
  if (seen === null) return;
  const row = link.closest("tr");
  const column = link.closest("td")?.cellIndex ?? 0;
  const head = table?.tHead?.rows[1]?.cells[column - 1];
  const [check = "", result = "", text = ""] = textsOf(observation);
  const title = document.createElement("strong");
  title.textContent = `${row?.cells[0]?.textContent ?? ""}, ${groupHeads[groupOfColumn[column - 1] ?? 0]?.textContent ?? ""}: ${check}`;
  const outcome = document.createElement("span");
  outcome.className = link.parentElement?.classList.contains("bad") ? "bad" : "good";
  outcome.textContent = ` ${result}. `;
  const asks = document.createElement("span");
  asks.className = "faint";
  asks.textContent = head?.title ?? "";
  seen.replaceChildren(title, outcome, `${text}. `.replace(/\.\. $/, ". "), document.createElement("br"), asks);
  seen.classList.remove("faint");
}

/** Shows the columns of the chosen group alone, with times in place of signs. */
function showGroup(): void {
  const chosen = groupChoice === null || groupChoice.value === "" ? undefined : Number(groupChoice.value);
  table?.classList.toggle("one-group", chosen !== undefined);
  const isHidden = (column: number): boolean => chosen !== undefined && groupOfColumn[column] !== chosen;
  const columnGroups = [...(table?.querySelectorAll("colgroup") ?? [])].slice(1);
  groupHeads.forEach((head, group) => {
    head.hidden = chosen !== undefined && group !== chosen;
    if (columnGroups[group] !== undefined) columnGroups[group].hidden = head.hidden;
  });
  [...(table?.tHead?.rows[1]?.cells ?? [])].forEach((head, column) => (head.hidden = isHidden(column)));
  for (const { cells } of rows) {
    [...cells].slice(1).forEach((cell, column) => {
      cell.hidden = isHidden(column);
      const link = cell.querySelector("a");
      if (link === null || cell.hidden) return;
      const [, result = ""] = textsOf(cellOf(link)?.observation ?? null);
      link.textContent = chosen === undefined ? result.slice(0, 1) : result;
    });
  }
}

/** Hides the rows of hidden paths. Runs after the filter, whose listeners were added first. */
function followFilter(): void {
  for (const row of rows) row.hidden = document.getElementById(row.dataset.path ?? "")?.hidden ?? false;
  showGroup();
}

let current: HTMLAnchorElement | undefined;

function focusLink(link: HTMLAnchorElement): void {
  if (current !== undefined) current.tabIndex = -1;
  current = link;
  link.tabIndex = 0;
}

/** Returns the next link from a cell in a direction: cells without a result are skipped. */
function nextLink(link: HTMLAnchorElement, key: string): HTMLAnchorElement | undefined {
  const cell = link.closest("td");
  const row = cell?.parentElement;
  if (!(row instanceof HTMLTableRowElement) || cell === null) return undefined;
  const isBack = key === "ArrowLeft" || key === "ArrowUp";
  const isAcross = key === "ArrowLeft" || key === "ArrowRight";
  const line = isAcross ? [...row.cells].slice(1) : rows.flatMap((each) => (each.hidden ? [] : (each.cells[cell.cellIndex] ?? [])));
  const ordered = isBack ? line.reverse() : line;
  const after = ordered.slice(ordered.indexOf(cell) + 1);
  return after.flatMap((each) => (each.hidden ? [] : (each.querySelector("a") ?? [])))[0];
}

function onKey(event: KeyboardEvent): void {
  const cell = cellOf(event.target);
  if (cell === undefined || !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  nextLink(cell.link, event.key)?.focus();
}

function prepareTable(): void {
  if (table === null) return;
  const links = [...table.querySelectorAll<HTMLAnchorElement>("td a")];
  for (const link of links) link.tabIndex = -1;
  if (links[0] !== undefined) focusLink(links[0]);
  table.addEventListener("keydown", onKey);
  table.addEventListener("focusin", ({ target }) => {
    const cell = cellOf(target);
    if (cell === undefined) return;
    focusLink(cell.link);
    showObservation(cell);
  });
  table.addEventListener("mouseover", ({ target }) => {
    const cell = cellOf(target);
    if (cell !== undefined) showObservation(cell);
  });
  if (seen !== null) seen.hidden = false;
}

/** Adds a button that copies a configuration; a browser without the right selects the text. */
function addCopyButton(file: HTMLElement): void {
  const text = file.querySelector("code:last-of-type")?.closest("pre") ?? file.querySelector("pre");
  if (text === null) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", () => {
    const select = (): void => getSelection()?.selectAllChildren(text);
    const copied = (): void => void (button.textContent = "Copied");
    if (navigator.clipboard === undefined) select();
    else navigator.clipboard.writeText(text.textContent ?? "").then(copied, select);
  });
  file.querySelector("p")?.append(" ", button);
}

prepareTable();
for (const file of document.querySelectorAll<HTMLElement>(".file")) addCopyButton(file);
for (const name of ["input", "change", "hashchange"]) addEventListener(name, followFilter);
followFilter();
