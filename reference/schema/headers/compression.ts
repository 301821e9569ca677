/**
 * `websocket2-compression`: the methods that a client offers, and the method that the server chose.
 *
 * @module
 */
import { httpField, type RequestValue, type ResponseValue } from "../../layout/http-field.ts";
import { sfDictionary, sfInnerList, sfInteger } from "../../layout/structured-field.ts";

const lz4Level = sfInteger({ least: 1, most: 9 });
const deflateWindowOffered = sfInteger({ least: 8, most: 15 });
const deflateWindowChosen = sfInteger({ least: 9, most: 15 });

/** The field that negotiates compression. */
export const websocket2Compression = httpField({
  id: "websocket2-compression",
  title: "websocket2-compression",
  description:
    "The compression methods that the client can use, each with the least and the greatest parameter; in the response, the method that the server chose, with its parameter. The parameter of lz4 is a level; the parameter of deflate is the window size in bits.",
  cite: "#request",
  request: {
    value: sfDictionary({
      lz4: sfInnerList(lz4Level, lz4Level),
      deflate: sfInnerList(deflateWindowOffered, deflateWindowOffered),
    }),
    summary: "The offer. Each key is a method and each value an Inner List of the least and the greatest parameter; the order of the keys is the client's preference, which is advice. A field without members offers no method.",
  },
  response: {
    value: sfDictionary({ lz4: lz4Level, deflate: deflateWindowChosen }, { most: 1 }),
    summary: "The choice: at most one of the offered methods, with one parameter inside the offered range. Without a member, messages are not compressed.",
  },
  bound: "compression",
});

/** The offer of a client: the inclusive range of the parameter for each method, in the order of preference. */
export type CompressionOffer = RequestValue<typeof websocket2Compression>;

/** The choice of a server: one method with its parameter, or none. */
export type CompressionChoice = ResponseValue<typeof websocket2Compression>;

/** A compression method that can be negotiated. */
export type CompressionMethod = keyof CompressionOffer;
