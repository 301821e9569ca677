import { registry } from "../../../reference/layout/index.ts";

const about = { open: true, base: 16, codeTitle: "Value" } as const;

/** Extensions (RFC 8446, Section 4.2). */
export const extensionType = registry(
  { id: "tls-extension", title: "TLS Extensions", description: "Kinds of extension.", cite: "RFC8446, Section 4.2", ...about },
  [
    { code: 0, name: "server_name", meaning: "The name of the server", cite: "RFC6066, Section 3" },
    { code: 10, name: "supported_groups", meaning: "Groups for the exchange of keys", cite: "RFC8446, Section 4.2.7" },
    { code: 13, name: "signature_algorithms", meaning: "Algorithms of signatures", cite: "RFC8446, Section 4.2.3" },
    { code: 16, name: "application_layer_protocol_negotiation", meaning: "Protocols over TLS", cite: "RFC7301, Section 3.1" },
    { code: 22, name: "encrypt_then_mac", meaning: "Encryption before authentication", cite: "RFC7366, Section 2" },
    { code: 35, name: "session_ticket", meaning: "A ticket of an earlier session", cite: "RFC5077, Section 3.2" },
    { code: 43, name: "supported_versions", meaning: "Versions of TLS", cite: "RFC8446, Section 4.2.1" },
    { code: 45, name: "psk_key_exchange_modes", meaning: "Ways to use shared keys", cite: "RFC8446, Section 4.2.9" },
    { code: 51, name: "key_share", meaning: "Public keys of the client", cite: "RFC8446, Section 4.2.8" },
  ],
);

/** Cipher suites (RFC 8446, Appendix B.4). */
export const cipherSuite = registry(
  { id: "tls-cipher-suite", title: "TLS Cipher Suites", description: "Ciphers with a hash.", cite: "RFC8446, Section B.4", ...about },
  [
    { code: 0x1301, name: "TLS_AES_128_GCM_SHA256", meaning: "AES with 128 bits", cite: "RFC8446, Section B.4" },
    { code: 0x1302, name: "TLS_AES_256_GCM_SHA384", meaning: "AES with 256 bits", cite: "RFC8446, Section B.4" },
    { code: 0x1303, name: "TLS_CHACHA20_POLY1305_SHA256", meaning: "ChaCha20", cite: "RFC8446, Section B.4" },
  ],
);

/** Groups for the exchange of keys (RFC 8446, Section 4.2.7). */
export const namedGroup = registry(
  { id: "tls-group", title: "TLS Groups", description: "Groups.", cite: "RFC8446, Section 4.2.7", ...about },
  [
    { code: 0x0017, name: "secp256r1", meaning: "A curve of 256 bits", cite: "RFC8446, Section 4.2.7" },
    { code: 0x001d, name: "x25519", meaning: "Curve25519", cite: "RFC8446, Section 4.2.7" },
  ],
);
