import test from "ava";

import { addSiteLink } from "../../../scripts/api/site-link.ts";

test("a page of a site has a link to its index, first in the header", (t) => {
  t.is(
    addSiteLink('<div id="tsd-toolbar-links"><a href="source/index.html">Source</a></div>', "../index.html"),
    '<div id="tsd-toolbar-links"><a href="../index.html">Site</a><a href="source/index.html">Source</a></div>',
  );
});
