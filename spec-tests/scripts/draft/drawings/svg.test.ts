import test from "ava";
import { checkSvg, svgElement } from "../../../../scripts/draft/drawings/svg.ts";

const good = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0,0h1"/></svg>';

test("accepts a drawing, with declaration, comment and document type before it", (t) => {
  t.is(checkSvg(good), undefined);
  t.is(checkSvg(`<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE svg>\n${good}\n`), undefined);
  t.is(svgElement(`<?xml version="1.0"?>\n<!-- a -->\n${good}\n`), good);
});

test("accepts black, white and none", (t) => {
  for (const attribute of ['fill="none"', 'fill="white"', 'stroke="black"', 'stroke="#000000"', 'stroke-width="2"']) {
    t.is(checkSvg(good.replace("<path", `<path ${attribute}`)), undefined);
  }
});

test("removes width and height, so that the drawing scales", (t) => {
  t.is(
    svgElement('<svg width="3" viewBox="0 0 3 4" height="4"><rect width="1" height="1"/></svg>'),
    '<svg viewBox="0 0 3 4"><rect width="1" height="1"/></svg>',
  );
});

const wrong: readonly (readonly [svg: string, line: number, column: number, reason: RegExp])[] = [
  ["<html></html>", 1, 1, /^expected one <svg> element/],
  ['<svg viewBox="0 0 1 1">', 1, 1, /^expected one <svg> element/],
  ['<!-- a -->\n<svg width="1"></svg>', 2, 1, /^<svg> has no viewBox; expected viewBox=/],
  [good.replace("<path", "\n  <style>a</style><path"), 2, 3, /^<style> is not in the profile/],
  [good.replace("<path", '<path style="fill:red"'), 1, 64, /^style= is not in the profile/],
  [good.replace("<path", '<path fill="red"'), 1, 64, /^colours are not in the profile of RFC 7996; expected black, white or none/],
  [good.replace("<path", '<path fill="none" stroke="#666"'), 1, 76, /^colours are not/],
  [good.replace("<path", "<script/><path"), 1, 59, /^scripts, images and animation/],
];

for (const [svg, line, column, reason] of wrong) {
  test(`refuses ${JSON.stringify(svg)}`, (t) => {
    t.like(checkSvg(svg), { line, column });
    t.regex(checkSvg(svg)?.reason ?? "", reason);
  });
}
