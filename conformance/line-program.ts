import { spawn } from 'child_process';
import { once } from 'events';
import { createInterface } from 'readline';

/** A program that reads a request from each line and answers with a line, in the same order. */
export class LineProgram {
  constructor(private readonly program: string) {}

  /** Asks each request and hands on each answer as soon as it is there, so that neither are ever held together. */
  public async ask<T, Answer>(requests: Iterable<T>, onAnswer: (request: T, answer: Answer) => void): Promise<void> {
    const child = spawn(this.program, { stdio: ['pipe', 'pipe', 'inherit'] });
    const asked: T[] = [];
    const heard = (async () => {
      for await (const line of createInterface({ input: child.stdout })) onAnswer(asked.shift()!, JSON.parse(line) as Answer);
    })();
    for (const request of requests) {
      asked.push(request);
      if (!child.stdin.write(`${JSON.stringify(request)}\n`)) await once(child.stdin, 'drain');
    }
    child.stdin.end();
    await heard;
    if (asked.length > 0) throw new Error(`${this.program} ended with ${asked.length} requests unanswered`);
  }
}
