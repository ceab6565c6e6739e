import { Duration } from 'cdk8s';

/** A duration in the notation of Go, as configuration files have it: `2160h0m0s`, `3s`, `1500ms`. */
export function goDuration(duration: Duration): string {
  const millis = duration.toMilliseconds();
  if (millis % 1000 !== 0) return `${millis}ms`;
  const seconds = millis / 1000;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours > 0) return `${hours}h${minutes}m${rest}s`;
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`;
}
