/** Runs tshark with a dissector and reads what it shows. */
import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";

/** One field that tshark shows. */
export interface ShownField {
  readonly name: string;
  /** The value as display filters write it. */
  readonly show: string;
  /** The octets as hex; empty if the field has none. */
  readonly value: string;
}

/** What one packet shows of a protocol: the fields of each item of it, in order. */
export interface ShownPacket {
  readonly number: number;
  readonly items: readonly (readonly ShownField[])[];
}

/** An installed tshark. */
export interface Tshark {
  readonly command: string;
  /** Major and minor version as a number: 4.2 is 402. */
  readonly version: number;
}

/** Returns the tshark that the variable `TSHARK` or the PATH names, or `undefined`. */
export function findTshark(environment: NodeJS.ProcessEnv): Tshark | undefined {
  const command = environment["TSHARK"] ?? "tshark";
  try {
    const text = execFileSync(command, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const found = /^TShark.*?(\d+)\.(\d+)/.exec(text);
    return found === null ? undefined : { command, version: Number(found[1]) * 100 + Number(found[2]) };
  } catch {
    return undefined;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const unescaped = (text: string): string => text.replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all);

const attribute = (tag: string, name: string): string => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

/** Reads PDML. @param protocol - whose fields are read; each `proto` of it is an item */
export function readPdml(pdml: string, protocol: string): ShownPacket[] {
  const packets: { number: number; items: ShownField[][] }[] = [];
  for (const [tag] of pdml.matchAll(/<(?:packet|proto|field) ?[^>]*>/g)) {
    const packet = packets.at(-1);
    if (tag.startsWith("<packet")) packets.push({ number: 0, items: [] });
    else if (packet === undefined) continue;
    else if (tag.startsWith('<field name="num"')) packet.number = Number(attribute(tag, "show"));
    else if (tag.startsWith(`<proto name="${protocol}"`)) packet.items.push([]);
    else if (tag.startsWith(`<field name="${protocol}.`)) {
      const field = { name: attribute(tag, "name"), show: attribute(tag, "show"), value: attribute(tag, "value") };
      // Fields outside of an item, such as ignored octets, form an item of their own.
      if (packet.items.length === 0) packet.items.push([]);
      packet.items.at(-1)?.push(field);
    }
  }
  return packets.map(({ number, items }) => ({ number, items: items.filter((item) => item.length > 0) }));
}

/** Returns what tshark shows of a protocol. @param options - further options, such as `-d` or `-2` */
export async function dissect(
  tshark: Tshark,
  script: string,
  capture: string,
  protocol: string,
  options: readonly string[],
): Promise<ShownPacket[]> {
  const { stdout } = await promisify(execFile)(
    tshark.command,
    ["-r", capture, "-X", `lua_script:${script}`, "-T", "pdml", "-J", `http2 ${protocol}`, "-Y", protocol, ...options],
    { maxBuffer: 2 ** 28, encoding: "latin1" },
  );
  return readPdml(stdout, protocol);
}
