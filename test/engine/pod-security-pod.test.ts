import { podObject } from './pod-kinds';
import { container, forbiddenBy, judged, pod } from './pods';

const ports = (...list: unknown[]) => container('a', {}, { ports: list });
const onNode = (one: unknown, rest: object = {}) => pod([one], {}, { hostNetwork: true, ...rest });
const used = (...args: Parameters<typeof judged>) => judged(...args).aggregate;

describe('in the network of its node', () => {
  test('every port of a pod is one of the node', () => {
    expect(forbiddenBy(onNode(ports({ containerPort: 8080 })))).toEqual(['hostNamespaces', 'hostPorts']);
    expect(used(onNode(ports({ containerPort: 8080 }, { containerPort: 9090 })))).toContain('hostPort (container "a" uses hostPorts 8080, 9090)');
  });

  test.each([[0], [null], [undefined]])('a host port that is %j is none of its own', (hostPort) => {
    expect(used(onNode(ports({ containerPort: 8080, hostPort })))).toContain('uses hostPort 8080');
  });

  test('a host port of its own stays', () => expect(used(onNode(ports({ containerPort: 8080, hostPort: 80 })))).toContain('uses hostPort 80)'));

  test('init containers have ports of the node too, ephemeral ones have none', () => {
    const one = ports({ containerPort: 8080 });
    expect(forbiddenBy(onNode(container('b'), { initContainers: [one] }))).toEqual(['hostNamespaces', 'hostPorts']);
    expect(forbiddenBy(onNode(container('b'), { ephemeralContainers: [one] }))).toEqual(['hostNamespaces']);
  });

  test('the ports of a template are not yet those of a node', () => {
    const { spec } = onNode(ports({ containerPort: 8080 }));
    expect(forbiddenBy(podObject('apps/Deployment', spec, {}))).toEqual(['hostNamespaces']);
  });

  test('ports may be read as they are written', () => {
    expect(judged(onNode(ports({ containerPort: 8080 })), 'restricted:latest', { impliedHostPorts: false }).checks.map(({ id }) => id)).toEqual(['hostNamespaces']);
  });
});

test.each([[false], [null], [undefined]])('with a network of its own (hostNetwork: %j) a port is its own', (hostNetwork) => {
  expect(forbiddenBy(pod([ports({ containerPort: 8080 })], {}, { hostNetwork }))).toEqual([]);
});

test('the operating system may be told from outside', () => {
  const bare = pod([{ name: 'a' }]);
  expect(forbiddenBy(bare)).toEqual(['allowPrivilegeEscalation', 'capabilities_restricted']);
  expect(judged(bare, 'restricted:latest', { os: 'windows' }).checks).toEqual([]);
});
