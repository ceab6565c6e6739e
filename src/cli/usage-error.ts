/** A mistake in how the command was called or configured: told to the user without a stack trace, exit code 2. */
export class UsageError extends Error {}
