/** https://www.rfc-editor.org/rfc/rfc3339#section-5.6, in the letters that Go reads. */
const FORM = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Whether a text is a day such as `2027-03-31`. */
export function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The milliseconds since 1970 of an instant such as `2027-03-31T08:00:00Z`; undefined where the text is none. */
export function parseInstant(text: string): number | undefined {
  const parts = FORM.exec(text);
  if (!parts || !isDay(parts[1])) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** An instant as people read it, in UTC and without fractions. */
export const instantText = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
