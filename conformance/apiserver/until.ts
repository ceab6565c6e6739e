const SECONDS = 60;
const EVERY = 50; // milliseconds

/** Waits until something holds. Throws what did not come. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + SECONDS * 1000;
  while (!await holds()) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${SECONDS} s`);
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}
