import test from "ava";

import { compile, describe, LocalError, toHex } from "../../../reference/layout/index.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { comparable, fourWays, hex, prefixes, readAll } from "../support.ts";
import { CLIENT, SERVER } from "./captured.ts";
import { anyMessage, dataRow, query, rowDescription, startup } from "./messages.ts";

const [opening, asked] = CLIENT;
const queryOctets = asked.slice(0, -10);

/** Returns the octets of the messages of a type that the server sent. */
const sent = (type: string): string[] => {
  const all = readAll(compile(anyMessage), hex(SERVER)).values.filter((each) => each.type === type);
  return all.map((each) => toHex(compile(anyMessage).encode(each)));
};

const columns = [
  { name: "number", table: 0, attribute: 0, type: 23, size: 4, modifier: 0xffffffff, format: 0 },
  { name: "text", table: 0, attribute: 0, type: 25, size: 0xffff, modifier: 0xffffffff, format: 0 },
];
const values = [hex("37"), new TextEncoder().encode("größer")];

test("decodes and encodes the messages of psql and PostgreSQL", (t) => {
  const parameters = [
    { name: "user", value: "tester" },
    { name: "database", value: "postgres" },
    { name: "application_name", value: "psql" },
  ];
  fourWays(t, compile(startup), [["start-up", { parameters }, opening]]);
  fourWays(t, compile(query), [["query", { text: "select 7 as number, 'größer' as text" }, queryOctets]]);
  fourWays(t, compile(rowDescription), [["columns", { fields: columns }, sent("T").join("")]]);
  fourWays(t, compile(dataRow), [["row", { values }, sent("D").join("")]]);
});

test("reads the stream of the server message by message", (t) => {
  const { values: all, sizes } = readAll(compile(anyMessage), hex(SERVER));
  t.is(all.map(({ type }) => type).join(""), "RSSSSSSSSSSSSSKZTDCZ");
  t.is(sizes.reduce((sum, size) => sum + size, 0) * 2, SERVER.length);
  t.deepEqual(comparable(all.at(-1)), { type: "Z", body: { octets: "49" } });
});

test("needs at most the missing octets of each message", (t) => {
  prefixes(t, compile(startup), hex(opening));
  prefixes(t, compile(rowDescription), hex(sent("T").join("")));
  prefixes(t, compile(dataRow), hex(sent("D").join("")));
});

test("refuses messages with a wrong length, version or end, and NULL by name", (t) => {
  const issueOf = (of: typeof startup | typeof dataRow, octets: string): unknown => {
    const result = compile(of as typeof startup).decode(hex(octets));
    return result.ok ? undefined : result.issue && `${result.issue.path}: expected ${result.issue.expected}, found ${result.issue.found}`;
  };
  t.is(issueOf(startup, "00000007 00030000"), "length: expected at least 9, found 7");
  t.is(issueOf(startup, "00000009 00020000 00"), "version: expected 0x030000, found 0x020000");
  t.is(issueOf(startup, "0000000c 00030000 61006200"), "parameters: expected 1 octets, found 0 octets");
  t.is(issueOf(startup, "0000000a 00030000 6162"), "parameters.0.name: expected the octet 0x00 at its end, found 2 octets without it");
  t.is(issueOf(dataRow, "44 0000000a 0001 ffffffff"), "values.0.size: expected at most 2147483647, found 4294967295");
  t.is(
    t.throws(() => compile(query).encode({ text: "select '\0'" }), { instanceOf: LocalError }).message,
    "text: expected nothing with the octet 00, which closes it, found \"select '\\u0000'\"",
  );
});

test("writes the messages in notation as their documentation lists the fields", (t) => {
  const [block] = renderView("notation", { of: "row-description" }, describe("PostgreSQL", [rowDescription]));
  t.is(
    block?.kind === "source" ? block.text : "",
    `
RowDescription {
  Type (8) = 0x54,
  Length (32),
  Column Count (16),
  Columns (Column) ...,
}

Column {
  Name (8..),
  Table (32),
  Attribute (16),
  Type (32),
  Size (16),
  Modifier (32),
  Format (16),
}`.trim(),
  );
});
