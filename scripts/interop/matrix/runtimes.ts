/**
 * The runtimes on which `make interop` tries the reference implementation, found on the PATH or fetched into `.tools/runtimes/`.
 *
 * @module
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A runtime of JavaScript. */
export interface RuntimeKind {
  /** A short name that stays: `node-22`. */
  readonly id: string;
  readonly title: string;
  /** The npm package that contains it. */
  readonly package: string;
  readonly program: "node" | "bun" | "deno";
  /** Arguments in front of the module that it runs. */
  readonly args: readonly string[];
  /** The first number of its version; absent for the newest one, which is always fetched. */
  readonly major?: string;
  /** Why cases fail or are left out on it, a sentence. */
  readonly note?: string;
}

const node = (major: string): RuntimeKind => {
  return { id: `node-${major}`, title: "Node.js", package: `node@${major}`, program: "node", args: [], major };
};

/** All runtimes: each release of Node.js with long-term support, its newest release, Bun and Deno. */
export const runtimeKinds: readonly RuntimeKind[] = [
  node("20"),
  node("22"),
  node("24"),
  { id: "node-newest", title: "Node.js", package: "node@latest", program: "node", args: [] },
  {
    ...{ id: "bun", title: "Bun", package: "bun@latest", program: "bun", args: [] },
    note: "Bun holds back WINDOW_UPDATE frames, for which the cases that fail wait.",
  },
  {
    ...{ id: "deno", title: "Deno", package: "deno@latest", program: "deno", args: ["run", "--allow-all"] },
    note: "zlib of Deno ignores dictionaries, so the package does not offer deflate there.",
  },
];

/** A runtime that can run. */
export interface FoundRuntime extends RuntimeKind {
  /** The path of its program, or its name on the PATH. */
  readonly path: string;
  /** Its version, such as `22.23.3`. */
  readonly version: string;
}

const VERSION_TIMEOUT_MS = 10_000;
const INSTALL_TIMEOUT_MS = 180_000;

/** Returns the version that a program prints, if it is one of the kind. */
function versionAt(path: string, { major = "" }: RuntimeKind): string | undefined {
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8", timeout: VERSION_TIMEOUT_MS });
  const version = status === 0 ? /\d+\.\d+\.\d+/.exec(stdout)?.[0] : undefined;
  return version?.startsWith(major === "" ? "" : `${major}.`) === true ? version : undefined;
}

function install(kind: RuntimeKind, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--no-package-lock", kind.package], {
    cwd: folder,
    stdio: "ignore",
    timeout: INSTALL_TIMEOUT_MS,
  });
}

/**
 * Returns a runtime, or a sentence that names it where it cannot be had. A runtime on the PATH comes first, except for the newest release;
 * what was fetched once stays in `.tools/runtimes/`.
 */
export function findRuntime(kind: RuntimeKind, tools = ".tools/runtimes"): FoundRuntime | string {
  const onPath = kind.id === "node-newest" ? [] : [kind.program === "node" ? process.execPath : kind.program, kind.program];
  const folder = resolve(tools, kind.id);
  const fetched = join(folder, "node_modules", ".bin", kind.program);
  try {
    for (const path of [...onPath, fetched]) {
      const version = versionAt(path, kind);
      if (version !== undefined) return { ...kind, path, version };
    }
    if (!existsSync(fetched)) install(kind, folder);
  } catch {
    return `The runtime ${kind.package} was not tested: it is not on the PATH, and npm could not install it.`;
  }
  const version = versionAt(fetched, kind);
  return version === undefined ? `The runtime ${kind.package} was not tested: it does not start.` : { ...kind, path: fetched, version };
}
