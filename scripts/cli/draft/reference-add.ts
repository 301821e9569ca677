/**
 * `ws2 draft reference add`: adds works to the bibliography of a draft.
 *
 * @module
 */
import { statSync } from "node:fs";

import { FileError } from "../../common/file-error.ts";
import { writeFileAtomic } from "../../common/files.ts";
import { exitCode, UsageError } from "../../common/program.ts";
import { addWorks, type ReferenceSources } from "../../draft/bibliography/add-works.ts";
import { readBibliographyFile, type BibliographyFile } from "../../draft/bibliography/bibliography-file.ts";
import { citedNames } from "../../draft/bibliography/cited-names.ts";
import { bibxmlServer } from "../../draft/bibliography/fetch-reference.ts";
import { namesInBibliography, namesOfPlaceholders } from "../../draft/bibliography/insert-entries.ts";
import { cacheFolders } from "../../draft/bibliography/reference-folders.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";

/** Returns where to look. @throws {@link UsageError}, {@link FileError} */
function sourcesOf(args: ParsedArguments, { environment }: CommandIo, path: string): ReferenceSources {
  const given = args.values("from");
  for (const place of given) {
    if (statSync(place, { throwIfNoEntry: false }) !== undefined) continue;
    throw new FileError(`${place}: no such file; expected a reference or a folder`);
  }
  const server = args.value("server");
  if (server !== undefined && !/^https?:\/\//.test(server)) {
    throw new UsageError(`--server: expected an address, found ${JSON.stringify(server)}`);
  }
  const asked = args.has("network") || server !== undefined ? { server: (server ?? bibxmlServer).replace(/\/+$/, "") } : {};
  return { given, caches: cacheFolders(environment, path), ...asked };
}

/** Returns the works to add: those of the command line, or all that the draft cites and the bibliography lacks or has as placeholders. */
function namesToAdd(names: readonly string[], { text, draft }: BibliographyFile): readonly string[] {
  if (names.length > 0) return [...new Set(names)];
  if (draft === undefined) throw new UsageError("expected names of works before the bibliography, or a draft");
  const known = namesInBibliography(text);
  return [...new Set([...citedNames(draft).filter((name) => !known.has(name)), ...namesOfPlaceholders(text)])];
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const path = args.positionals.at(-1);
  if (path === undefined || !/\.(?:md|ya?ml)$/.test(path)) {
    throw new UsageError("expected a draft, *.md, or a bibliography, *.yaml, at the end");
  }
  const file = readBibliographyFile(path);
  const names = namesToAdd(args.positionals.slice(0, -1), file);
  const { text, added, missing } = await addWorks(file.text, names, sourcesOf(args, io, file.path));
  if (added.length > 0) {
    writeFileAtomic(file.path, text);
    if (file.namedIn !== undefined) writeFileAtomic(file.namedIn.path, file.namedIn.text);
  }
  for (const { name, path: from } of added) io.out(`${file.path}: added ${name} from ${from}\n`);
  if (names.length === 0) io.out(`${file.path}: nothing to add\n`);
  for (const { name, reason } of missing) io.error(`${name}: ${reason}\n`);
  return missing.length === 0 ? exitCode.ok : exitCode.failed;
}

/** The command. */
export const draftReferenceAddCommand: Command = {
  operands: "[NAME]... DRAFT.md | REFERENCES.yaml",
  description: [
    "Adds works to the bibliography of a draft, sorted by name, and leaves all else in it as it is. Names are those of bibxml: RFC9113, BCP14, draft-ietf-quic-http-34, I-D.ietf-quic-http, W3C.NAME, DOI.10.1007/NAME. Without names, all works that the draft cites and the bibliography lacks, or has as placeholders (incomplete: true), are added.",
    "Data come from files: those of --from, then the folders of the variables REFCACHEDIR, KRAMDOWN_REFCACHEDIR and XML_LIBRARY, .refcache here and beside the bibliography, ~/.cache/xml2rfc and /var/cache/xml2rfc. A file has the name that xml2rfc gives it, such as reference.RFC.9113.xml; a file of --from may have any name if one work is added.",
    "The exit code is 1 if a work was not found; those that were found are added.",
  ],
  options: {
    from: { valueName: "PATH", multiple: true, summary: "a file of a reference, or a folder with such files; may be repeated" },
    network: { summary: `ask ${bibxmlServer} for what no file has` },
    server: { valueName: "URL", summary: "ask another server of bibxml" },
  },
  examples: [
    ["draft reference add RFC9113 draft-you-name.md", "HTTP/2, from a cache"],
    ["draft reference add --network draft-you-name.md", "all works that the draft cites and lacks"],
    ["draft reference add HTML --from whatwg.xml references.yaml", "a work under a name of your own"],
  ],
  run,
};
