import test from "ava";
import { sectionXml, sectionDiagnostics } from "../setup.ts";

const data = {
  paths: {
    count: 2,
    rows: [
      { name: "One & two", kind: "a", runs: { good: 3, bad: 1 } },
      { name: "Three", kind: "b", runs: { good: 10 } },
      { name: "Four", kind: "a", runs: { good: 0, bad: null }, list: [] },
    ],
    none: [],
  },
};

const table = (body: string): string => `<table>\n<thead>\n${body}\n</table>`;

const cases: readonly (readonly [title: string, markdown: string, xml: string])[] = [
  [
    "a list to a table, numbers to the right, nothing where a row has nothing",
    '::data-table{of=paths.rows columns="Path = name | Lost runs = runs.bad"}',
    table('<tr>\n<th>Path</th>\n<th align="right">Lost runs</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>One &amp; two</td>\n<td align="right">1</td>\n</tr>\n<tr>\n<td>Three</td>\n<td align="right"></td>\n</tr>\n<tr>\n<td>Four</td>\n<td align="right"></td>\n</tr>\n</tbody>'),
  ],
  [
    "the rows of one value, in the columns that are asked for",
    '::data-table{of=paths.rows where="kind = b" columns="Good=runs.good|Name=name"}',
    table('<tr>\n<th align="right">Good</th>\n<th>Name</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align="right">10</td>\n<td>Three</td>\n</tr>\n</tbody>'),
  ],
  [
    "a list to a list of terms, with the titles of further columns",
    '::data-table{of=paths.rows where="kind = a" form=list columns="Path = name | Good = runs.good | Lost = runs.bad"}',
    '<dl spacing="compact">\n<dt><tt>One &amp; two</tt></dt>\n<dd>3 Lost: 1</dd>\n<dt><tt>Four</tt></dt>\n<dd>0</dd>\n</dl>',
  ],
];

for (const [title, markdown, xml] of cases) {
  test(`turns ${title}`, (t) => t.is(sectionXml(markdown, { data }), xml));
}

test("adds anchor and title, and counts as a table", (t) => {
  const xml = sectionXml('::data-table{of=paths.rows where="kind=b" columns="N = name" #t title="T"}\n\nSee {{t}}.', { data });
  t.true(xml.startsWith('<table anchor="t">\n<name>T</name>\n<thead>'));
  t.true(xml.endsWith('<t>See <xref target="t"/>.</t>'));
});

const wrong: readonly (readonly [title: string, markdown: string, mistakes: string[]])[] = [
  [
    "an unknown file",
    '::data-table{of=path.rows columns="N = name"}',
    ['1:1 data: unknown key "path" in of=path.rows; did you mean "paths"?'],
  ],
  [
    "an unknown list",
    '::data-table{of=paths.row columns="N = name"}',
    ['1:1 data: unknown key "row" in of=paths.row; did you mean "rows"?'],
  ],
  ["a value that is not a list", '::data-table{of=paths.count columns="N = name"}', ["1:1 data: of=paths.count is not a list"]],
  ["a list without rows", '::data-table{of=paths.none columns="N = name"}', ["1:1 empty-table: of=paths.none has no rows"]],
  [
    "a condition that no row meets",
    '::data-table{of=paths.rows where="kind = c" columns="N = name"}',
    ["1:1 empty-table: of=paths.rows has no rows after where="],
  ],
  ["a key that no row has", '::data-table{of=paths.rows columns="N = nam"}', ['1:1 data: no row has "nam" of nam; did you mean "name"?']],
  [
    "a value that cannot be printed",
    '::data-table{of=paths.rows columns="R = list"}',
    ["1:1 data: list of row 3 is neither text nor a number"],
  ],
  [
    "columns without keys",
    '::data-table{of=paths.rows columns="Name"}',
    ['1:1 attribute: attribute "columns" of "data-table": expected "Title = key | Title = key.key", found "Name"'],
  ],
  [
    "a condition without a value",
    '::data-table{of=paths.rows columns="N = name" where=kind}',
    ['1:1 attribute: attribute "where" of "data-table": expected "key = value", found "kind"'],
  ],
];

for (const [title, markdown, expected] of wrong) {
  test(`reports ${title}`, (t) => t.deepEqual(sectionDiagnostics(markdown, { data }), expected));
}
