/** Runs tshark with a dissector and reads what it shows. */
import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";

/** One field that tshark shows. */
export interface ShownField {
  /** The name in display filters. */
  readonly name: string;
  /** The first octet of it in its packet, and the number of octets. */
  readonly at: number;
  readonly size: number;
  /** The value as display filters write it. */
  readonly show: string;
  /** The octets as hex; empty if the field has none. */
  readonly value: string;
}

/** Where something is shown: the packet, the port of its sender, and the stream of HTTP/2. */
export interface ShownPlace {
  readonly packet: number;
  readonly port: number;
  readonly stream: number;
}

/** One item of the protocol with its fields in order. */
export interface ShownItem extends ShownPlace {
  readonly fields: readonly ShownField[];
}

/** The content of one DATA frame, as hex. */
export interface ShownData extends ShownPlace {
  readonly hex: string;
}

/** What tshark shows of a capture. */
export interface Shown {
  readonly items: readonly ShownItem[];
  readonly data: readonly ShownData[];
}

/** An installed tshark. */
export interface Tshark {
  readonly command: string;
  /** Whether it shows streams right in two passes: from version 4.2 on. */
  readonly twoPasses: boolean;
}

/** Returns the tshark that the variable `TSHARK` or the PATH names; `undefined` without one, and where root may load no plugin. */
export function findTshark(environment: NodeJS.ProcessEnv): Tshark | undefined {
  const command = environment["TSHARK"] ?? "tshark";
  try {
    const text = execFileSync(command, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const [, major, minor] = /^TShark.*?(\d+)\.(\d+)/.exec(text) ?? [];
    const version = Number(major) * 100 + Number(minor);
    const isRoot = environment["TSHARK"] === undefined && process.getuid?.() === 0;
    return !(version >= 400) || (isRoot && version >= 402) ? undefined : { command, twoPasses: version >= 402 };
  } catch {
    return undefined;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const unescaped = (text: string): string => text.replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all);

/** Returns an attribute of a tag. */
function attribute(tag: string, name: string): string {
  const start = tag.indexOf(` ${name}="`);
  if (start < 0) return "";
  const from = start + name.length + 3;
  return unescaped(tag.slice(from, tag.indexOf('"', from)));
}

const fieldOf = (tag: string): ShownField => ({
  name: attribute(tag, "name"),
  at: Number(attribute(tag, "pos")),
  size: Number(attribute(tag, "size")),
  show: attribute(tag, "show"),
  value: attribute(tag, "value"),
});

/** Reads PDML. @param protocols - the names of those whose items are read; fields outside of an item form one of their own */
export function readPdml(pdml: string, protocols: readonly string[]): Shown {
  const names = new Set(protocols);
  const isOwn = (field: string): boolean => names.has(field.slice(0, Math.max(0, field.indexOf("."))));
  const items: (ShownPlace & { readonly fields: ShownField[] })[] = [];
  const data: ShownData[] = [];
  let place: ShownPlace = { packet: 0, port: 0, stream: 0 };
  // The protocols around: expert information is one of its own inside an item.
  const open: string[] = [];
  for (const [tag] of pdml.matchAll(/<(?:\/proto|proto|field)(?: [^>]*)?>/g)) {
    if (tag.startsWith("</")) open.pop();
    else if (tag.startsWith("<proto ")) {
      const name = attribute(tag, "name");
      if (!tag.endsWith("/>")) open.push(name);
      if (names.has(name)) items.push({ ...place, fields: [] });
    } else {
      const name = attribute(tag, "name");
      if (name === "num") place = { packet: Number(attribute(tag, "show")), port: 0, stream: 0 };
      else if (name === "tcp.srcport" || name === "udp.srcport") place = { ...place, port: Number(attribute(tag, "show")) };
      else if (name === "http2.streamid") place = { ...place, stream: Number(attribute(tag, "show")) };
      else if (name === "http2.data.data") data.push({ ...place, hex: attribute(tag, "value") });
      else if (isOwn(name)) {
        if (!open.some((each) => names.has(each))) items.push({ ...place, fields: [] });
        items.at(-1)?.fields.push(fieldOf(tag));
      }
    }
  }
  return { items, data };
}

/** What to dissect. */
export interface Dissection {
  /** The files of dissectors. */
  readonly scripts: readonly string[];
  readonly capture: string;
  /** The protocols whose items are read. */
  readonly protocols: readonly string[];
  /** Options of tshark, such as `-d` or `-2`. */
  readonly options: readonly string[];
}

/** Returns what tshark shows of some protocols. */
export async function dissect({ command }: Tshark, { scripts, capture, protocols, options }: Dissection): Promise<Shown> {
  const plugins = scripts.flatMap((script) => ["-X", `lua_script:${script}`]);
  const shown = ["-T", "pdml", "-J", `tcp udp http2 ${protocols.join(" ")}`];
  const { stdout } = await promisify(execFile)(command, ["-r", capture, ...plugins, ...shown, ...options], {
    maxBuffer: 2 ** 28,
    encoding: "latin1",
  });
  return readPdml(stdout, protocols);
}
