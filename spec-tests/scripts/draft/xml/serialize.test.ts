import test from "ava";
import { serializeXml } from "../../../../scripts/draft/xml/serialize.ts";
import { cdata, el, raw, text } from "../../../../scripts/draft/xml/xml-node.ts";
import { buildSection } from "../setup.ts";

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

test("escapes text and attributes", (t) => {
  t.is(serializeXml(el(undefined, "t", { a: `<&>"'` }, ["<&>\"'"])).xml, `${head}<t a="&lt;&amp;&gt;&quot;'">&lt;&amp;&gt;"'</t>\n`);
});

test("omits attributes without a value", (t) =>
  t.is(serializeXml(el(undefined, "t", { a: undefined, b: 0, c: false })).xml, `${head}<t b="0" c="false"/>\n`));

test("splits every end of CDATA over two sections", (t) => {
  t.is(
    serializeXml(el(undefined, "t", {}, [cdata(undefined, "]]>]]>")])).xml,
    `${head}<t><![CDATA[]]]]><![CDATA[>]]]]><![CDATA[>]]></t>\n`,
  );
});

test("writes serialized XML unchanged", (t) =>
  t.is(serializeXml(el(undefined, "artwork", {}, [raw(undefined, "<svg/>")])).xml, `${head}<artwork><svg/></artwork>\n`));

test("maps each line of the XML to the line of the Markdown", (t) => {
  const place = (line: number): { line: number; column: number } => ({ line, column: 1 });
  const root = el(undefined, "section", {}, [
    el(place(3), "t", {}, [text(place(3), "a\nb "), el(place(4), "em", {}, ["c"]), text(place(4), "\nd")]),
    el(place(7), "sourcecode", {}, [cdata(place(8), "x\ny")]),
  ]);
  const { xml, lines } = serializeXml(root);
  t.is(xml, `${head}<section>\n<t>a\nb <em>c</em>\nd</t>\n<sourcecode><![CDATA[x\ny]]></sourcecode>\n</section>\n`);
  t.deepEqual(lines, [0, 0, 3, 4, 5, 8, 9, 9]);
});

test("maps each word of a draft to its line", (t) => {
  const { xml, lines, head: before } = buildSection(
    "one1\ntwo2 {{=box}} x\nnot three3.\n\n- four4\n\n  five5\n- six6 *a* {{test}}\n  seven7\n\n```c\neight8\nnine9\n```\n\n:::dl\nten10\n: eleven11\n  twelve12\n:::\n\n| thirteen13 |\n|---|\n| fourteen14 |\n\n> fifteen15",
  );
  const expected = [1, 2, 3, 5, 7, 8, 9, 12, 13, 17, 18, 19, 22, 24, 26];
  const written = xml.split("\n");
  const found = expected.map(
    (_, index) =>
      (lines[
        written.findIndex(
          (line) => new RegExp(`[a-z]${index + 1}\\b`).test(line) && line.includes(String(index + 1)) && !line.includes("<rfc"),
        )
      ] ?? 0) - before,
  );
  t.deepEqual(found, expected);
});
