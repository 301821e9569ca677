import test from "ava";
import { escapeElementText, escapeMarkup } from "../../../scripts/common/markup.ts";

test("markup characters become references; element text keeps its quotation marks", (t) => {
  t.is(escapeMarkup('a < b & "c" > d'), "a &lt; b &amp; &quot;c&quot; &gt; d");
  t.is(escapeElementText('a < b & "c" > d'), 'a &lt; b &amp; "c" &gt; d');
});

test("a character that XML forbids becomes an escape sequence; a surrogate pair stays", (t) => {
  t.is(escapeMarkup("\u0001 \ud800 \u{1f600} \ufffe\n\t"), "\\u0001 \\ud800 \u{1f600} \\ufffe\n\t");
});
