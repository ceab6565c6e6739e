/**
 * Schedules of CronJobs, read as the API server does.
 *
 * @see https://github.com/robfig/cron/blob/v3.0.1/parser.go
 */

interface CronField { readonly name: string; readonly from: number; readonly to: number; readonly names?: readonly string[] }

const FIELDS: readonly CronField[] = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, names: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'day of the week', from: 0, to: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const EVERY = /^@every [+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)$/;
const LONGEST = 1000;

function numberOf(text: string, { names }: CronField): number | undefined {
  const named = text === '' ? -1 : names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named;
  return /^[+-]?\d+$/.test(text) && Number(text) >= 0 ? Number(text) : undefined;
}

function isRange(text: string, field: CronField): boolean {
  const [range, step, ...moreSteps] = text.split('/');
  const [low, high, ...moreBounds] = range.split('-');
  if (moreSteps.length > 0 || (step !== undefined && !(/^\+?\d+$/.test(step) && Number(step) > 0))) return false;
  if (low === '*' || low === '?') return true;
  if (moreBounds.length > 0) return false;
  const from = numberOf(low, field);
  const toByStep = step === undefined ? from : field.to;
  const to = high === undefined ? toByStep : numberOf(high, field);
  return from !== undefined && to !== undefined && from >= field.from && to <= field.to && from <= to;
}

/** What is wrong with the schedule of a CronJob, as a predicate; undefined where the API server takes it. */
export function scheduleProblem(schedule: string): string | undefined {
  if (schedule.includes('TZ')) return 'names a time zone; set `timeZone` instead';
  if (schedule.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (schedule.startsWith('@')) return DESCRIPTORS.includes(schedule) || EVERY.test(schedule) ? undefined : `is none of ${DESCRIPTORS.join(', ')} and "@every 1h"`;
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) return `has ${parts.length} fields, must have 5: minute, hour, day of the month, month, day of the week`;
  const wrong = parts.findIndex((part, i) => part.split(',').some((range) => range !== '' && !isRange(range, FIELDS[i])));
  if (wrong < 0) return undefined;
  const { name, from, to, names } = FIELDS[wrong];
  return `has "${parts[wrong]}" as ${name}, which must be from ${from} to ${to}${names ? ` or such as "${names[1]}"` : ''}, a range such as "${from}-${to}", "*" or "*/2"`;
}
