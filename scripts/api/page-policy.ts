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

/**
 * Puts a page under the policy: the file {@link themeScript} replaces its inline script.
 *
 * @param toRoot - the way from the page to the root of the API pages, such as `../`
 * @throws RangeError if the page has another inline script
 */
export function guardPage(html: string, toRoot: string): string {
  const guarded = html.replaceAll(INLINE_SCRIPT, (_, script: string) => {
    if (!script.includes('dataset.theme = localStorage.getItem("tsd-theme")')) {
      throw new RangeError(`expected no inline script but that of the theme, found ${script.slice(0, 60)}`);
    }
    return `<script src="${toRoot}${themeScript.path}"></script>`;
  });
  return guarded.replace("<head>", `<head>${policyElement}`);
}
