import { deployment, Json, pod } from './manifests';
import { annotatedWaivers } from '../../src/engine/annotated-waivers';

const CONTROL = 'read-only-root-filesystem';
const KEY = `waive.cdk8s-hardened.dev/${CONTROL}`;
const AT = '/metadata/annotations/waive.cdk8s-hardened.dev~1';
const reason = 'vendor image writes to /opt';
const spec = { containers: [] };
const annotations = (entries: Json): Json => ({ annotations: entries });
const cronJob = (job: Json, template: Json): Json =>
  ({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: {}, spec: { jobTemplate: { metadata: job, spec: { template: { metadata: template, spec } } } } });

describe('a waiver is read', () => {
  test('from the object', () => {
    expect(annotatedWaivers(pod(spec, annotations({ [KEY]: `${reason} | by x`, other: 'x' })))).toEqual({
      waivers: [{ waiver: { control: CONTROL, reason, owner: 'x' }, pointer: `${AT}${CONTROL}` }], bad: [],
    });
  });

  test('from an object that describes no pods', () => {
    expect(annotatedWaivers({ apiVersion: 'v1', kind: 'Secret', metadata: annotations({ [KEY]: reason }) }).waivers).toHaveLength(1);
  });

  test('from the pod template', () => {
    expect(annotatedWaivers(deployment(spec, {}, annotations({ [KEY]: reason }))))
      .toEqual({ waivers: [{ waiver: { control: CONTROL, reason }, pointer: `/spec/template${AT}${CONTROL}` }], bad: [] });
  });

  test('from both templates of a cron job', () => {
    const read = annotatedWaivers(cronJob(annotations({ [KEY]: reason }), annotations({ 'waive.cdk8s-hardened.dev/no-privileged': reason })));
    expect(read.waivers.map(({ pointer }) => pointer)).toEqual([`/spec/jobTemplate${AT}${CONTROL}`, `/spec/jobTemplate/spec/template${AT}no-privileged`]);
    expect(read.waivers.every(({ waiver }) => waiver.within === undefined)).toBe(true);
  });

  test('by an alias, under the id', () => {
    const read = annotatedWaivers(pod(spec, annotations({ 'waive.cdk8s-hardened.dev/read-only-root-fs': reason })));
    expect(read).toEqual({ waivers: [{ waiver: { control: CONTROL, reason }, pointer: `${AT}read-only-root-fs` }], bad: [] });
  });

  test('once for each target', () => {
    const { waivers } = annotatedWaivers(pod(spec, annotations({ [KEY]: `${reason} | for container/a, container/b` })));
    expect(waivers.map(({ waiver: { target } }) => target)).toEqual([{ type: 'container', name: 'a' }, { type: 'container', name: 'b' }]);
  });

  test('with other terms for another part, from an annotation with a number', () => {
    const numbered = { [KEY]: `${reason} | for container/a`, [`${KEY}.2`]: `${reason} | by x | for container/b` };
    const { waivers, bad } = annotatedWaivers(pod(spec, annotations(numbered)));
    expect(bad).toEqual([]);
    expect(waivers.map(({ waiver: { control, owner, target }, pointer }) => [control, owner, target?.name, pointer])).toEqual([
      [CONTROL, undefined, 'a', `${AT}${CONTROL}`], [CONTROL, 'x', 'b', `${AT}${CONTROL}.2`],
    ]);
  });

  test('for its own template only, where the object has several', () => {
    const task = (metadata: Json) => ({ template: { metadata, spec } });
    const job = (tasks: Json[], metadata: Json = {}) => ({ apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', metadata, spec: { tasks } });
    expect(annotatedWaivers(job([task({}), task(annotations({ [KEY]: reason }))])).waivers)
      .toEqual([{ waiver: { control: CONTROL, reason, within: '/spec/tasks/1/template' }, pointer: `/spec/tasks/1/template${AT}${CONTROL}` }]);
    expect(annotatedWaivers(job([task({}), task({})], annotations({ [KEY]: reason }))).waivers[0].waiver.within).toBeUndefined();
    const both = annotatedWaivers(job([task(annotations({ [KEY]: reason })), task(annotations({ [KEY]: `${reason} too` }))]));
    expect([both.waivers.length, both.bad]).toEqual([2, []]);
  });
});

describe('an annotation that waives nothing', () => {
  const bad = (entries: Json) => annotatedWaivers(pod(spec, annotations(entries)));

  test('names no control', () => {
    expect(bad({ 'waive.cdk8s-hardened.dev/no-priviledged': reason })).toEqual({
      waivers: [],
      bad: [{ control: 'waiver-invalid', message: 'there is no control "no-priviledged"; did you mean "no-privileged"?', pointer: `${AT}no-priviledged` }],
    });
  });

  test('names a control without exceptions', () => {
    expect(bad({ 'waive.cdk8s-hardened.dev/valid-manifest': reason }).bad).toMatchObject([{ control: 'waiver-not-allowed', pointer: `${AT}valid-manifest` }]);
  });

  test.each([
    ['soon', 'the waiver of read-only-root-filesystem is malformed: reason "soon" is shorter than 10 characters, so a reviewer cannot judge it'],
    [true, 'the waiver of read-only-root-filesystem is malformed: it is no text; put it in quotes'],
  ])('is malformed: %j', (value, message) => {
    expect(bad({ [KEY]: value })).toEqual({ waivers: [], bad: [{ control: 'waiver-invalid', message, pointer: `${AT}${CONTROL}` }] });
  });

  test('names a control by two names', () => {
    const read = bad({ [KEY]: `${reason} | for container/a`, 'waive.cdk8s-hardened.dev/read-only-root-fs': `${reason} | for container/b` });
    expect(read.waivers).toHaveLength(1);
    expect(read.bad).toEqual([{
      control: 'waiver-invalid', pointer: `${AT}read-only-root-fs`,
      message: `read-only-root-filesystem is waived by "${KEY}" already; keep one of the two annotations`,
    }]);
  });

  test('has the number of another one, by another name', () => {
    const read = bad({ [`${KEY}.2`]: `${reason} | for container/a`, 'waive.cdk8s-hardened.dev/read-only-root-fs.2': `${reason} | for container/b` });
    expect(read.bad).toMatchObject([{ pointer: `${AT}read-only-root-fs.2`, message: `${CONTROL} is waived by "${KEY}.2" already; keep one of the two annotations` }]);
  });

  test('says something else about the same part than one with another number', () => {
    const read = bad({ [KEY]: `${reason} | for container/a`, [`${KEY}.2`]: `${reason} | by x | for container/a` });
    expect(read.waivers).toHaveLength(1);
    expect(read.bad).toMatchObject([{ pointer: `${AT}${CONTROL}.2`, message: `${CONTROL} is waived in other words at ${AT}${CONTROL}; keep one of the two annotations` }]);
  });

  test('says something else than the one outside of the template', () => {
    const read = annotatedWaivers(deployment(spec, annotations({ [KEY]: reason }), annotations({ [KEY]: `${reason} | by x` })));
    expect(read.waivers.map(({ pointer }) => pointer)).toEqual([`${AT}${CONTROL}`]);
    expect(read.bad).toEqual([{
      control: 'waiver-invalid', pointer: `/spec/template${AT}${CONTROL}`,
      message: `read-only-root-filesystem is waived in other words at ${AT}${CONTROL}; keep one of the two annotations`,
    }]);
  });
});

test('tools may put the same waiver on object and template', () => {
  expect(annotatedWaivers(deployment(spec, annotations({ [KEY]: reason }), annotations({ [KEY]: ` ${reason}` }))))
    .toEqual({ waivers: [{ waiver: { control: CONTROL, reason }, pointer: `${AT}${CONTROL}` }], bad: [] });
});

test('object and template may waive for different containers', () => {
  const at = (name: string) => annotations({ [KEY]: `${reason} | for container/${name}` });
  const { waivers, bad } = annotatedWaivers(deployment(spec, at('a'), at('b')));
  expect([waivers.length, bad]).toEqual([2, []]);
});

test.each([{}, { metadata: 'x' }, { metadata: { annotations: [] } }, { metadata: { annotations: null } }, { metadata: { annotations: 'waive' } }])('%j waives nothing', (manifest) => {
  expect(annotatedWaivers(manifest)).toEqual({ waivers: [], bad: [] });
});

test('annotations of a similar name are not ours', () => {
  const entries = { 'waive.cdk8s-hardened.dev': reason, 'xwaive.cdk8s-hardened.dev/no-privileged': reason, 'waive.example.com/no-privileged': reason };
  expect(annotatedWaivers(pod(spec, annotations(entries)))).toEqual({ waivers: [], bad: [] });
});

test('custom kinds of the profile have templates too', () => {
  const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: {}, spec: { pods: { metadata: annotations({ [KEY]: reason }), spec } } };
  expect(annotatedWaivers(widget).waivers).toEqual([]);
  expect(annotatedWaivers(widget, { 'example.com/Widget': ['/spec/pods/spec'] }).waivers).toHaveLength(1);
});
