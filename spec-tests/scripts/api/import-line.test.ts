import test from "ava";

import { importLine } from "../../../scripts/api/import-line.ts";

const textOf = (html: string): string => html.replaceAll(/<[^>]*>/g, "").replaceAll("&quot;", '"');
const module = (name: string) => ({ name, href: `../modules/${name.replace("/", "_")}.html` });

test("imports a value from the module whose name is first, and links the others", (t) => {
  const html = importLine("encodeFrame", false, [module("websocket2/codec"), module("websocket2"), module("websocket2/wire")]);
  t.is(textOf(html), 'import { encodeFrame } from "websocket2"; also in websocket2/codec, websocket2/wire');
  t.true(html.includes('<a href="../modules/websocket2_codec.html">websocket2/codec</a>'));
});

test("imports a type as a type", (t) => {
  t.is(textOf(importLine("Codec", true, [module("websocket2/layout")])), 'import type { Codec } from "websocket2/layout";');
});

test("what no module exports has no line", (t) => {
  t.is(importLine("hidden", false, []), "");
});
