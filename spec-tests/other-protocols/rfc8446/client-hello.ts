/** The first message of a TLS 1.3 client in its record (RFC 8446, Sections 4.1.2 and 5.1), with extensions of an open registry. */
import { ascii, bare, code, counted, nested, octets, repeated, rest, struct, uint } from "../../../reference/layout/index.ts";
import type { Citation } from "../../../reference/layout/index.ts";
import { cipherSuite, extensionType, namedGroup } from "./registries.ts";

const named = (id: string, title: string, cite: Citation) =>
  struct({ id, title, description: `${title}.`, cite, fault: "decode_error" });
const about = (description: string, cite: Citation = "RFC8446, Section 4.1.2") => ({ description, cite });

const SNI = "RFC6066, Section 3";
const hostName = named("server-name", "Server Name", SNI)
  .constant("type", 8, 0, about("host_name.", SNI))
  .size("length", uint(16, { least: 1 }), {}, about("Octets of the name.", SNI))
  .field("name", ascii(counted("length")), about("A DNS name.", SNI));
const serverNames = named("server-name-list", "Server Names", SNI)
  .length("listLength", uint(16), {}, about("Octets of the list.", SNI))
  .field("names", repeated(bare(hostName), rest), about("The names.", SNI));

const ALPN = "RFC7301, Section 3.1";
const protocolName = named("protocol-name", "Protocol Name", ALPN)
  .size("length", uint(8, { least: 1 }), {}, about("Octets of the name.", ALPN))
  .field("name", ascii(counted("length")), about("The name.", ALPN));
const protocols = named("protocol-name-list", "Protocol Names", ALPN)
  .length("listLength", uint(16), {}, about("Octets of the list.", ALPN))
  .field("protocols", repeated(bare(protocolName), rest), about("The protocols, the preferred first.", ALPN));

const groups = named("named-group-list", "Named Groups", "RFC8446, Section 4.2.7")
  .length("listLength", uint(16), {}, about("Octets of the list."))
  .field("groups", repeated(code(16, namedGroup), rest), about("The groups, the preferred first."));

const signatures = named("signature-scheme-list", "Signature Schemes", "RFC8446, Section 4.2.3")
  .length("listLength", uint(16), {}, about("Octets of the list."))
  .field("schemes", repeated(uint(16, { base: 16 }), rest), about("The schemes, the preferred first."));

const versions = named("version-list", "Versions", "RFC8446, Section 4.2.1")
  .length("listLength", uint(8), {}, about("Octets of the list."))
  .field("versions", repeated(uint(16, { base: 16 }), rest), about("The versions, the preferred first."));

const modes = named("psk-mode-list", "PSK Modes", "RFC8446, Section 4.2.9")
  .length("listLength", uint(8), {}, about("Octets of the list."))
  .field("modes", repeated(uint(8), rest), about("The modes."));

const share = named("key-share-entry", "Key Share Entry", "RFC8446, Section 4.2.8")
  .field("group", code(16, namedGroup), about("The group of the key."))
  .size("length", uint(16, { least: 1 }), {}, about("Octets of the key."))
  .field("key", octets(counted("length")), about("The public key."));
const shares = named("key-share-list", "Key Shares", "RFC8446, Section 4.2.8")
  .length("listLength", uint(16), {}, about("Octets of the list."))
  .field("shares", repeated(share, rest), about("The keys."));

const other = named("other-extension", "Other Extension", "RFC8446, Section 4.2")
  .field("data", octets(rest), about("Data of the extension."));

/** One extension. */
export const extension = named("extension", "Extension", "RFC8446, Section 4.2")
  .field("type", code(16, extensionType), about("The kind."))
  .length("length", uint(16), {}, about("Octets of the data."))
  .variant(
    "data",
    "type",
    {
      server_name: serverNames,
      supported_groups: groups,
      signature_algorithms: signatures,
      application_layer_protocol_negotiation: protocols,
      supported_versions: versions,
      psk_key_exchange_modes: modes,
      key_share: shares,
    },
    about("The data of this kind."),
    { default: other },
  );

const suites = named("cipher-suites", "Cipher Suites", "RFC8446, Section 4.1.2")
  .length("listLength", uint(16, { least: 2 }), {}, about("Octets of the list."))
  .field("suites", repeated(code(16, cipherSuite), rest), about("The suites, the preferred first."));

const extensions = named("extensions", "Extensions", "RFC8446, Section 4.2")
  .length("listLength", uint(16), {}, about("Octets of the list."))
  .field("extensions", repeated(extension, rest), about("The extensions."));

/** The message. */
export const clientHello = named("client-hello", "ClientHello", "RFC8446, Section 4.1.2")
  .constant("messageType", 8, 1, about("client_hello."))
  .length("messageLength", uint(24), {}, about("Octets of the message."))
  .constant("legacyVersion", 16, 0x0303, { ...about("TLS 1.2, as middleboxes expect."), base: 16 })
  .field("random", octets(32), about("Random octets."))
  .size("sessionIdLength", uint(8, { most: 32 }), {}, about("Octets of the session id."))
  .field("sessionId", octets(counted("sessionIdLength")), about("A session id of TLS 1.2, or random octets."))
  .field("cipherSuites", bare(suites), about("The cipher suites."))
  .size("compressionLength", uint(8, { least: 1 }), {}, about("Octets of the methods."))
  .field("compressionMethods", octets(counted("compressionLength")), about("One octet, 0."))
  .field("extensions", bare(extensions), about("The extensions."));

/** The record of the message. */
export const record = named("tls-record", "TLS Record", "RFC8446, Section 5.1")
  .constant("contentType", 8, 22, about("handshake."))
  .field("legacyVersion", uint(16, { base: 16 }), about("TLS 1.0 or 1.2, which receivers ignore."))
  .length("length", uint(16, { most: 2 ** 14 }), {}, about("Octets of the fragment."))
  .field("hello", nested(clientHello), about("The message."));
