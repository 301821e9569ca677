import test from "ava";

import { escapeControls, escapeLineControls, safeJson } from "../../../scripts/common/escape-controls.ts";

const HOSTILE = "a\x1b[2J\x9b31m\x07\x7f\x85\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\r\n\tz\u00e4\u200d";
const ESCAPED = String.raw`a\u001b[2J\u009b31m\u0007\u007f\u0085\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\r`;

test("escapes controls of C0, C1 and bidirectional text, and leaves other characters", (t) => {
  t.is(escapeControls(HOSTILE), `${ESCAPED}\\n\\tz\u00e4\u200d`);
});

test("a text of several lines keeps line feeds and tabs", (t) => {
  t.is(escapeLineControls(HOSTILE), `${ESCAPED}\n\tz\u00e4\u200d`);
});

test("safe JSON contains no control character, and parses to the same value", (t) => {
  const value = { [HOSTILE]: [HOSTILE] };
  for (const indent of [0, 2]) {
    const text = safeJson(value, indent);
    t.is(escapeLineControls(text), text);
    t.deepEqual(JSON.parse(text), value);
  }
  t.is(safeJson(undefined), "null");
});
