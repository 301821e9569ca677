// The vectors, and the examples that the built draft prints, against the schema. `make test` builds the draft first.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { compile, toPlain } from "websocket2/layout";

import { bell } from "../schema/bell.js";

const codec = compile(bell);
const fromHex = (text) => new Uint8Array(Buffer.from(text, "hex"));
const toHex = (octets) => Buffer.from(octets).toString("hex");
const readJson = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

function assertRoundTrip(octets, value) {
  const decoded = codec.decode(fromHex(octets));
  assert.ok(decoded.ok, JSON.stringify(decoded));
  assert.deepEqual(toPlain(decoded.value), value);
  assert.equal(toHex(codec.encode(decoded.value)), octets);
}

for (const { name, octets, value, valid = true } of readJson("../vectors/bell.json")) {
  test(`${valid ? "decodes" : "refuses"} ${name}`, () => {
    if (valid) assertRoundTrip(octets, value);
    else assert.equal(codec.decode(fromHex(octets)).ok, false);
  });
}

const lists = readdirSync(new URL("../build/", import.meta.url)).filter((name) => name.endsWith(".examples.json"));
const examples = lists.flatMap((name) => readJson(`../build/${name}`));

test("the draft prints an example", () => assert.ok(examples.length > 0));

for (const { id, octets, value } of examples.filter(({ id }) => id.startsWith("bell/"))) {
  test(`the example ${id} of the draft decodes to its value`, () => assertRoundTrip(octets, value));
}
