import { existsSync, readdirSync, readFileSync } from "node:fs";
import test from "ava";
import { parse } from "yaml";

import { draftNamePattern, fillTemplate, templateFiles } from "../../../../scripts/author/init/template.ts";

const author = { initials: "A.", surname: 'O"Body: x', email: undefined, organization: undefined };
const values = { name: "draft-person-topic", author, packageSpec: "^1.0.0" };
const files = new Map(templateFiles(values).map(({ path, text }) => [path, text]));
const textOf = (path: string): string => files.get(path) ?? "";

test("the files of a repository have the name of the draft, and names with a dot", (t) => {
  t.deepEqual([...files.keys()], [
    ".github/workflows/draft.yml",
    ".gitignore",
    ".gitlab-ci.yml",
    "LICENSE.md",
    "Makefile",
    "README.md",
    "draft-person-topic.md",
    "idnits.yaml",
    "package.json",
    "references.yaml",
    "schema/bell.js",
    "test/bell.test.js",
    "vectors/bell.json",
  ]);
});

test("no placeholder is left, and values are quoted for YAML and JSON", (t) => {
  for (const [path, text] of files) t.notRegex(text, /@@/, path);
  const [, frontMatter = ""] = textOf("draft-person-topic.md").split("---\n");
  t.deepEqual((parse(frontMatter) as { author: unknown }).author, [{ initials: "A.", surname: 'O"Body: x' }]);
  t.is((JSON.parse(textOf("package.json")) as { devDependencies: Record<string, string> }).devDependencies["websocket2"], "^1.0.0");
});

test("a line whose placeholder has no value is left out", (t) => {
  t.is(fillTemplate("a: @@name@@\nb: @@email@@\nc", values), "a: draft-person-topic\nc");
});

test("names of drafts have lower-case letters, digits and hyphens, and at least two parts behind draft", (t) => {
  const good = ["draft-a-b", "draft-a-b2-c"];
  const bad = ["draft-a", "draft-A-b", "draft-a--b", "draft-a-b-", "drafts-a-b", "draft-a-b.md", "draft-a-b\n"];
  t.deepEqual([...good, ...bad].filter((name) => draftNamePattern.test(name)), good);
});

interface CiJob {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const targets = new Set([...textOf("Makefile").matchAll(/^\.PHONY: ([a-z]+)$/gm)].map(([, target]) => target));

/** Returns the targets of make in lines of shell. */
function targetsIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => (/^make( [a-z ]+)$/.exec(line)?.[1] ?? "").split(" ").filter((word) => word !== ""));
}

test("the workflow of GitHub runs targets of the Makefile, names versions of actions, and may only read but for Pages", (t) => {
  const { permissions, jobs } = parse(textOf(".github/workflows/draft.yml")) as {
    readonly permissions: unknown;
    readonly jobs: Readonly<Record<string, CiJob>>;
  };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  t.deepEqual(permissions, { contents: "read" });
  t.deepEqual(targetsIn(steps.map(({ run = "" }) => run)).filter((target) => !targets.has(target)), []);
  t.deepEqual(targetsIn(steps.map(({ run = "" }) => run)), ["draft", "test", "lint", "idnits", "site", "submission"]);
  t.deepEqual(steps.filter(({ uses }) => uses !== undefined && !/^actions\/[\w-]+@v\d+$/.test(uses)), []);
  // Names of branches and tags are text from outside: they reach commands as variables only.
  t.deepEqual(steps.filter(({ run = "" }) => run.includes("${{")), []);
  for (const [name, job] of Object.entries(jobs)) {
    t.is(typeof job["timeout-minutes"], "number", name);
    t.is(job.permissions !== undefined, name === "pages");
    for (const needed of [job.needs ?? []].flat()) t.true(Object.hasOwn(jobs, needed), needed);
  }
});

test("the workflow of GitLab runs the same targets, and publishes the folder public", (t) => {
  const jobs = parse(textOf(".gitlab-ci.yml")) as Readonly<Record<string, { readonly script?: string[]; readonly artifacts?: unknown }>>;
  const scripts = Object.values(jobs).flatMap(({ script = [] }) => script);
  t.deepEqual(targetsIn(scripts), ["draft", "test", "lint", "idnits", "site", "submission"]);
  t.deepEqual(jobs["pages"]?.artifacts, { paths: ["public"] });
});

test("the README names each target that an author needs, and each file", (t) => {
  const readme = textOf("README.md");
  for (const target of ["watch", "test", "lint", "idnits", "clean"]) t.true(readme.includes(`\`make ${target}\``), target);
  for (const path of files.keys()) if (/\/|^draft|\.yaml$/.test(path) && !path.startsWith(".")) t.true(readme.includes(path), path);
});

test("npm packs each file of the template", (t) => {
  const inTemplate = readdirSync("scripts/draft-template", { recursive: true, encoding: "utf8" });
  t.deepEqual(inTemplate.filter((path) => /(?:^|\/)(?:\.|node_modules$|package-lock\.json$)/.test(path)), []);
  t.true((JSON.parse(readFileSync("package.json", "utf8")) as { files: string[] }).files.includes("scripts/draft-template/"));
  t.true(existsSync("scripts/draft-template/dot-gitignore"));
});
