import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';

const GITHUB = join(__dirname, '..', '.github');
const textOf = (...path: string[]): string => readFileSync(join(GITHUB, ...path), 'utf8');
const workflows = readdirSync(join(GITHUB, 'workflows'));

interface Job { readonly permissions: Record<string, string>; readonly steps: readonly { readonly uses?: string; readonly run?: string }[] }

describe.each(workflows)('%s', (file) => {
  const text = textOf('workflows', file);
  const workflow = parse(text) as { permissions: object; jobs: Record<string, Job> };
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('pins each action by digest, and names its release', () => {
    const uses = text.match(/uses: .*/g)!;
    expect(uses).toHaveLength(steps.filter((step) => step.uses).length);
    for (const action of uses) expect(action).toMatch(/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('gives each job the permissions that it states, and none beside', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs)) expect(job.permissions).toBeDefined();
  });

  test('puts nothing into a script that somebody else can write', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});

test('what is released was built, tested, compared with the newest release and built again, before it is packaged', () => {
  const { build } = parse(textOf('workflows', 'release.yml')).jobs as Record<string, Job>;
  const commands = build.steps.flatMap(({ run = '' }) => run);
  const order = ['npm version', 'npx projen compile', 'npm test', 'npm run compat', 'npm run rebuild', 'npm run package'].map((command) => (
    commands.findIndex((run) => run.startsWith(command))
  ));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((one, other) => one - other));
});

test('what publishes holds no secret and builds nothing', () => {
  const { npm, pypi } = parse(textOf('workflows', 'release.yml')).jobs;
  expect(textOf('workflows', 'release.yml')).not.toContain('secrets.');
  for (const job of [npm, pypi]) {
    expect([job.needs, job.permissions]).toEqual(['build', { 'id-token': 'write' }]);
    expect(JSON.stringify(job.steps)).not.toMatch(/checkout|npm (ci|install)/);
  }
});

test.each(readdirSync(join(GITHUB, 'ISSUE_TEMPLATE')).filter((file) => file !== 'config.yml'))('the issue template %s has a name and questions', (file) => {
  const { name, description, body } = parse(textOf('ISSUE_TEMPLATE', file));
  expect([name, description].every((text) => typeof text === 'string' && text !== '')).toBe(true);
  expect(body.length).toBeGreaterThan(0);
  for (const { id, attributes } of body) expect([id, attributes.label].every((text: unknown) => typeof text === 'string')).toBe(true);
});
