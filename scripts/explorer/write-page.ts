/**
 * Bundles the explorer into one page, which needs no other file and no network.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { deflateRawSync } from "node:zlib";

import { build, type Plugin } from "esbuild";

import { escapeMarkup } from "../common/markup.ts";
import type { ExplorerData } from "./data/explorer-data.ts";

const SOURCES = "scripts/explorer";

/** The style of the site, and what the explorer adds. */
const styles = { site: "scripts/site/assets/site.css", explorer: `${SOURCES}/assets/explorer.css` } as const;

/** Returns the module of the data. */
function dataModule(data: ExplorerData): string {
  const packed = deflateRawSync(JSON.stringify(data), { level: 9 }).toString("base64");
  return `import { unpackData } from "./zlib/packed-data.ts";\nexport default unpackData("${packed}");`;
}

/** Puts the data in the place of `explorer:data`, and the inflator of browsers in the place of `node:zlib`. */
function explorerModules(data: ExplorerData): Plugin {
  return {
    name: "explorer-modules",
    setup: ({ onLoad, onResolve }) => {
      onResolve({ filter: /^explorer:data$/ }, ({ path }) => ({ path, namespace: "explorer" }));
      onLoad({ filter: /./, namespace: "explorer" }, () => ({ contents: dataModule(data), resolveDir: SOURCES }));
      onResolve({ filter: /^node:zlib$/ }, () => ({ path: resolve(SOURCES, "zlib/inflate-raw.ts") }));
    },
  };
}

/** Bundles a program of `scripts/explorer/browser/` as a classic script: browsers load modules from no file. */
export async function explorerScript(name: string, data: ExplorerData): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${SOURCES}/browser/${name}.tsx`],
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    charset: "utf8",
    legalComments: "none",
    write: false,
    logLevel: "warning",
    plugins: [explorerModules(data)],
  });
  // No text in a script may end the element.
  return (outputFiles[0]?.text ?? "").trim().replaceAll("</script", "<\\/script");
}

/** Returns styles without comments and line ends. */
export async function explorerStyle(names: readonly (keyof typeof styles)[]): Promise<string> {
  const text = names.map((name) => readFileSync(styles[name], "utf8")).join("\n");
  const { outputFiles } = await build({
    stdin: { contents: text, loader: "css" },
    minify: true,
    write: false,
    target: "chrome123",
    logLevel: "warning",
  });
  return (outputFiles[0]?.text ?? "").trim();
}

/** Returns styles without the rules of classes that stand nowhere in a page. */
function usedStyle(style: string, page: string): string {
  return style.replace(/([^{}]+)\{[^{}]*\}/g, (rule, selectors: string) => {
    const classes = [...selectors.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = ""]) => name);
    return classes.length === 0 || classes.some((name) => page.includes(name)) ? rule : "";
  });
}

const hashSource = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Returns the explorer as the text of an HTML file. Its policy allows its own script and style, and nothing else. */
export async function explorerPage(data: ExplorerData): Promise<string> {
  const [script, whole] = await Promise.all([explorerScript("main", data), explorerStyle(["site", "explorer"])]);
  const style = usedStyle(whole, `lead ${script}`);
  const policy = `default-src 'none'; script-src ${hashSource(script)}; style-src ${hashSource(style)}; base-uri 'none'; form-action 'none'`;
  const title = `${data.protocol} frame explorer`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
<p class="lead">Paste octets of a ${escapeMarkup(data.protocol)} stream and see each field, and the rule that a fault breaks.</p>
<div id="explorer"><p>This page needs JavaScript.</p></div>
</main>
<footer><p>Made from the schemas of <a href="${escapeMarkup(data.draft.page)}">${escapeMarkup(data.draft.name)}</a>.
This page loads nothing and sends nothing.</p></footer>
<script>${script}</script>
</body>
</html>
`;
}
