/**
 * A proxy of the catalogue: a program of a package, with configurations.
 *
 * @module
 */

/** The protocol between two neighbours on a path: HTTP/2 over TLS, cleartext HTTP/2, cleartext HTTP/1.1. */
export type LinkProtocol = "h2" | "h2c" | "h1";

/** The surroundings of a running configuration; all addresses are on the loopback interface. */
export interface IntermediarySite {
  /** A folder of its own; every user may write to `var` in it. */
  readonly folder: string;
  /** The port on which it listens. */
  readonly port: number;
  /** The port of the next hop or the origin. */
  readonly next: number;
  /** PEM files: the key, the certificate, and both in one. */
  readonly key: string;
  readonly certificate: string;
  readonly both: string;
  /** The timeout of a stream without traffic, in seconds; absent for the default of the program. */
  readonly idleS?: number | undefined;
  /** Whether root starts it, so that it has to change its user. */
  readonly root: boolean;
}

/** The purpose of a configuration. */
export type IntermediaryPurpose =
  /** Forwards. */
  | "forward"
  /** Forwards and stores replies. */
  | "cache"
  /** Forwards and compresses replies. */
  | "coding"
  /** Serves files itself, without an origin. */
  | "files";

/** A configuration of a proxy. */
export interface IntermediaryConfiguration {
  /** A short name, unique within the proxy. */
  readonly name: string;
  /** Its main settings, in words, without a full stop. */
  readonly summary: string;
  readonly purpose: IntermediaryPurpose;
  /** The protocol towards the client or the hop before. */
  readonly frontend: LinkProtocol;
  /** The protocol towards the next hop or the origin. */
  readonly backend: LinkProtocol;
  /** Its files by name, relative to the folder of the site. */
  readonly files: (site: IntermediarySite) => Readonly<Record<string, string>>;
}

/** A program between client and origin. */
export interface Intermediary {
  /** A short name, also the name of its file in the catalogue. */
  readonly name: string;
  readonly title: string;
  /** Its Debian package. */
  readonly package: string;
  /** The name of the program, on the PATH or in a folder of system programs. */
  readonly program: string;
  /** Arguments that print the version, and a pattern that finds it. */
  readonly version: { readonly args: readonly string[]; readonly pattern: RegExp };
  /** Whether installation and start take seconds, so that the tests can run it. */
  readonly quick: boolean;
  /** Arguments that keep it in the foreground. */
  readonly args: (site: IntermediarySite) => readonly string[];
  readonly configurations: readonly IntermediaryConfiguration[];
}
