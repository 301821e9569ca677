import test from "ava";

import { type BarChart, benchCharts, mainCharts } from "../../../../scripts/bench/presentation/charts.ts";
import { chartDescription, drawBars, drawChartFile } from "../../../../scripts/bench/presentation/draw-bars.ts";
import { benchHeadlines } from "../../../../scripts/bench/presentation/headlines.ts";
import { type BenchReport, benchReportSchema, type BenchTarget } from "../../../../scripts/bench/report-schema.ts";
import { readTextFile, validateFile } from "../../../../scripts/common/validate-file.ts";

const target: BenchTarget = { id: "rate", title: "rate", bound: "least", limit: 1, unit: "ratio", lessSpread: false };

const chart: BarChart = {
  id: "echo-rate",
  section: "echo",
  title: "Rate & more, next to `ws`",
  better: "long",
  one: "`ws`",
  bars: [
    { label: "1 `KiB`", figure: { value: 4, unit: "ratio", spread: 0.25, target: "rate" }, target },
    { label: "1 MiB", figure: { value: 0.5, unit: "ratio", spread: 0 }, target },
  ],
};

const LABELS = 'aria-labelledby="chart-echo-rate-title chart-echo-rate-desc"';
const WORDS =
  "Longer is better. 1 is ws. 1 KiB: 4.00x ±25 % (at least 1.00x: met); 1 MiB: 0.50x ±0 % (at least 1.00x: missed by 50 %).";

const SVG =
  `<svg xmlns="http://www.w3.org/2000/svg" class="bars" role="img" ${LABELS} width="480" height="104" viewBox="0 0 480 104" font-size="13">
<title id="chart-echo-rate-title">Rate &amp; more, next to ws</title>
<desc id="chart-echo-rate-desc">${WORDS}</desc>
<path class="one" d="M100.8 24v16M100.8 60v16"/>
<path class="axis" d="M8 80H472M8 80v4M100.8 80v4M193.6 80v4M286.4 80v4M379.2 80v4M472 80v4"/>
<text x="8" y="96" text-anchor="start" class="faint">0x</text>
<text x="100.8" y="96" text-anchor="middle" class="faint">1x</text>
<text x="193.6" y="96" text-anchor="middle" class="faint">2x</text>
<text x="286.4" y="96" text-anchor="middle" class="faint">3x</text>
<text x="379.2" y="96" text-anchor="middle" class="faint">4x</text>
<text x="472" y="96" text-anchor="end" class="faint">5x</text>
<text x="8" y="21" text-anchor="start">1 KiB</text>
<text x="472" y="21" text-anchor="end" class="value">4.00x ±25 %, met</text>
<rect class="bar" x="8" y="26" width="371.2" height="12"/>
<path class="spread" d="M286.4 28v8m0 -4H472m0 -4v8"/>
<path class="limit" d="M100.8 24v16"/>
<text x="8" y="57" text-anchor="start">1 MiB</text>
<text x="472" y="57" text-anchor="end" class="miss">0.50x ±0 %, missed</text>
<rect class="bar missed" x="8" y="62" width="46.4" height="12"/>
<path class="spread" d="M54.4 64v8m0 -4H54.4m0 -4v8"/>
<path class="limit" d="M100.8 60v16"/>
</svg>`;

test("a bar is as long as its value, its whisker as its spread, and a mark stands at the limit of its target", (t) => {
  t.is(drawBars(chart), SVG);
});

test("ratios that differ much have a logarithmic scale on which bars begin at 1", (t) => {
  const bars = [100, 0.1].map((value) => ({ label: String(value), figure: { value, unit: "ratio" as const, spread: 0 } }));
  const svg = drawBars({ ...chart, bars });
  t.deepEqual([...svg.matchAll(/<rect class="bar" x="([\d.]+)" y="\d+" width="([\d.]+)"/g)].map(([, x, width]) => [x, width]), [
    ["162.7", "309.3"],
    ["8", "154.7"],
  ]);
  t.regex(chartDescription({ ...chart, bars }), /^Longer is better\. 1 is ws\. The scale is logarithmic; bars begin at 1\. 100: /);
});

const report: BenchReport = validateFile("data", benchReportSchema, JSON.parse(readTextFile("draft/data/benchmarks.json")));

test("each bar of the committed figures has a spread, and each main chart is drawn", (t) => {
  const charts = benchCharts(report);
  t.deepEqual(charts.flatMap(({ bars }) => bars.filter(({ figure }) => figure.spread === undefined)), []);
  t.is(new Set(charts.map(({ id }) => id)).size, charts.length);
  t.deepEqual(mainCharts.filter((id) => !charts.some((each) => each.id === id)), []);
});

test("a drawing of several charts brings its own colours, for light and dark pages", (t) => {
  const svg = drawChartFile([chart, { ...chart, title: "Second" }], "Both");
  t.regex(svg, /<title id="charts-title">Both<\/title>/);
  t.regex(svg, /@media \(prefers-color-scheme: dark\)/);
  t.regex(svg, /class="title">Rate &amp; more, next to ws<[^]*class="title">Second</);
});

test("headlines say each figure with its spread, and nothing of what was not measured", (t) => {
  t.deepEqual(benchHeadlines({ ...report, sections: [], targets: [] }), []);
  const idle = {
    ...{ id: "idle", title: "Idle", notes: [], seconds: 1 },
    tables: [
      {
        ...{ id: "idle", label: "", columns: [{ id: "marginal", title: "JavaScript" }] },
        rows: ["WebSocket2", "`ws`"].map((label, index) => ({
          label,
          figures: { marginal: { value: 1024 * (index + 1), unit: "octets" as const, spread: 0.01 } },
        })),
      },
    ],
  };
  t.deepEqual(benchHeadlines({ ...report, sections: [idle], targets: [] }), [
    {
      text: "An idle connection takes 1.00 KiB (±1 %) of JavaScript memory on the server, one of `ws` 2.00 KiB (±1 %).",
      section: "idle",
    },
  ]);
});
