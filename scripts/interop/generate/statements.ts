/**
 * Which statement of the draft the generated cases of a flag check.
 *
 * @module
 */

/** The identifiers of statements by suite and flag; a flag that is not here checks what the draft says without one. */
export const statements: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  varsize: { Forms: "R-054", Shortest: "R-055", Cut: "R-001" },
  frame: {
    Values: "R-060",
    LengthForms: "R-060",
    Limit: "R-060",
    LengthShortest: "R-055",
    LengthLeast: "R-056",
    LengthBound: "R-056",
    ReservedEquals: "R-056",
    CompressionRegistered: "R-056",
    CompressionAgreed: "R-056",
    PayloadSealable: "R-056",
    Sizes: "R-056",
    SealedSizes: "R-076",
    TextUtf8: "R-061",
    CodeRegistered: "R-062",
    ReasonSize: "R-062",
    ReasonUtf8: "R-062",
    KindRegistered: "R-068",
    Order: "R-056",
    Whole: "R-056",
    Cut: "R-002",
    Sequence: "R-001",
    Before: "R-003",
  },
  handshake: {
    RequestVersion: "R-023",
    RequestCompression: "R-023",
    RequestProtocol: "R-023",
    ReplyCompression: "R-046",
    ReplyProtocol: "R-046",
    ReplyError: "R-046",
  },
};
