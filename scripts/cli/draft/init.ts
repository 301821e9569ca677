/**
 * `ws2 draft init`: makes a repository with a draft that builds.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";

import { draftAuthor, gitSetting, type DraftAuthor } from "../../author/init/author.ts";
import { draftNamePattern, templateFiles } from "../../author/init/template.ts";
import { writeRepository } from "../../author/init/write-repository.ts";
import { UNKNOWN_NAME } from "../../draft/elements/person.ts";
import { exitCode, UsageError } from "../../common/program.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { packageInfo } from "../package.ts";

/** Returns letters and digits of a text in lower case, words joined by hyphens. */
function slug(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

/** Returns the name of the draft: the given one, or that of the folder, with the surname of the author. @throws {@link UsageError} */
function draftName(given: string | undefined, folder: string, { surname }: DraftAuthor): string {
  const topic = slug(basename(resolve(folder)));
  const person = surname === UNKNOWN_NAME ? "author" : slug(surname);
  const name = given ?? (topic.startsWith("draft-") ? topic : `draft-${person}-${topic}`);
  if (draftNamePattern.test(name)) return name;
  const form = "draft-PERSON-TOPIC, in lower-case letters, digits and hyphens, without a revision";
  throw new UsageError(`--name: expected ${form}, found ${JSON.stringify(name)}`);
}

/** Returns what package.json asks for: a path relative to the repository, or the given text. @throws {@link UsageError} */
function packageSpec(given: string | undefined, folder: string): string {
  if (given === undefined) return `^${packageInfo.version}`;
  if (/^[./~]|\.t(?:ar\.)?gz$/.test(given) && !given.includes("://") && !existsSync(given)) {
    throw new UsageError(`--package: cannot find the file ${given}`);
  }
  return existsSync(given) ? `file:${relative(resolve(folder), resolve(given)).replaceAll("\\", "/")}` : given;
}

const unpublished = `websocket2 is in no registry yet: package.json asks for version ^${packageInfo.version}, which npm cannot install. Give --package with the path of its tarball or the address of its repository, or change package.json.`;

function checkWord(args: ParsedArguments, name: string): string | undefined {
  const text = args.value(name);
  // eslint-disable-next-line no-control-regex -- the expression finds control characters
  if (text === undefined || !/^\s*$|[\x00-\x1f]/.test(text)) return text;
  throw new UsageError(`--${name}: expected one line of text, found ${JSON.stringify(text)}`);
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const [folder, ...others] = args.positionals;
  if (folder === undefined || others.length > 0) throw new UsageError(`expected one folder, found ${args.positionals.join(" ") || "none"}`);
  const given = { name: checkWord(args, "author"), email: checkWord(args, "email"), organization: checkWord(args, "organization") };
  const author = draftAuthor(given, gitSetting);
  const name = draftName(args.value("name"), folder, author);
  const files = templateFiles({ name, author, packageSpec: packageSpec(args.value("package"), folder) });
  writeRepository(folder, files);
  io.out(files.map(({ path }) => `written: ${join(folder, path)}\n`).join(""));
  if (args.value("package") === undefined) io.out(`${unpublished}\n`);
  io.out(`Next: cd ${folder}, git init if it is no repository yet, then make; README.md says more.\n`);
  return exitCode.ok;
}

/** The command. */
export const draftInitCommand: Command = {
  operands: "FOLDER",
  description: [
    "Makes a repository for an Internet-Draft: a sample draft that builds, with one schema, an example and a vector, a test, a Makefile, and workflows for GitHub and GitLab that check each change, publish the editor's copy on Pages, and build the revision that a tag names.",
    "The folder may exist. If a file is in the way, the command names it and writes nothing.",
    "The author is the one that git knows, unless options name another. What is missing the build names as to be filled in.",
  ],
  options: {
    name: {
      short: "n",
      valueName: "NAME",
      summary: "the name of the draft, draft-person-topic (default: of the surname of the author and the folder)",
    },
    author: { short: "a", valueName: "TEXT", summary: "the name of the author, the surname last (default: user.name of git)" },
    email: { short: "e", valueName: "ADDRESS", summary: "the e-mail address of the author (default: user.email of git)" },
    organization: { valueName: "TEXT", summary: "the organization of the author" },
    package: {
      valueName: "SPEC",
      summary: "where npm finds websocket2: the path of a tarball, an address or a version (default: the version of this program)",
    },
  },
  examples: [
    ["draft init doorbell", "a repository with the draft draft-SURNAME-doorbell.md"],
    ["draft init . -n draft-person-doorbell --package ../ws2.tgz", "in an existing folder, with a package from a file"],
  ],
  run,
};
