/**
 * What a connection counts.
 *
 * @module
 */

/** Counts of one direction. */
export interface Traffic {
  /** Octets of content. */
  octets: number;
  /** Messages: those taken from the application, or completed for it. */
  messages: number;
}

/** Counts of one connection. */
export interface Statistics {
  readonly sent: Readonly<Traffic>;
  readonly received: Readonly<Traffic>;
  /** Pings received, those of the opening included. */
  readonly pings: number;
  /** The last time between an own ping and its pong in ms; `undefined` before the first. */
  readonly roundTrip: number | undefined;
  /** From the request to the open connection in ms; `undefined` before. */
  readonly opening: number | undefined;
}

/** The counts as they grow. */
export class StatisticsCounter {
  readonly sent: Traffic = { octets: 0, messages: 0 };
  readonly received: Traffic = { octets: 0, messages: 0 };
  pings = 0;
  roundTrip: number | undefined;
  opening: number | undefined;

  /** A copy that stays as it is. */
  snapshot(): Statistics {
    const { sent, received, pings, roundTrip, opening } = this;
    return { sent: { ...sent }, received: { ...received }, pings, roundTrip, opening };
  }
}
