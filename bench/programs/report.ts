/** Says the figures of this process, and its largest resident memory, to the process that started it. */
export function report(figures: Readonly<Record<string, number>>): void {
  process.stdout.write(`${JSON.stringify({ ...figures, rss: process.resourceUsage().maxRSS / 1024 })}\n`);
}
