import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { findXml2rfc, installHelp } from "../../../../scripts/draft/xml2rfc/find-xml2rfc.ts";

/** Makes a folder with some executable files, which the test removes. */
function makeFolder(t: ExecutionContext, ...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "find-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), "");
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

test("takes the xml2rfc of XML2RFC, then of PATH, then of the checkout", (t) => {
  const root = makeFolder(t, ".tools/bin/xml2rfc", "bin/xml2rfc");
  const PATH = `${join(root, "none")}:${join(root, "bin")}`;
  t.is(findXml2rfc({ XML2RFC: "/x/y", PATH }, root), "/x/y");
  t.is(findXml2rfc({ XML2RFC: "", PATH }, root), join(root, "bin", "xml2rfc"));
  t.is(findXml2rfc({ PATH: join(root, "none") }, root), join(root, ".tools", "bin", "xml2rfc"));
  t.is(findXml2rfc({}, join(root, "none")), "xml2rfc");
});

test("names the script of a checkout among the commands that install xml2rfc", (t) => {
  const root = makeFolder(t, "scripts/install-xml2rfc.sh");
  const commands = (folder: string) => installHelp(folder).split("\n").slice(1).map((line) => line.trim().replace(/ {2}.*/, ""));
  t.deepEqual(commands(root), [join(root, "scripts", "install-xml2rfc.sh"), "pipx install xml2rfc", "apt-get install xml2rfc"]);
  t.deepEqual(commands(join(root, "none")), ["pipx install xml2rfc", "apt-get install xml2rfc"]);
});
