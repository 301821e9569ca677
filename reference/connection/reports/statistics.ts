/**
 * Counts the octets, messages and pings of a connection.
 *
 * @module
 */

/** Counts of one direction. */
export interface Traffic {
  /** Octets of content, frame headers included. */
  octets: number;
  /** Messages: those that the application has sent, or those received completely. */
  messages: number;
}

/** Counts of one connection. */
export interface Statistics {
  readonly sent: Readonly<Traffic>;
  readonly received: Readonly<Traffic>;
  /** Pings received, those of the opening included. */
  readonly pings: number;
  /** The latest time from an own ping to its pong, in ms; `undefined` before the first pong. */
  readonly roundTrip: number | undefined;
  /** The time from the request to the open connection, in ms; `undefined` before. */
  readonly opening: number | undefined;
}

/** Collects the counts of one connection. */
export class StatisticsCounter {
  readonly sent: Traffic = { octets: 0, messages: 0 };
  readonly received: Traffic = { octets: 0, messages: 0 };
  pings = 0;
  roundTrip: number | undefined;
  opening: number | undefined;

  /** Returns a copy of the counts. */
  snapshot(): Statistics {
    const { sent, received, pings, roundTrip, opening } = this;
    return { sent: { ...sent }, received: { ...received }, pings, roundTrip, opening };
  }
}
