/**
 * Paths: the hops between a client and an origin.
 *
 * @module
 */
import { join } from "node:path";

import type { CertificateFiles } from "./certificate-files.ts";
import { type ConfiguredIntermediary, type RunningIntermediary, startIntermediary } from "./start-intermediary.ts";
import type { LinkProtocol, Intermediary } from "../catalogue/intermediary.ts";

/** The hops from the client to the origin; none is the direct way. */
export interface IntermediaryPath {
  /** `nginx/grpc`, `nghttpx/h2-tls > haproxy/h2`, `direct`. */
  readonly id: string;
  readonly hops: readonly ConfiguredIntermediary[];
}

/** The ports of an origin, one for each way to speak to it. */
export type OriginPorts = Readonly<Record<LinkProtocol, number>>;

/** A path that cannot be built from the catalogue. */
export class PathError extends Error {
  override readonly name = "PathError";
}

/** What the last hop speaks to the origin. */
export function originProtocol({ hops }: IntermediaryPath): LinkProtocol {
  return hops.at(-1)?.configuration.backend ?? "h2";
}

function readIntermediary(text: string, catalogue: readonly Intermediary[]): ConfiguredIntermediary {
  const [name, variant] = text.split("/");
  const proxy = catalogue.find((each) => each.name === name);
  if (proxy === undefined) throw new PathError(`expected a proxy (${catalogue.map((each) => each.name).join(", ")}), found ${JSON.stringify(text)}`);
  const configuration = proxy.configurations.find((each) => each.name === variant);
  if (configuration !== undefined) return { proxy, configuration };
  throw new PathError(`expected ${proxy.name}/ and one of ${proxy.configurations.map((each) => each.name).join(", ")}, found ${JSON.stringify(text)}`);
}

/**
 * Reads a path: hops as `proxy/configuration` between ` > `, or `direct`.
 *
 * @throws {@link PathError} where a hop is unknown, or neighbours speak different protocols
 */
export function readPath(id: string, catalogue: readonly Intermediary[]): IntermediaryPath {
  if (id === "direct") return { id, hops: [] };
  const hops = id.split(" > ").map((text) => readIntermediary(text, catalogue));
  let spoken: LinkProtocol = "h2";
  for (const { proxy, configuration } of hops) {
    if (configuration.frontend !== spoken) {
      throw new PathError(`${id}: ${proxy.name}/${configuration.name} is spoken to in ${configuration.frontend}, but what stands before it speaks ${spoken}`);
    }
    spoken = configuration.backend;
  }
  return { id, hops };
}

/** Which hop goes before one that does not speak HTTP/2 over TLS itself. */
const frontIntermediaries: Readonly<Record<LinkProtocol, string | undefined>> = { h2: undefined, h2c: "hitch/h2c", h1: "nghttpx/h1" };

/** The path for each configuration of each proxy, with another in front where it speaks no HTTP/2 over TLS. */
export function pathsThrough(catalogue: readonly Intermediary[]): IntermediaryPath[] {
  return catalogue.flatMap((proxy) =>
    proxy.configurations.map(({ name, frontend: front }) => {
      const door = frontIntermediaries[front];
      const own = `${proxy.name}/${name}`;
      return readPath(door === undefined ? own : `${door} > ${own}`, catalogue);
    }),
  );
}

/** A path that runs. */
export interface RunningPath {
  readonly path: IntermediaryPath;
  /** The port of its first hop. */
  readonly port: number;
  /** Ends all of its hops. */
  readonly end: () => Promise<void>;
}

/** Where a path is started. */
export interface PathStartOptions {
  readonly folder: string;
  readonly origin: OriginPorts;
  readonly files: CertificateFiles;
  /** After how many seconds without traffic its hops are to cut; absent for their defaults. */
  readonly idleS?: number | undefined;
}

/**
 * Starts the hops of a path, the last first, so that each knows where the next listens.
 *
 * @throws {@link NotInstalledError}
 * @throws {@link StartError}
 */
export async function startPath(path: IntermediaryPath, { folder, origin, files, idleS }: PathStartOptions): Promise<RunningPath> {
  const started: RunningIntermediary[] = [];
  const end = async (): Promise<void> => void (await Promise.all(started.map(({ process }) => process.end())));
  try {
    let next = origin[originProtocol(path)];
    for (const [index, hop] of [...path.hops].reverse().entries()) {
      const running = await startIntermediary(hop, { folder: join(folder, String(path.hops.length - index)), next, files, idleS });
      started.push(running);
      next = running.port;
    }
    return { path, port: next, end };
  } catch (error) {
    await end();
    throw error;
  }
}
