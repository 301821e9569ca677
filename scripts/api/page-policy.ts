/**
 * The content security policy of the API pages: scripts and styles come from files beside the pages alone.
 *
 * @module
 */
import { createHash } from "node:crypto";

/** Hash of the empty text: the script of TypeDoc adds a style element for its filters, which these pages do not have. */
const EMPTY = createHash("sha256").digest("base64");

/** The policy. TypeDoc decompresses its data through `fetch` of a `data:` URL. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'sha256-${EMPTY}'`,
  "img-src 'self'",
  "connect-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The element that sets the policy; the first in the head of a page. */
export const policyElement = `<meta http-equiv="Content-Security-Policy" content="${POLICY}"/>`;

/** The script that selects the theme before anything is shown: its path from the root of the API pages, and its text. */
export const themeScript = {
  path: "assets/theme.js",
  text: 'try { document.documentElement.dataset.theme = localStorage.getItem("tsd-theme") ?? "os"; } catch {}\n',
} as const;

const INLINE_SCRIPT = /<script>([^<]*)<\/script>/g;

/** What the policy would block: another inline script, and styles and handlers in elements. */
const BLOCKED = /<script>|<style\b|<[a-z][^<>]*\s(?:style|on[a-z]+)="/;

/**
 * Puts a page under the policy: the file {@link themeScript} replaces the inline script of TypeDoc.
 *
 * @param toRoot - the way from the page to the root of the API pages, such as `../`
 * @throws RangeError if the page has what the policy would block
 */
export function guardPage(html: string, toRoot: string): string {
  const guarded = html.replaceAll(INLINE_SCRIPT, (whole, script: string) =>
    script.includes('dataset.theme = localStorage.getItem("tsd-theme")') ? `<script src="${toRoot}${themeScript.path}"></script>` : whole,
  );
  const blocked = BLOCKED.exec(guarded);
  if (blocked !== null) {
    const found = guarded.slice(blocked.index, blocked.index + 80);
    throw new RangeError(`expected a page without inline scripts, styles and handlers, which its policy blocks, found ${found}`);
  }
  return guarded.replace("<head>", `<head>${policyElement}`);
}
