import test from "ava";

import { FileError } from "../../../../scripts/common/validate-file.ts";
import { draftPage } from "../../../../scripts/site/drafts/draft-page.ts";
import { contentSecurityPolicy } from "../../../../scripts/site/shell.ts";

const HTML = `<!DOCTYPE html>
<html lang="en" class="Internet-Draft">
<head>
<meta charset="utf-8">
<meta content="initial-scale=1.0" name="viewport">
<title>A &amp; B</title>
<style type="text/css">@import url('https://fonts.example/a.css');</style>
<script type="application/javascript">fetch("https://www.example/x.json")</script>
</head>
<body class="xml2rfc">
<table class="ears"><tr><td><table></table>head</td></tr></table>
<div id="external-metadata" class="document-information"></div>
<div id="toc"><a href="#" onclick="scroll(0,0)" class="toplink">▲</a><h2 id="name-table-of-contents">
<a href="#name-table-of-contents" class="section-name selfRef">Table of Contents</a></h2>
<nav class="toc"><p><a href="#appendix-A" class="xref"></a><a href="#name-a">Acknowledgments</a></p></nav></div>
<dl><dd style="margin-left: 1.5em" id="one">a &lt; b</dd></dl>
<div class="alignLeft art-svg artwork">SVG</div>
<table id="table-1"><tr><td><pre>x</pre></td></tr></table>
<script>const toc = 1;</script>
</body>
</html>
`.replace(
  "SVG",
  '<svg style="max-width: 497px" viewBox="0 0 9 9"><path fill="black" stroke="black" d="M1 2"/><rect fill="white"></rect></svg>',
);

const PAGE = `<!DOCTYPE html>
<html lang="en" class="Internet-Draft">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta content="width=device-width, initial-scale=1" name="viewport">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="../assets/site.css">
<link rel="stylesheet" href="../assets/draft.css">
<script src="../assets/draft.js" defer></script>
<title>A &amp; B</title>


</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top"><a class="brand" href="../index.html">WebSocket2</a>
<nav aria-label="Site"><ul><li><a href="index.html">Drafts</a></li> <li><a aria-current="page" href="d-01.html">This draft</a></li>
<li><a href="d-01.txt">Text</a></li> </ul></nav></header>
<main id="content" class="draft">


<div id="toc"><details open><summary><h2 id="name-table-of-contents">
Table of Contents</h2></summary>
<nav class="toc" aria-label="Contents"><p><a href="#name-a">Acknowledgments</a></p></nav></details></div>
<dl><dd id="one">a &lt; b</dd></dl>
<div class="alignLeft art-svg artwork" tabindex="0">SVG</div>
<div class="table" role="region" tabindex="0" aria-label="Table 1">TABLE</div>

</main>
</body>
</html>
`.replace("TABLE", '<table id="table-1"><tr><td><pre tabindex="0">x</pre></td></tr></table>').replace(
  "SVG",
  '<svg width="497" viewBox="0 0 9 9" role="img"><path fill="currentColor" stroke="currentColor" d="M1 2"/><rect class="paper"></rect></svg>',
);

test("a draft gets the style and the policy of the site, and its text stays", (t) => {
  t.is(draftPage("d-01.html", "d-01", HTML, [{ text: "Text", target: "d-01.txt" }]), PAGE);
});

test("HTML of another form is an error that names the file", (t) => {
  t.throws(() => draftPage("d-01.html", "d-01", HTML.replace(' class="xml2rfc"', ""), []), {
    instanceOf: FileError,
    message: 'd-01.html: expected <body class="xml2rfc">, as xml2rfc writes it',
  });
  t.throws(() => draftPage("d-01.html", "d-01", HTML.replace('<table id="table-1"', '<table style="color: red"'), []), {
    instanceOf: FileError,
    message: /^d-01\.html: has <table style=", which the Content Security Policy/,
  });
});
