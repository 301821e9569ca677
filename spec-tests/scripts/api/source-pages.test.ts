import test from "ava";

import { linkFileNames, sourceHtml, sourcePageOf } from "../../../scripts/api/source-pages.ts";

const files = new Set(["reference/index.ts", "reference/wire/codec.ts"]);
const line = (number: number, html: string): string =>
  `<span class="line" id="L${number}"><a href="#L${number}">${number}</a>${html}\n</span>`;

test("a source page has an element for each line, coloured, and links imported files", (t) => {
  const text = '/* One\n   two. */\nimport { a } from "./wire/codec.ts";\nconst b = a < 1; // "text"\n';
  t.is(
    sourceHtml("reference/index.ts", text, files),
    [
      line(1, '<span class="src-comment">/* One</span>'),
      line(2, '<span class="src-comment">   two. */</span>'),
      line(
        3,
        '<span class="src-keyword">import</span> { a } <span class="src-keyword">from</span> ' +
          '<a href="../reference/wire/codec.ts.html"><span class="src-string">&quot;./wire/codec.ts&quot;</span></a>;',
      ),
      line(
        4,
        '<span class="src-keyword">const</span> b = a &lt; <span class="src-number">1</span>; ' +
          '<span class="src-comment">// &quot;text&quot;</span>',
      ),
    ].join(""),
  );
});

test("a file in another language has no colours", (t) => {
  t.is(sourceHtml("reference/examples/proxies/Caddyfile", "a <b>\n", files), line(1, "a &lt;b&gt;"));
});

test("files with a page are known, and the list of all", (t) => {
  t.is(sourcePageOf("reference/index.ts", files), "source/reference/index.ts.html");
  t.is(sourcePageOf("index", files), "source/index.html");
  t.is(sourcePageOf("node_modules/typescript/lib/lib.es5.d.ts", files), undefined);
});

test("names of files in documents lead to their pages", (t) => {
  t.is(
    linkFileNames("<code>wire/codec.ts</code>, <code>index.js</code>", "reference", files),
    '<a href="source:reference/wire/codec.ts"><code>wire/codec.ts</code></a>, <code>index.js</code>',
  );
});
