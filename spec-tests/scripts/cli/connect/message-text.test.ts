import test from "ava";

import { messageText } from "../../../../scripts/cli/connect/message-text.ts";
import { plainStyle, type Style } from "../../../../scripts/cli/terminal/style.ts";

/** A style that shows what it marks. */
const marks: Style = {
  ...plainStyle,
  name: (text) => `<n ${text}>`,
  value: (text) => `<v ${text}>`,
  good: (text) => `<g ${text}>`,
};

test("JSON has colours, other text has none", (t) => {
  const text = '{"a:b": ["\\"x", -1.5e3, true], "c":null}';
  t.is(messageText(text, marks), '{<n "a:b">: [<v "\\"x">, <g -1.5e3>, <g true>], <n "c">:<g null>}');
  for (const other of ['{"a":', "1", '"a"', "say {1}"]) t.is(messageText(other, marks), other);
});

test("control characters are escaped, in JSON too", (t) => {
  t.is(messageText("a\x9b\u202eb", marks), "a\\u009b\\u202eb");
  t.is(messageText('{"a":"\u202e"}', marks), '{<n "a">:<v "\\u202e">}');
});

test("a short binary message is one line, a long one a dump that is cut", (t) => {
  t.is(messageText(Uint8Array.of(0, 255), plainStyle), "00ff");
  const octets = Uint8Array.from({ length: 300 }, (_, index) => index + 33);
  const lines = messageText(octets, plainStyle).split("\n");
  t.is(lines.length, 10);
  t.deepEqual([lines[0], lines[1], lines[9]], [
    "300 octets",
    "             0  21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e 2f 30  !\"#$%&'()*+,-./0",
    "                ... 172 more",
  ]);
});
