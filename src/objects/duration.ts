/** https://pkg.go.dev/time#ParseDuration: the micro sign, and the Greek letter */
const PART = /(\d+\.?\d*|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/y;
const SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** The seconds of a duration in the notation of Go, such as `1h30m`; undefined where the text is none. */
export function parseDuration(text: string): number | undefined {
  const sign = /^[+-]?/.exec(text)![0];
  const rest = text.slice(sign.length);
  if (rest === '0') return 0;
  let seconds = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < rest.length) {
    const part = PART.exec(rest);
    if (!part) return undefined;
    seconds += Number(part[1]) * SECONDS[part[2]];
  }
  if (rest === '') return undefined;
  return sign === '-' ? -seconds : seconds;
}
