/**
 * The layout of the protocol for Kaitai Struct, whose compiler makes parsers in other languages.
 *
 * @module
 */
import { stringify } from "yaml";

import { namedEntries } from "../../../reference/layout/entries.ts";
import type { FieldModel, Model, RegistryModel, StructModel } from "../../../reference/layout/model.ts";
import type { CitationText } from "../document.ts";
import { ExportError, type ModelExport } from "../export.ts";
import { continuedTypes, prefixedTypes } from "./integers.ts";
import type { KsyAttribute, KsyEnum, KsyFile, KsyMember, KsyParameter } from "./ksy.ts";
import { checkDistinct, ksyName } from "./names.ts";
import { codeLiteral, codeValue, type FieldScope, parametersOf, splitAtLength, structsIn, structUse } from "./scope.ts";
import { distinctTypes, type NamedTypes, structTypes } from "./types.ts";

/** The first version of Kaitai Struct whose checks the export uses (`valid/in-enum`). */
const KAITAI_VERSION = "0.11";

const HEADER = ` Generated from the schemas by scripts/exports.ts; do not edit.
 For analysis and cross-checks, not as a decoder in production. What Kaitai Struct does not say: which error code a fault has,
 whether octets are malformed or incomplete, whether a checksum is right or structs stand in themselves too deep, and whether text is
 UTF-8, which is up to each runtime.`;

/** Returns the structs of a model, also those inside of others. */
function allStructs({ elements }: Model): StructModel[] {
  const inside = (struct: StructModel): StructModel[] => [struct, ...struct.fields.flatMap(({ wire }) => structsIn(wire).flatMap(inside))];
  return Object.values(elements).flatMap((element) => (element.kind === "struct" ? inside(element) : []));
}

/** Returns a registry as an enumeration. */
function enumOf(registry: RegistryModel, cite: CitationText): KsyEnum {
  const { id } = registry;
  const members = namedEntries(registry).map(({ code, name, meaning, cite: where }): [number, KsyMember] => {
    return [Number(code), { id: ksyName(`${id}.${name}`, name), doc: meaning, "doc-ref": cite(where) }];
  });
  checkDistinct(id, members.map(([, member]) => member.id));
  return new Map(members);
}

/** Returns the registries that codes of numbers use, as enumerations. */
function enumsOf(model: Model, cite: CitationText): Record<string, KsyEnum> {
  const codes = allStructs(model).flatMap(({ fields }) => fields.flatMap(({ wire }) => (wire.kind === "code" ? [wire] : [])));
  const used = new Set(codes.flatMap(({ as, registry }) => (as === "number" ? [registry] : [])));
  const registries = Object.values(model.elements).filter((element) => element.kind === "registry");
  return Object.fromEntries(registries.flatMap((each) => (used.has(each.id) ? [[ksyName(each.id, each.id), enumOf(each, cite)]] : [])));
}

function typesOf(model: Model, cite: CitationText): NamedTypes {
  return Object.values(model.elements).flatMap((element): NamedTypes => {
    if (element.kind === "prefixed") return prefixedTypes(element, cite);
    if (element.kind === "continued") return continuedTypes(element, cite);
    return element.kind === "struct" ? structTypes({ model, struct: element, cite }) : [];
  });
}

/** Returns the field of a struct that marks the last one of a stream, as an expression on the struct `_`. */
function lastTest(scope: FieldScope, field: FieldModel, equals: string): string {
  const [, body] = splitAtLength(scope.struct);
  const path = `_.${body.includes(field) ? "body." : ""}${ksyName(`${scope.struct.id}.${field.name}`, field.name)}`;
  if (field.wire.kind !== "code") throw new ExportError(`${scope.struct.id}.${field.name}`, "marks the end of the stream and is no code");
  return `${codeValue(field.wire, path)} == ${codeLiteral(scope, field.wire, equals)}`;
}

/** Returns the stream of the protocol as parameters and fields of the file; nothing if the protocol has no stream. */
function streamOf(model: Model, cite: CitationText): { readonly params?: readonly KsyParameter[]; readonly seq?: readonly KsyAttribute[] } {
  const { stream } = model;
  if (stream === undefined) return {};
  const struct = model.elements[stream.element];
  if (struct?.kind !== "struct") throw new ExportError(stream.element, "is the struct of the stream but no struct of the model");
  const scope = { model, struct, cite, isBody: false };
  const last = struct.fields.find(({ name }) => name === stream.end?.field);
  const params = parametersOf(struct.id, struct.fields);
  const ends = last === undefined || stream.end === undefined ? "" : `${lastTest(scope, last, stream.end.equals)} or `;
  return {
    ...(params.length === 0 ? {} : { params }),
    seq: [
      {
        id: ksyName(struct.id, `${struct.id}s`),
        doc: [stream.description, stream.end?.description].filter((each) => each !== undefined).join(" "),
        "doc-ref": cite(stream.cite),
        type: structUse(struct),
        if: "not _io.eof",
        repeat: "until",
        "repeat-until": `${ends}_io.eof`,
      },
    ],
  };
}

/**
 * Returns a model as a file of Kaitai Struct. Its fields are those of the stream, if the protocol has one.
 *
 * @throws {@link ExportError} for a construct that Kaitai Struct cannot express
 */
export function ksyOf(model: Model, cite: CitationText): KsyFile {
  const { name, stream } = model;
  return {
    meta: {
      id: ksyName(name, name.toLowerCase()),
      title: name,
      ...(stream === undefined ? {} : { xref: { mime: stream.mediaType } }),
      "ks-version": KAITAI_VERSION,
      endian: "be",
      "bit-endian": "be",
    },
    ...streamOf(model, cite),
    types: distinctTypes(typesOf(model, cite)),
    enums: enumsOf(model, cite),
  };
}

/** The layout as one file of Kaitai Struct, named after the protocol. */
export const kaitaiExport: ModelExport = {
  name: "kaitai",
  summary: "the layout for Kaitai Struct (.ksy), which makes parsers in other languages",
  write(model, cite) {
    const file = ksyOf(model, cite);
    const text = HEADER.split("\n").map((line) => `#${line}\n`).join("");
    return [{ path: `${String(file.meta["id"])}.ksy`, content: text + stringify(file, { lineWidth: 130, aliasDuplicateObjects: false }) }];
  },
};
