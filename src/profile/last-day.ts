/** The end of an exception, in one of two forms. */
export interface Ending {
  readonly expires?: string;
  readonly expiresOn?: Date;
}

/** The last day of an exception as a text; the day of a date is that in UTC, so that it is the same day wherever the program runs. */
export function lastDay(at: string, { expires, expiresOn }: Ending): string | undefined {
  if (expiresOn === undefined) return expires;
  if (expires !== undefined) throw new Error(`${at}: both expires and expiresOn are given; keep one of them`);
  if (Number.isNaN(expiresOn.getTime())) throw new Error(`${at}: expiresOn is not a date; pass one such as new Date('2027-03-31')`);
  return expiresOn.toISOString().slice(0, 10);
}
