import { parse } from 'yaml';
import { BARE, call, folder, write } from './command';

const WEB = BARE.replace('registry.example.com/web:1.0.0', 'nginx:1.29.0');

describe('well-known images', () => {
  let at: string;
  beforeEach(() => { at = folder(); });
  const harden = async (text: string, ...argv: string[]) => {
    write(at, { 'web.yaml': text });
    const { out, err, code } = await call(at, ['harden', 'web.yaml', ...argv]);
    return { code, err, spec: parse(out).spec.template.spec };
  };
  const mounted = ({ spec }: Awaited<ReturnType<typeof harden>>): string[] =>
    (spec.containers[0].volumeMounts ?? []).map(({ mountPath }: { mountPath: string }) => mountPath);

  test('get an emptyDir at each folder that they write to', async () => {
    const hardened = await harden(WEB, '--writable-paths');
    expect(mounted(hardened)).toEqual(['/var/cache/nginx', '/run']);
    expect(hardened.spec.volumes).toEqual([
      { name: 'var-cache-nginx-main', emptyDir: { sizeLimit: expect.any(String) } }, { name: 'run-main', emptyDir: { sizeLimit: expect.any(String) } },
    ]);
    expect(hardened.err).not.toContain('may need care: all of it is valid, and may not be applied or run as before\n  cannot write any more');
  });

  describe('that need environment variables', () => {
    const POSTGRES = BARE.replace('registry.example.com/web:1.0.0', 'postgres:17');
    const CARE = 'does not start without root unless its image gets environment variables';
    const withContainer = (lines: string): string => POSTGRES.replace('postgres:17\'', `postgres:17'\n${lines}`);
    const envOf = ({ spec }: Awaited<ReturnType<typeof harden>>): unknown => spec.containers[0].env;
    const PGDATA = { name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' };

    test('get them with their folders, beside others', async () => {
      const hardened = await harden(POSTGRES, '--writable-paths');
      expect([envOf(hardened), hardened.err.includes(CARE)]).toEqual([[PGDATA], false]);
      expect(envOf(await harden(withContainer('        env: [{name: A, value: b}]'), '--writable-paths'))).toEqual([{ name: 'A', value: 'b' }, PGDATA]);
    });

    test('may need care without them', async () => expect((await harden(POSTGRES)).err).toContain(CARE));

    test('keep those that they have', async () => {
      const hardened = await harden(withContainer('        env: [{name: PGDATA, value: /data}]'), '--writable-paths');
      expect([envOf(hardened), hardened.err.includes(CARE)]).toEqual([[{ name: 'PGDATA', value: '/data' }], false]);
    });

    test('keep the place of data that a volume may hold, and are said to need care', async () => {
      const volumes = '      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]\n';
      const hardened = await harden(
        withContainer(`        volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data}]\n${volumes}`.trimEnd()), '--writable-paths');
      expect([envOf(hardened), mounted(hardened)]).toEqual([undefined, ['/var/lib/postgresql/data', '/var/run/postgresql']]);
      expect(hardened.err).toContain(CARE);
    });
  });

  test('get /tmp besides, once', async () => {
    expect(mounted(await harden(WEB, '--writable-paths', '--writable-tmp'))).toEqual(['/tmp', '/var/cache/nginx', '/run']);
    const mysql = await harden(WEB.replace('nginx:1.29.0', 'mysql:8.4'), '--writable-paths', '--writable-tmp');
    expect(mounted(mysql)).toEqual(['/var/lib/mysql', '/var/run/mysqld', '/tmp']);
  });

  test('stay as they are where a second call finds nothing to do', async () => {
    write(at, { 'web.yaml': WEB });
    const once = (await call(at, ['harden', 'web.yaml', '--writable-paths'])).out;
    expect((await call(at, ['harden', '-', '--writable-paths'], once)).out).toBe(once);
  });

  test('may need care without the folders, which `check` names', async () => {
    const { err } = await harden(WEB);
    expect(err).toContain('cannot write any more to folders that its image is known to write to');
    write(at, { 'hard.yaml': (await call(at, ['harden', 'web.yaml'])).out });
    const { out } = await call(at, ['check', 'hard.yaml', '--format', 'json']);
    const found = JSON.parse(out).findings.filter(({ control }: { control: string }) => control === 'image-needs-met');
    expect(found).toEqual([expect.objectContaining({
      pointer: '/spec/template/spec/containers/0/image', line: 15,
      message: 'image "nginx:1.29.0" writes to /var/cache/nginx and /run, where no volume is mounted that it may write to; or use docker.io/nginxinc/nginx-unprivileged',
    })]);
  });

  test('get nothing where another program is started, or nothing is known', async () => {
    expect(mounted(await harden(WEB.replace('nginx:1.29.0\'', 'nginx:1.29.0\'\n        command: [/bin/true]'), '--writable-paths'))).toEqual([]);
    expect(mounted(await harden(BARE, '--writable-paths'))).toEqual([]);
  });
});
