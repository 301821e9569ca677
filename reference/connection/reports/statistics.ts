/**
 * Counts the octets, messages and pings of a connection.
 *
 * @module
 */

/** Counts of one direction. */
export interface Traffic {
  /** Octets of content, frame headers included. */
  readonly octets: number;
  /** Messages: those that the application has sent, or those received completely. */
  readonly messages: number;
}

/** Counts of one connection. */
export interface Statistics {
  readonly sent: Traffic;
  readonly received: Traffic;
  /** Pings received, those of the opening included. */
  readonly pings: number;
  /** The time from the latest answered ping of this end to its pong, in ms; `undefined` before the first pong. */
  readonly roundTrip: number | undefined;
  /** The time from the request to the open connection, in ms; `undefined` before. */
  readonly opening: number | undefined;
}

/** Collects the counts of one connection. */
export class StatisticsCounter {
  sentOctets = 0;
  sentMessages = 0;
  receivedOctets = 0;
  receivedMessages = 0;
  pings = 0;
  roundTrip: number | undefined;
  opening: number | undefined;

  /** Returns the counts so far. */
  snapshot(): Statistics {
    const { pings, roundTrip, opening } = this;
    const sent = { octets: this.sentOctets, messages: this.sentMessages };
    const received = { octets: this.receivedOctets, messages: this.receivedMessages };
    return { sent, received, pings, roundTrip, opening };
  }
}
