import { Size } from 'cdk8s';
import { ImageNeeds } from '../../../src';
import { chart, CONTAINER, container, deployment, Json, podSpec, warnings } from '../fixtures';

const JENKINS = 'jenkins/jenkins:2.479';

describe('the needs of an image', () => {
  test('are its user, ports and folders, with their source', () => {
    const needs = ImageNeeds.of(JENKINS);
    const { user, group, ports, writablePaths, needsRoot, securityContext } = needs;
    expect({ user, group, ports, writablePaths, needsRoot, securityContext }).toEqual({
      user: 1000, group: 1000, ports: [8080, 50000], writablePaths: ['/var/jenkins_home', '/tmp'], needsRoot: false, securityContext: { user: 1000, group: 1000 },
    });
    expect(needs.source).toContain('github.com/jenkinsci/docker');
  });

  test('are environment variables too', () => {
    const variables = (image: string): unknown => Object.entries(ImageNeeds.of(image).envVariables).map(([name, { value }]) => [name, value]);
    expect([variables('postgres:17'), variables(JENKINS)]).toEqual([[['PGDATA', '/var/lib/postgresql/data/pgdata']], []]);
  });

  test('leave the user to the profile where the image runs as any', () => expect(ImageNeeds.of('redis:8').securityContext).toEqual({}));

  test('name the unprivileged image, and what hides files of the image', () => {
    expect(ImageNeeds.of('nginx:1.29.0').unprivilegedImage).toBe('docker.io/nginxinc/nginx-unprivileged');
    expect(ImageNeeds.of('elasticsearch:9.1.0').pathsWithFiles).toEqual(['/usr/share/elasticsearch/config']);
  });

  test('satisfy the control once a workload has them, and only then', () => {
    const needs = ImageNeeds.of(JENKINS);
    expect(warnings(container({ image: JENKINS }))).toContain('image-needs-met');
    const workload = container({ image: JENKINS, securityContext: needs.securityContext });
    expect(warnings(workload)).toContain('image-needs-met');
    needs.addTo(workload);
    expect(warnings(workload)).not.toContain('image-needs-met');
  });

  test('are mounted into one container, in a size', () => {
    const workload = deployment(chart(), { containers: [{ ...CONTAINER, name: 'ci', image: JENKINS }, { ...CONTAINER, name: 'other', portNumber: 8081 }] });
    ImageNeeds.of(JENKINS).addTo(workload, { container: 'ci', size: Size.gibibytes(1) });
    const { containers, volumes } = podSpec(workload);
    expect(containers.map(({ volumeMounts = [] }: Json) => volumeMounts.map(({ mountPath }: Json) => mountPath))).toEqual([['/var/jenkins_home', '/tmp'], []]);
    expect(volumes.map(({ emptyDir }: Json) => emptyDir)).toEqual([{ sizeLimit: '1024Mi' }, { sizeLimit: '1024Mi' }]);
  });

  test('do not change with the lists that are handed out', () => {
    ImageNeeds.of(JENKINS).writablePaths.push('/evil');
    ImageNeeds.of(JENKINS).ports.push(1);
    expect([ImageNeeds.of(JENKINS).writablePaths.length, ImageNeeds.of(JENKINS).ports.length]).toEqual([2, 2]);
  });

  test.each([
    ['an unknown image', 'ngnix:1', 'cannot tell what image "ngnix:1" needs: nothing is known about it, or about this tag; the nearest known image is "nginx". '
      + 'Declare its folders with `writable`, and its user with `securityContext`, yourself'], ['a name that is none', 'https://nginx', 'starts with a scheme'],
    ['a tag that nothing is known about', 'wordpress:6-fpm', 'or about this tag'],
  ])('fail for %s', (_, image, message) => expect(() => ImageNeeds.of(image)).toThrow(message));
});
