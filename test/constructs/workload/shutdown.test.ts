import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { SecureDaemonSet, SecureDeployment, SecureDeploymentProps, SecureJob, SecurePod, SecureStatefulSet, SecurityProfile } from '../../../src';
import { chart, CONTAINER, podSpec } from '../fixtures';

const containers = [CONTAINER];
const sleep = (seconds: number) => ({ preStop: { sleep: { seconds } } });
const profile = (kubernetesVersion: string) => ({ profile: SecurityProfile.restricted({ kubernetesVersion }) });

/** The lifecycle of the first container of a Deployment. */
function lifecycle(props: SecureDeploymentProps, appProps = {}): unknown {
  return podSpec(new SecureDeployment(chart(appProps), 'web', { containers, ...props })).containers[0].lifecycle;
}

test.each([
  ['Deployment', () => new SecureDeployment(chart(), 'web', { containers })],
  ['StatefulSet', () => new SecureStatefulSet(chart(), 'web', { containers })],
  ['DaemonSet', () => new SecureDaemonSet(chart(), 'web', { containers })],
])('containers of a %s serve on for five seconds when they are stopped', (_, build) => {
  expect(podSpec(build()).containers[0].lifecycle).toEqual(sleep(5));
});

test.each([
  ['a Job', () => new SecureJob(chart(), 'once', { containers })],
  ['a Pod', () => new SecurePod(chart(), 'once', { containers })],
  ['a container without a port', () => new SecureDeployment(chart(), 'web', { containers: [{ image: CONTAINER.image }] })],
])('%s ends at once', (_, build) => {
  expect(podSpec(build()).containers[0]).not.toHaveProperty('lifecycle');
});

describe('shutdownDelay', () => {
  test('is rendered in seconds', () => {
    expect(lifecycle({ shutdownDelay: Duration.minutes(1), terminationGracePeriod: Duration.minutes(2) })).toEqual(sleep(60));
  });

  test('of zero renders nothing', () => {
    expect(lifecycle({ shutdownDelay: Duration.seconds(0) })).toBeUndefined();
  });

  test('leaves a preStop that the user gave', () => {
    const preStop = kplus.Handler.fromCommand(['/bin/drain']);
    expect(lifecycle({ containers: [{ ...CONTAINER, lifecycle: { preStop } }] })).toEqual({ preStop: { exec: { command: ['/bin/drain'] } } });
  });

  test('stands beside a postStart that the user gave', () => {
    const postStart = kplus.Handler.fromCommand(['/bin/warm-up']);
    expect(lifecycle({ containers: [{ ...CONTAINER, lifecycle: { postStart } }] })).toEqual({ postStart: { exec: { command: ['/bin/warm-up'] } }, ...sleep(5) });
  });

  test('is left out by default where the grace period is too short for it, and where Kubernetes has no such hook yet', () => {
    expect(lifecycle({ terminationGracePeriod: Duration.seconds(5) })).toBeUndefined();
    expect(lifecycle({}, profile('1.29'))).toBeUndefined();
    expect(lifecycle({}, profile('1.30'))).toEqual(sleep(5));
  });

  test('fails for a delay that the grace period does not hold', () => {
    expect(() => lifecycle({ shutdownDelay: Duration.seconds(30) })).toThrow(
      'cannot build "c/web": its shutdownDelay of 30 seconds leaves nothing of the grace period of 30 seconds, after which containers are killed; '
      + 'shorten it, or raise `terminationGracePeriod`');
  });

  test('fails for a version of Kubernetes that has no such hook', () => {
    expect(() => lifecycle({ shutdownDelay: Duration.seconds(5) }, profile('1.29'))).toThrow(
      'cannot build "c/web": its shutdownDelay of 5 seconds needs Kubernetes 1.30, and the profile says 1.29; pass Duration.seconds(0), or raise `kubernetesVersion`');
  });
});
