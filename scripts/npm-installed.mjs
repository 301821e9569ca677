/**
 * Exits with 0 if node_modules holds what package-lock.json says, with 1 if `npm ci` is due.
 *
 * npm keeps a lock of what it installed in node_modules/.package-lock.json.
 */
import { readFileSync } from "node:fs";

function packages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

const wanted = packages("package-lock.json");
const there = packages("node_modules/.package-lock.json");
if (wanted === undefined || there === undefined) process.exit(1);

const same = (a, b) => a !== undefined && a.version === b.version && a.integrity === b.integrity;
const missing = Object.entries(wanted).some(
  ([path, entry]) => path !== "" && entry.optional !== true && entry.peer !== true && !same(there[path], entry),
);
const extra = Object.entries(there).some(([path, entry]) => !same(wanted[path], entry));
process.exit(missing || extra ? 1 : 0);
