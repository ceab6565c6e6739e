import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { until } from './until';

/** A statement of an admission policy that an object failed, as the audit log keeps it. */
export interface Failure {
  readonly policy: string;
  readonly binding: string;
  readonly message: string;
  readonly validationActions: readonly string[];
}

interface Event { readonly auditID: string; readonly annotations?: Readonly<Record<string, string>> }

const FAILURES = 'validation.policy.admission.k8s.io/validation_failure';

/** The API server keeps no more of them for one request. */
const MOST_FAILURES = 50;

const READ_AT_ONCE = 2 ** 22; // bytes, many times what one event takes

const POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata', verbs: ['create', 'update'] }, { level: 'None' }],
};

/** The audit log of an API server: the only place that names every statement that a request failed, and not just the first. */
export class AuditLog {
  private readonly folder = mkdtempSync(join(tmpdir(), 'audit-'));
  private readonly file = join(this.folder, 'audit.log');
  private readonly events = new Map<string, Event>();
  private read = 0; // bytes

  public constructor() { writeFileSync(join(this.folder, 'policy.json'), JSON.stringify(POLICY)); }

  /** What the API server has to be started with. */
  public get flags(): string[] {
    return [`--audit-log-path=${this.file}`, `--audit-policy-file=${join(this.folder, 'policy.json')}`, '--audit-log-maxsize=100000'];
  }

  /** What each of these requests failed, by its id. */
  public async failures(ids: readonly string[]): Promise<Map<string, readonly Failure[]>> {
    await until('the audit log', async () => {
      if (!ids.every((id) => this.events.has(id))) this.readOn();
      return ids.every((id) => this.events.has(id));
    });
    return new Map(ids.map((id) => [id, failuresIn(this.events.get(id)!)]));
  }

  private readOn(): void {
    const file = openSync(this.file, 'r');
    const buffer = Buffer.alloc(READ_AT_ONCE);
    for (let size = -1; size !== 0;) {
      const end = buffer.subarray(0, readSync(file, buffer, 0, READ_AT_ONCE, this.read)).lastIndexOf('\n') + 1;
      for (const line of buffer.toString('utf8', 0, end).split('\n').slice(0, -1)) {
        const event = JSON.parse(line) as Event;
        this.events.set(event.auditID, event);
      }
      this.read += size = end;
    }
    closeSync(file);
  }

  public remove(): void { rmSync(this.folder, { recursive: true }); }
}

function failuresIn({ auditID, annotations }: Event): readonly Failure[] {
  const failures = JSON.parse(annotations?.[FAILURES] ?? '[]') as Failure[];
  if (failures.length >= MOST_FAILURES) throw new Error(`request ${auditID} failed ${MOST_FAILURES} statements or more, so that the audit log does not name all`);
  return failures;
}
