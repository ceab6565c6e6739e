/** How many milliseconds of processor time some work takes: on a busy machine as many as on an idle one, unlike those of a clock. */
export function processorTime(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
