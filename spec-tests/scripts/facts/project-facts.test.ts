import { existsSync } from "node:fs";

import test from "ava";

import { type ProjectData, projectFacts, readProjectData } from "../../../scripts/facts/index.ts";

const data = await readProjectData();

test("each fact of the project has a figure, a sentence and a committed file that proves it", (t) => {
  const facts = projectFacts(data);
  const ids = ["vectors", "live-cases", "requirements", "implementations", "runtimes", "paths", "speed", "memory"];
  t.deepEqual(facts.map(({ id }) => id), ids);
  for (const { id, value, detail, source } of facts) {
    t.regex(value, /^[1-9][\d,]*(\.\d)?( to [1-9]\d*\.\d)?$/, id);
    t.regex(detail, /^[^\n]+\.$/, id);
    t.true(existsSync(source), id);
  }
});

test("figures follow the data", (t) => {
  const [tested] = data.interop.peers;
  const [path] = data.intermediaries.paths;
  const [proxy] = data.intermediaries.proxies;
  if (tested === undefined || path === undefined || proxy === undefined) return t.fail("no data");
  const peer = { ...tested, name: "a", language: "Go", by: "server", cases: 1200, left: 7, fail: 3 } as const;
  const hop = { proxy: proxy.name, title: proxy.title, version: "1", configuration: "", says: "" };
  const through = (outcome: "yes" | "no") => ({ ...path, hops: [hop], answers: { opens: { outcome, seen: "" } } });
  const paths = [path, through("yes"), through("no"), { ...path, hops: [hop], answers: {} }];
  const changed: ProjectData = {
    ...data,
    suites: data.suites.filter(({ path: file }) => file.startsWith("hand/varsize")),
    interop: { ...data.interop, peers: [peer, { ...peer, by: "client", cases: 34 }] },
    intermediaries: { ...data.intermediaries, proxies: [proxy], paths },
    requirements: data.requirements.map((row) => ({ ...row, vectors: [], cases: [], tests: [] })),
    benchmarks: { ...data.benchmarks, sections: [] },
  };
  const facts = Object.fromEntries(projectFacts(changed).map((fact) => [fact.id, fact]));
  const vectors = changed.suites.flatMap(({ suite }) => suite.groups.flatMap(({ cases }) => cases as readonly unknown[])).length;
  t.is(facts["vectors"]?.value, String(vectors));
  t.is(facts["live-cases"]?.value, "1,234");
  t.is(facts["implementations"]?.detail, `1 in Go; on ${data.interop.date}, 6 cases failed, and 14 were left out as unsupported.`);
  t.is(facts["paths"]?.value, "3");
  t.regex(facts["paths"]?.detail ?? "", /opens and is confirmed on 1 of the 2 paths/);
  t.is(facts["requirements"]?.value, "0");
  t.is(facts["speed"], undefined);
  return undefined;
});
