/**
 * A report in the XML format of JUnit, which continuous integration reads.
 *
 * @module
 */
import { escapeMarkup } from "../../common/markup.ts";
import { groupBySuite, type TestReport, type TestResult, weightOf } from "./result.ts";

type JunitAttributes = Readonly<Record<string, string | number>>;

function tag(name: string, attributes: JunitAttributes, content: readonly string[] = []): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeMarkup(String(value)).replaceAll("\n", "&#10;")}"`);
  if (content.length === 0) return `<${name}${given.join("")}/>`;
  return `<${name}${given.join("")}>${content.join("")}</${name}>`;
}

/** Converts ms to seconds. */
const seconds = (ms: number): string => (ms / 1000).toFixed(3);

/** The verdicts that count as errors; the other bad ones are failures. */
const errorVerdicts = new Set<TestResult["verdict"]>(["crash", "timeout"]);

function outcomeElements(result: TestResult): string[] {
  const { verdict, detail, exchange = [] } = result;
  const weight = weightOf(result);
  const [message = ""] = detail.split("\n");
  if (weight === "left") return ["\n      ", tag("skipped", { message })];
  if (weight !== "bad") return detail === "" ? [] : ["\n      ", tag("system-out", {}, [escapeMarkup(`${verdict}: ${detail}`)])];
  const text = [detail, ...exchange].join("\n");
  return ["\n      ", tag(errorVerdicts.has(verdict) ? "error" : "failure", { message, type: verdict }, [escapeMarkup(text)])];
}

function testCase(result: TestResult): string {
  const { id, suite, duration, requirements } = result;
  const properties = requirements.map((requirement) => `        ${tag("property", { name: "requirement", value: requirement })}\n`);
  const content = [
    ...(properties.length === 0 ? [] : ["\n      ", tag("properties", {}, ["\n", ...properties, "      "])]),
    ...outcomeElements(result),
  ];
  const inner = content.length === 0 ? [] : [...content, "\n    "];
  return `    ${tag("testcase", { name: id, classname: suite, time: seconds(duration) }, inner)}\n`;
}

/** Returns the attributes of a suite. */
function suiteCounts(results: readonly TestResult[]): JunitAttributes {
  const bad = results.filter((result) => weightOf(result) === "bad");
  const errors = bad.filter(({ verdict }) => errorVerdicts.has(verdict)).length;
  const skipped = results.filter((result) => weightOf(result) === "left").length;
  const time = seconds(results.reduce((sum, { duration }) => sum + duration, 0));
  return { tests: results.length, failures: bad.length - errors, errors, skipped, time };
}

/** Returns the whole report. */
export function junitReport({ title, peer, results }: TestReport): string {
  const suites = [...groupBySuite(results)].map(
    ([name, some]) => `  ${tag("testsuite", { name, ...suiteCounts(some) }, ["\n", ...some.map(testCase), "  "])}\n`,
  );
  const { skipped: _, ...all } = suiteCounts(results);
  const root = tag("testsuites", { name: `${title}: ${peer.name} ${peer.version}`, ...all }, ["\n", ...suites]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}
