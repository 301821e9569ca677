import { gzipSync } from "node:zlib";

import { build, type Platform } from "esbuild";

/** A bundle of one entry. */
export interface Bundle {
  /** The minified module. */
  readonly code: string;
  /** Its size in octets. */
  readonly size: number;
  /** Its size in octets after gzip. */
  readonly gzipped: number;
  /** The files in it, and the modules that it imports. */
  readonly inputs: readonly string[];
  readonly imports: readonly string[];
}

/** Bundles the module text, which imports relative to the repository, in memory. */
export async function bundle(text: string, platform: Platform = "browser"): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: text, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    // Modules of Node.js stay imports, so that a test can name them.
    external: ["node:*"],
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const [{ contents, text: code } = { contents: new Uint8Array(), text: "" }] = outputFiles;
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
  return {
    code,
    size: contents.length,
    gzipped: gzipSync(contents).length,
    inputs,
    imports: (output?.imports ?? []).map(({ path }) => path),
  };
}
