import { registry } from "../../../reference/layout/index.ts";

/** The kinds of query (RFC 1035, Section 4.1.1). */
export const opcode = registry(
  { id: "dns-opcode", title: "DNS Opcodes", description: "What is asked.", cite: "RFC1035, Section 4.1.1", codeTitle: "Code", open: true },
  [
    { code: 0, name: "QUERY", meaning: "A standard query", cite: "RFC1035, Section 4.1.1" },
    { code: 1, name: "IQUERY", meaning: "An inverse query", cite: "RFC1035, Section 4.1.1" },
    { code: 2, name: "STATUS", meaning: "A question about the server", cite: "RFC1035, Section 4.1.1" },
  ],
);

/** Response codes (RFC 1035, Section 4.1.1). */
export const rcode = registry(
  {
    id: "dns-rcode",
    title: "DNS Response Codes",
    description: "How it went.",
    cite: "RFC1035, Section 4.1.1",
    codeTitle: "Code",
    open: true,
  },
  [
    { code: 0, name: "NOERROR", meaning: "No error", cite: "RFC1035, Section 4.1.1" },
    { code: 1, name: "FORMERR", meaning: "The query was malformed", cite: "RFC1035, Section 4.1.1" },
    { code: 2, name: "SERVFAIL", meaning: "The server failed", cite: "RFC1035, Section 4.1.1" },
    { code: 3, name: "NXDOMAIN", meaning: "There is no such name", cite: "RFC1035, Section 4.1.1" },
    { code: 4, name: "NOTIMP", meaning: "The server does not know this kind of query", cite: "RFC1035, Section 4.1.1" },
    { code: 5, name: "REFUSED", meaning: "The server does not want to answer", cite: "RFC1035, Section 4.1.1" },
  ],
);

/** Some types of records (RFC 1035, Section 3.2.2). */
export const recordType = registry(
  {
    id: "dns-type",
    title: "DNS Types",
    description: "What kind of record.",
    cite: "RFC1035, Section 3.2.2",
    codeTitle: "Code",
    open: true,
  },
  [
    { code: 1, name: "A", meaning: "A host's address", cite: "RFC1035, Section 3.2.2" },
    { code: 2, name: "NS", meaning: "A name server", cite: "RFC1035, Section 3.2.2" },
    { code: 15, name: "MX", meaning: "A mail exchange", cite: "RFC1035, Section 3.2.2" },
    { code: 16, name: "TXT", meaning: "Text", cite: "RFC1035, Section 3.2.2" },
  ],
);

/** Classes (RFC 1035, Section 3.2.4). */
export const recordClass = registry(
  {
    id: "dns-class",
    title: "DNS Classes",
    description: "What kind of network.",
    cite: "RFC1035, Section 3.2.4",
    codeTitle: "Code",
    open: true,
  },
  [
    { code: 1, name: "IN", meaning: "The Internet", cite: "RFC1035, Section 3.2.4" },
    { code: 3, name: "CH", meaning: "CHAOS", cite: "RFC1035, Section 3.2.4" },
  ],
);
