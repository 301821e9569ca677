/** A repository that `ws2 draft init` of the packed package makes, and what it builds. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

import test from "ava";
import { extract } from "tar";

import { findXml2rfc } from "../scripts/draft/xml2rfc/find-xml2rfc.ts";

const folder = mkdtempSync(join(tmpdir(), "draft-init-"));
const repository = join(folder, "bell");
const packed = readdirSync("build", { recursive: true, encoding: "utf8" }).find((path) => /^package\/[^/]*\.tgz$/.test(path));
const installed = join(repository, "node_modules");
const ws2 = join(folder, "package", "build", "ws2", "ws2.js");
const run = promisify(execFile);

/** Does what npm install does, without network: the package from its tarball, its dependencies from this checkout. */
async function install(): Promise<void> {
  mkdirSync(join(installed, ".bin"), { recursive: true });
  symlinkSync(join(folder, "package"), join(installed, "websocket2"));
  symlinkSync(ws2, join(installed, ".bin", "ws2"));
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly dependencies: Record<string, string> };
  mkdirSync(join(folder, "node_modules"));
  for (const name of Object.keys(dependencies)) symlinkSync(resolve("node_modules", name), join(folder, "node_modules", name));
  writeFileSync(join(installed, ".package-lock.json"), "{}");
}

const make = async (...words: string[]): Promise<string> => {
  const environment = { ...process.env, XML2RFC: findXml2rfc(process.env), MAKEFLAGS: "", MAKELEVEL: "", TAG: "draft-person-bell-07" };
  return (await run("make", words, { cwd: repository, env: environment })).stdout;
};

test.before("makes a repository with the packed package", async (t) => {
  t.timeout(120_000);
  if (packed === undefined) throw new Error("build/package/ has no tarball; expected one of make test or make site");
  await extract({ file: join("build", packed), cwd: folder });
  const words = ["draft", "init", repository, "--name", "draft-person-bell", "--author", "A. Person", "--package", join("build", packed)];
  const { stdout } = await run(process.execPath, [ws2, ...words]);
  t.regex(stdout, /^written: .*\/Makefile$/m);
  await install();
});

test.after.always("removes the repository", () => rmSync(folder, { recursive: true, force: true }));

test.serial("builds its draft, and its test decodes vectors and examples with the schema", async (t) => {
  const out = await make("test");
  t.regex(out, /ok \d+ - decodes a ring of a visitor without a name\n/);
  t.regex(out, /ok \d+ - the example bell\/neighbor of the draft decodes to its value\n/);
  const text = readFileSync(join(repository, "build", "draft-person-bell-latest.txt"), "utf8");
  t.regex(text, /\n {3}00 +kind = ring\n/);
  t.regex(text, /\| Volume {2}\| 8 bits {2}\| 0 to 10 /);
});

test.serial("builds the revision of a tag to submit, and refuses the tag of another draft", async (t) => {
  await make("submission");
  const xml = readFileSync(join(repository, "build", "submission", "draft-person-bell-07.xml"), "utf8");
  t.regex(xml, /<rfc [^>]*docName="draft-person-bell-07"/);
  const other = ["draft", "build", "--xml-only", "--as", "draft-person-door-00", "draft-person-bell.md"];
  const refused = run(process.execPath, [ws2, ...other], { cwd: repository });
  const { code, stderr } = await t.throwsAsync<Error & { code: number; stderr: string }>(refused);
  const expected = "docName: expected draft-person-door-00 or draft-person-door-latest, found draft-person-bell-latest";
  t.deepEqual([code, stderr], [1, `draft-person-bell.md:4:1: ${expected} [front-matter]\n`]);
});

test.serial("a second repository in the same folder overwrites nothing", async (t) => {
  const before = readFileSync(join(repository, "Makefile"), "utf8");
  const again = run(process.execPath, [ws2, "draft", "init", repository, "--name", "draft-other-bell"]);
  const { code, stderr } = await t.throwsAsync<Error & { code: number; stderr: string }>(again);
  t.is(code, 2);
  t.regex(stderr, /Makefile, .*package\.json, .*: in the way; expected a folder without them\. Nothing is written\.$/m);
  t.false(readdirSync(repository).includes("draft-other-bell.md"));
  t.is(readFileSync(join(repository, "Makefile"), "utf8"), before);
});
