const LIMIT = 120; // seconds, of which a busy machine may need most
const EVERY = 50; // milliseconds

/** Waits until something holds, for so many seconds at most. Throws what did not come. */
export async function until(what: string, holds: () => Promise<boolean>, limit = LIMIT): Promise<void> {
  const end = Date.now() + limit * 1000;
  while (!await holds()) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${limit} s`);
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}
