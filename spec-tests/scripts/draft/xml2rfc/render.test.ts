import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { documentDate, outputFormats, render } from "../../../../scripts/draft/xml2rfc/render.ts";

/** Creates a folder with a draft and a fake xml2rfc. */
function folder(
  t: ExecutionContext,
  script: string,
): { readonly xml: string; readonly command: string; readonly files: () => string[]; readonly read: (name: string) => string } {
  const directory = mkdtempSync(join(tmpdir(), "render-"));
  const xml = join(directory, "a.xml");
  const command = join(directory, "xml2rfc");
  writeFileSync(xml, '<rfc><front><date year="1970" month="1" day="2"/></front></rfc>\n');
  writeFileSync(join(directory, "a.lines.json"), JSON.stringify({ source: "a.md", lines: [5] }));
  writeFileSync(command, `#!/bin/sh\nwhile [ "$1" != -p ]; do formats="$formats $1"; shift; done\nout=$2\n${script}\n`);
  chmodSync(command, 0o755);
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return { xml, command, files: () => readdirSync(directory).sort(), read: (name) => readFileSync(join(directory, name), "utf8") };
}

/** Renders with the fake xml2rfc, and restores the environment. */
async function rendered(
  made: { readonly xml: string; readonly command: string },
  options?: Parameters<typeof render>[1],
): ReturnType<typeof render> {
  const before = process.env.XML2RFC;
  process.env.XML2RFC = made.command;
  try {
    return await render(made.xml, options);
  } finally {
    if (before === undefined) delete process.env.XML2RFC;
    else process.env.XML2RFC = before;
  }
}

test.serial("writes the output of xml2rfc beside the XML and names requirements in the HTML", async (t) => {
  const made = folder(
    t,
    `case "$formats" in *--text) echo "$formats $SOURCE_DATE_EPOCH" > $out/a.txt;; *--html) echo '<p>Do. [R-007]' > $out/a.html; esac`,
  );
  const { diagnostics: messages } = await rendered(made);
  t.deepEqual(messages, []);
  t.deepEqual(made.files(), ["a.html", "a.lines.json", "a.rendered.json", "a.txt", "a.xml", "xml2rfc"]);
  t.is(made.read("a.txt"), " -N --text 86400\n");
  t.is(made.read("a.html"), '<p>Do. <a class="requirement" id="R-007" href="#R-007">[R-007]</a>\n');
});

test.serial("the HTML of a draft with index entries has an index, its text has none", async (t) => {
  const made = folder(t, 'for f in "$@"; do :; done; grep -o "indexInclude=.*" "$f" > "$out/a$(echo "$formats" | tr -d " ")"');
  writeFileSync(made.xml, '<rfc indexInclude="false"><iref item="a"/></rfc>');
  t.deepEqual((await rendered(made)).diagnostics, []);
  t.regex(made.read("a-N--html"), /^indexInclude="true"/);
  t.regex(made.read("a-N--text"), /^indexInclude="false"/);
});

test.serial("makes a PDF only on request, each format in its own process", async (t) => {
  const made = folder(t, 'echo > "$out/a$formats"');
  const forms = ["a -N --html", "a -N --text"];
  t.deepEqual((await rendered(made)).files, forms.map((name) => join(made.xml, "..", name)));
  t.deepEqual(
    (await rendered(made, { formats: outputFormats(true) })).files,
    [forms[0], "a -N --pdf", forms[1]].map((name) => join(made.xml, "..", name ?? "")),
  );
});

test.serial("does not run xml2rfc for forms that exist and come from the same octets", async (t) => {
  const made = folder(t, 'case "$formats" in *--text) touch $out/a.txt;; *--html) touch $out/a.html; esac');
  const names = async (options?: Parameters<typeof render>[1]) => (await rendered(made, options)).files.map((path) => basename(path));
  t.deepEqual(await names({ formats: ["html"] }), ["a.html"]);
  t.deepEqual(await names(), ["a.txt"]);
  t.deepEqual(await names(), []);
  rmSync(join(made.xml, "..", "a.txt"));
  t.deepEqual(await names(), ["a.txt"]);
  writeFileSync(made.xml, `${readFileSync(made.xml, "utf8")}\n`);
  t.deepEqual(await names(), ["a.html", "a.txt"]);
  utimesSync(made.command, 1, 1);
  t.deepEqual(await names(), ["a.html", "a.txt"]);
});

