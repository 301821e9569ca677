/**
 * The page of a preview: the HTML of the draft, the mistakes of the latest build over it, and a script that reloads it.
 *
 * @module
 */
import { html, Html } from "../../common/html.ts";

/** What the page shows. */
export interface PreviewState {
  /** The path of the draft. */
  readonly path: string;
  /** Changes with everything that the page shows. */
  readonly version: string;
  /** The HTML of the last build without mistakes; `undefined` before the first one. */
  readonly built: string | undefined;
  /** The time of that build, as `12:34:56`. */
  readonly builtAt: string;
  /** The mistakes of the latest build, as compilers print them: `file:line:column: text`, further lines indented; empty without mistakes. */
  readonly mistakes: string;
}

/** Where the page hears of new versions. */
export const EVENTS_PATH = "/events";

const STYLE = `<style>
#preview-mistakes { position: fixed; z-index: 1000; left: 0; right: 0; bottom: 0; max-height: 45vh; overflow: auto; box-sizing: border-box;
  margin: 0; padding: 0.6em 1em; border-top: 4px solid #b00020; background: #fff4f4; color: #1a1a1a; font: 15px/1.4 sans-serif;
  text-align: left; box-shadow: 0 -2px 12px rgb(0 0 0 / 25%); }
#preview-mistakes h2 { margin: 0 0 0.4em; padding: 0; font: bold 15px/1.4 sans-serif; color: #b00020; }
#preview-mistakes p { margin: 0 0 0.4em; color: #444; }
#preview-mistakes ol { margin: 0; padding: 0; list-style: none; }
#preview-mistakes li { margin: 0 0 0.4em; white-space: pre-wrap; overflow-wrap: anywhere; }
#preview-mistakes code { font: 13px/1.4 monospace; background: none; padding: 0; font-weight: bold; }
#preview-ended { position: fixed; z-index: 1001; top: 0; left: 0; right: 0; margin: 0; padding: 0.3em 1em; background: #444; color: #fff;
  font: 14px/1.4 sans-serif; text-align: center; }
#preview-space { height: 45vh; }
@media print { #preview-mistakes, #preview-ended, #preview-space { display: none; } }
</style>`;

/** Keeps the place of the reader: the heading above the middle of the window stays where it is. */
const SCRIPT = `
const kept = JSON.parse(sessionStorage.getItem("preview-place") ?? "null");
const restore = () => {
  const heading = kept && document.getElementById(kept.id);
  if (kept) scrollTo({ top: heading ? heading.getBoundingClientRect().top + scrollY - kept.top : kept.y, behavior: "instant" });
};
if (kept) {
  sessionStorage.removeItem("preview-place");
  history.scrollRestoration = "manual";
  restore();
  addEventListener("load", restore, { once: true });
}
const keep = () => {
  const headings = [...document.querySelectorAll("h2[id], h3[id], h4[id], h5[id], h6[id]")];
  const above = headings.map((heading) => ({ id: heading.id, top: heading.getBoundingClientRect().top }));
  const { id = "", top = 0 } = above.filter((each) => each.top <= innerHeight / 2).at(-1) ?? {};
  sessionStorage.setItem("preview-place", JSON.stringify({ id, top, y: scrollY }));
};
const events = new EventSource(EVENTS);
const ended = document.getElementById("preview-ended");
events.onmessage = ({ data }) => {
  ended.hidden = true;
  if (data === VERSION) return;
  events.close();
  keep();
  location.reload();
};
events.onerror = () => { ended.hidden = false; };
`;

/** Returns the mistakes of a text, each with its further lines. */
export function splitMistakes(text: string): string[] {
  return text.split(/\n(?! )/).filter((each) => each.trim() !== "");
}

const located = /^(?<place>.+?:\d+:\d+): (?<reason>[^]*)$/;

function mistakeItem(mistake: string): Html {
  const { place, reason } = located.exec(mistake)?.groups ?? {};
  return place === undefined ? html`<li>${mistake}</li>` : html`<li><code>${place}</code> ${reason}</li>`;
}

function mistakesPanel({ mistakes, built, builtAt }: PreviewState): Html {
  const all = splitMistakes(mistakes);
  if (all.length === 0) return new Html("");
  const title = all.length === 1 ? "1 mistake" : `${all.length} mistakes`;
  const shown = built === undefined ? "" : html`<p>The page shows the build of ${builtAt}.</p>`;
  return html`<div id="preview-space"></div>
<section id="preview-mistakes" role="alert"><h2>${title}</h2>${shown}<ol>${all.map(mistakeItem)}</ol></section>`;
}

/** Returns a page for a draft that was not built yet. */
function emptyPage({ path, mistakes }: PreviewState): string {
  const text = mistakes === "" ? "The first build is running." : "There is no HTML yet.";
  return html`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${path}</title></head>
<body><h1>${path}</h1><p>${text}</p></body></html>
`.text;
}

function script({ version }: PreviewState): string {
  return `<script>(() => { const VERSION = ${JSON.stringify(version)}, EVENTS = ${JSON.stringify(EVENTS_PATH)};${SCRIPT}})();</script>`;
}

/** Inserts a text before the last occurrence of another one. */
function insertBefore(text: string, mark: string, added: string): string {
  const at = text.lastIndexOf(mark);
  return at < 0 ? text + added : text.slice(0, at) + added + text.slice(at);
}

/** Returns the page as HTML. */
export function previewPage(state: PreviewState): string {
  const ended = '<p id="preview-ended" hidden>The watch has ended; this page is no longer renewed.</p>';
  const added = [STYLE, mistakesPanel(state).text, ended, script(state), ""].join("\n");
  return insertBefore(state.built ?? emptyPage(state), "</body>", added);
}
