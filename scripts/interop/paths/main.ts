/**
 * `make intermediaries`: tries WebSocket2 through real proxies and writes down what was found.
 *
 *   node build/scripts/interop/paths/main.js [--quick] [--only TEXT]... [--ask ID]... [--json FILE] [--page FILE]
 *
 * `--quick` leaves out what takes minutes; `--only` tries the paths whose names contain a text, and keeps the others in FILE;
 * `--ask` asks a question alone, and keeps the other answers in FILE. The exit code is 1 where no path
 * could be tried, 2 where a path or question is not known.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { release, type } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { writeFileWhole } from "../../files.ts";
import { proxies } from "../proxies/catalogue/index.ts";
import { type Path, PathError, readPath } from "../proxies/path.ts";
import { withBench } from "./matrix/bench.ts";
import { pageOf } from "./matrix/page.ts";
import { results, type Results } from "./matrix/results.ts";
import { type Found, installedVersion, runMatrix, type Watch } from "./matrix/run.ts";
import { cachesOf, mendsOf } from "./matrix/summary.ts";
import { paths } from "./paths.ts";
import { phases, type Question } from "./question.ts";
import { questions } from "./questions/index.ts";

const ABOUT = "What becomes of WebSocket2 on paths through real proxies, whose configurations stand in scripts/interop/proxies/catalogue. Written by make intermediaries.";

/** The name of the operating system as it tells it itself. */
function system(): string {
  const node = `Node.js ${process.versions.node}`;
  try {
    const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
    return `${name ?? type()}, ${node}`;
  } catch {
    return `${type()} ${release()}, ${node}`;
  }
}

/** What an earlier run found, where only some paths are tried anew. */
function earlier(file: string | undefined, partly: boolean): Found {
  if (!partly || file === undefined || !existsSync(file)) return { paths: [], skipped: [] };
  return results.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Puts what was found now in the place of what was found before. */
function merged(before: Found, now: Found): Found {
  const anew = new Set([...now.paths, ...now.skipped].map(({ id }) => id));
  const order = new Map(paths.map(({ id }, index) => [id, index]));
  const rank = ({ id }: { readonly id: string }): number => order.get(id) ?? Infinity;
  const merge = <T extends { readonly id: string }>(old: readonly T[], fresh: readonly T[]): T[] => [...old.filter(({ id }) => order.has(id) && !anew.has(id)), ...fresh].sort((a, b) => rank(a) - rank(b));
  return { paths: merge(before.paths, now.paths), skipped: merge(before.skipped, now.skipped) };
}

function resultsOf(found: Found, asked: readonly Question[]): Results {
  return results.parse({
    about: ABOUT,
    date,
    system: system(),
    questions: asked.map(({ id, group, title, asks }) => ({ id, group, title, asks })),
    proxies: proxies.map((proxy) => ({ name: proxy.name, title: proxy.title, package: proxy.package, version: installedVersion(proxy) })),
    caches: cachesOf(found.paths),
    mends: mendsOf(new Map(proxies.map(({ name, title }) => [name, title]))),
    ...found,
  });
}

const watch: Watch = {
  asked: ({ id }: Path, phase, answers) => {
    const all = questions.filter((question) => question.phase === phase).flatMap((question) => answers[question.id] ?? []);
    if (all.length > 0) console.log(`${id}: ${phase}, ${all.filter(({ outcome }) => outcome === "yes").length} of ${all.length} yes`);
  },
  skipped: ({ id }, why) => console.log(`${id}: skipped: ${why}`),
};

const silent: Watch = { asked: () => undefined, skipped: () => undefined };

const date = new Date().toISOString().slice(0, "2026-01-01".length);

/** @returns the exit code */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      ask: { type: "string", multiple: true, default: [] },
      json: { type: "string" },
      page: { type: "string" },
    },
  });
  const unknown = values.ask.filter((id) => !questions.some((question) => question.id === id));
  if (unknown.length > 0) throw new PathError(`--ask: expected questions out of ${questions.map(({ id }) => id).join(", ")}; found ${unknown.join(", ")}`);
  const asked = questions.filter(({ id, phase }) => (values.ask.length === 0 ? !values.quick || !phases[phase].long : values.ask.includes(id)));
  const tried = paths.filter(({ id }) => values.only.length === 0 || values.only.some((text) => id.includes(text)));
  if (tried.length === 0) throw new PathError(`--only: expected a part of one of ${paths.map(({ id }) => id).join(", ")}; found ${values.only.join(", ")}`);
  const before = earlier(values.json, values.only.length + values.ask.length > 0);
  const found = await withBench(async (bench) => {
    // The first exchanges of a process are slow, and count for nothing.
    await runMatrix([readPath("direct", proxies)], questions.filter(({ phase }) => phase === "usual"), { ...bench, folder: join(bench.folder, "first") }, date, silent);
    return runMatrix(tried, asked, bench, date, watch, (path) => (values.ask.length === 0 ? {} : (before.paths.find(({ id }) => id === path.id)?.answers ?? {})));
  });
  const all = resultsOf(merged(before, found), values.ask.length === 0 ? asked : questions);
  if (values.json !== undefined) writeFileWhole(values.json, `${JSON.stringify(all, null, 1)}\n`);
  if (values.page !== undefined) writeFileWhole(values.page, pageOf(all, proxies));
  console.log(`${all.paths.length} paths tried, ${all.skipped.length} skipped`);
  return all.paths.length === 0 ? 1 : 0;
}

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof PathError)) throw error;
  console.error(error.message);
  process.exit(2);
}