test.serial("renders again after a run that wrote nothing", async (t) => {
  const made = folder(t, 'if [ -e $out/../warn ]; then echo "a.xml(1): Warning: Wide"; else touch $out/a.txt; fi');
  writeFileSync(join(made.xml, "..", "warn"), "");
  t.is((await rendered(made, { formats: ["text"] })).diagnostics.length, 1);
  t.is((await rendered(made, { formats: ["text"] })).diagnostics.length, 1);
  rmSync(join(made.xml, "..", "warn"));
  t.is((await rendered(made, { formats: ["text"] })).files.length, 1);
});

test.serial("writes nothing after a warning, and reports it once, with the place in the Markdown", async (t) => {
  const made = folder(t, 'echo "a.xml(1): Warning: Wide" >&2; touch $out/a.txt');
  const { diagnostics: messages, files } = await rendered(made);
  t.deepEqual(messages, [{ file: "a.md", line: 5, column: 1, rule: "xml2rfc", reason: "Wide" }]);
  t.deepEqual(files, []);
  t.deepEqual(made.files(), ["a.lines.json", "a.xml", "xml2rfc"]);
});

test.serial("writes nothing if one format has a warning", async (t) => {
  const made = folder(t, 'case "$formats" in *--text) echo "a.xml(1): Warning: Wide" >&2;; *) touch $out/a.html; esac');
  const { diagnostics: messages, files } = await rendered(made);
  t.deepEqual([messages.map(({ reason }) => reason), files], [["Wide"], []]);
  t.deepEqual(made.files(), ["a.lines.json", "a.xml", "xml2rfc"]);
});

test.serial("reports an exit code without a message", async (t) => {
  t.deepEqual((await rendered(folder(t, "exit 3"))).diagnostics.map(({ reason }) => reason), ["xml2rfc ended with 3"]);
});

test.serial("reports an xml2rfc that cannot be run", async (t) => {
  const { diagnostics: messages } = await rendered({ ...folder(t, ""), command: "/nowhere/xml2rfc" });
  t.is(messages.length, 1);
  t.regex(messages[0]?.reason ?? "", /^cannot run \/nowhere\/xml2rfc: .*ENOENT; expected version 3\.12 or newer on PATH, /);
});

test.serial("leaves no file behind after a signal", async (t) => {
  const made = folder(t, "touch $out/a.txt");
  const { diagnostics: messages, files } = await rendered(made, { signal: AbortSignal.abort() });
  t.deepEqual([messages.length, files], [1, []]);
  t.deepEqual(made.files(), ["a.lines.json", "a.xml", "xml2rfc"]);
});

test.serial("names the exception of a crash, and keeps the whole output until the next run", async (t) => {
  const output = "a.xml(1): Error: Bad\nTraceback (most recent call last):\n  File \"x.py\", line 1, in f\nKeyError: 'a'\n";
  const made = folder(t, '[ -e $out/../good ] && exit 0; case "$formats" in *--text) cat $out/../crash; exit 1; esac');
  writeFileSync(join(made.xml, "..", "crash"), output);
  const log = made.xml.replace(".xml", ".text.log");
  t.deepEqual((await rendered(made)).diagnostics, [
    {
      file: made.xml,
      line: 1,
      column: 1,
      rule: "xml2rfc",
      reason: `xml2rfc --text crashed: KeyError: 'a'; its whole output is in ${log}`,
    },
    { file: "a.md", line: 5, column: 1, rule: "xml2rfc", reason: "Bad" },
  ]);
  t.is(made.read("a.text.log"), output);
  writeFileSync(join(made.xml, "..", "good"), "");
  await rendered(made);
  t.false(made.files().includes("a.text.log"));
});

test("reads the date of a document in seconds", (t) => {
  t.is(documentDate('<date year="2026" month="11" day="23"/>'), "1795392000");
  t.is(documentDate("<rfc/>"), "0");
});
