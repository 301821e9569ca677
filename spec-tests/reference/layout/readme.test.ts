import { readFileSync } from "node:fs";

import test from "ava";

import * as layout from "../../../reference/layout/index.ts";
import * as runtime from "../../../reference/layout/runtime/index.ts";

const page = readFileSync("reference/layout/README.md", "utf8");

/** Exports that are no words of the language: what models, codecs and tools use. */
const TOOLS = /^[A-Z]|^(?:compile\w+|generated\w+|fromHex|fromPlain|isStreamEnd|issueText|plainOctets|rangesText|toHex|toPlain)$/;

test("the page names each word of the language", (t) => {
  const exported = Object.entries(layout).filter(
    ([name, each]) => typeof each === "function" && !TOOLS.test(name) && !(name in runtime),
  );
  const methods = Object.entries(Object.getOwnPropertyDescriptors(layout.Struct.prototype))
    .filter(([name, { value }]) => name !== "constructor" && value !== undefined)
    .map(([name]) => name);
  const words = [...exported.map(([name]) => name), ...methods.map((name) => `.${name}`)];
  t.true(words.length > 20);
  t.deepEqual(words.filter((word) => !page.includes(`${word}(`)), []);
});
