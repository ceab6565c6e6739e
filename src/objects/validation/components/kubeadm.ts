import { cidrRange } from '../../cidr';
import { DocumentPart } from '../../document-part';
import { parseIpAddress } from '../../ip-address';
import { dnsSubdomainProblem } from '../../names';
import { Problem } from '../../problem';
import { isPlaceholder } from '../../secret-text';

const TOKEN = /^[a-z0-9]{6}\.[a-z0-9]{16}$/;
const GROUP = /^system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]$/;
const HEX_KEY = /^[0-9a-fA-F]{64}$/;
const HOST_PORT = /^(\[[0-9A-Fa-f:.]+\]|[^\s:/[\]]+)(:([0-9]{1,5}))?$/;
/** Service addresses are kept in a bitmap. */
const MOST_SERVICE_BITS = 20;
const MOST_NODE_BITS = 16;

/**
 * What kubeadm would refuse about a ClusterConfiguration, beside types and enums.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/apis/kubeadm/validation/validation.go
 */
export function clusterConfigurationProblems(file: DocumentPart): Problem[] {
  const [endpoint, folder, network] = ['controlPlaneEndpoint', 'certificatesDir', 'networking'].map((key) => file.at(key));
  const domain = network.at('dnsDomain');
  const inDomain = domain.text === '' ? undefined : dnsSubdomainProblem(domain.text);
  const components = [...['apiServer', 'controllerManager', 'scheduler'].map((key) => file.at(key)), file.at('etcd').at('local')];
  return [
    ...(isEndpoint(endpoint.text) ? [] : [endpoint.problem(`is "${endpoint.text}", must be a DNS name in lower-case letters or an address, with or without a port`)]),
    ...absolute(folder),
    ...(inDomain === undefined ? [] : [domain.problem(`is "${domain.text}", which ${inDomain}`)]),
    ...subnetProblems(network.at('serviceSubnet'), serviceSubnetProblem),
    ...subnetProblems(network.at('podSubnet'), hasNodeMask(file) ? () => undefined : podSubnetProblem),
    ...file.at('apiServer').at('certSANs').items.flatMap(altNameProblems),
    ...components.flatMap((component) => argumentProblems(component.at('extraArgs'))),
    ...etcdProblems(file.at('etcd')),
  ];
}

function serviceSubnetProblem(length: number, bits: number): string | undefined {
  if (bits - length > MOST_SERVICE_BITS) return `must not have more than 2^${MOST_SERVICE_BITS} addresses`;
  return bits - length < 4 ? 'must have 10 addresses' : undefined;
}

function podSubnetProblem(length: number, bits: number): string | undefined {
  const node = bits === 32 ? 24 : 64;
  if (length > node) return `must be large enough for blocks of /${node} for each node`;
  return node - length > MOST_NODE_BITS ? `must be at least /${node - MOST_NODE_BITS}` : undefined;
}

/** Flags of the controller manager that decide how large the blocks of nodes are. */
const hasNodeMask = (file: DocumentPart): boolean => file.at('controllerManager').at('extraArgs').items
  .some((one) => /^(allocate-node-cidrs|node-cidr-mask-size.*)$/.test(one.at('name').text));

function isEndpoint(text: string): boolean {
  if (text === '') return true;
  const [, host, , port] = HOST_PORT.exec(text) ?? [];
  if (host === undefined || (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65535))) return false;
  return parseIpAddress(host.replace(/[[\]]/g, '')) !== undefined || dnsSubdomainProblem(host) === undefined;
}

const absolute = (path: DocumentPart): Problem[] => (path.text === '' || path.text.startsWith('/') ? [] : [path.problem(`is "${path.text}", must be an absolute path`)]);

function subnetProblems(part: DocumentPart, sizeProblem: (length: number, bits: number) => string | undefined): Problem[] {
  if (part.text === '') return [];
  const blocks = part.text.split(',').map((text) => ({ text: text.trim(), range: cidrRange(text.trim()) }));
  const wrong = blocks.find(({ range }) => !range);
  if (wrong) return [part.problem(`has "${wrong.text}", which is no address block such as "10.244.0.0/16"`)];
  if (blocks.length > 2 || (blocks.length === 2 && blocks[0].range!.bits === blocks[1].range!.bits)) return [part.problem('must be one block, or one for each IP family')];
  return blocks.flatMap(({ text, range }) => {
    const problem = sizeProblem(Number(text.slice(text.indexOf('/') + 1)), range!.bits);
    return problem === undefined ? [] : [part.problem(`has "${text}", which ${problem}`)];
  });
}

function altNameProblems(part: DocumentPart): Problem[] {
  const isGood = parseIpAddress(part.text) !== undefined || dnsSubdomainProblem(part.text.replace(/^\*\./, '')) === undefined;
  return typeof part.value !== 'string' || isGood ? [] : [part.problem(`is "${part.text}", must be a DNS name in lower-case letters or an IP address`)];
}

const argumentProblems = (list: DocumentPart): Problem[] => list.items.map((one) => one.at('name')).filter(({ text }) => text === '').map((name) => name.problem('is missing, and required'));

function etcdProblems(etcd: DocumentPart): Problem[] {
  const [local, external] = [etcd.at('local'), etcd.at('external')];
  const [ca, cert, key] = ['caFile', 'certFile', 'keyFile'].map((name) => external.at(name));
  const hasFiles = [ca, cert, key].some(({ text }) => text !== '');
  if (local.isSet && external.isSet) return [etcd.problem('has `local` and `external`; keep one of them')];
  return [
    ...absolute(local.at('dataDir')),
    ...['serverCertSANs', 'peerCertSANs'].flatMap((name) => local.at(name).items.flatMap(altNameProblems)),
    ...(external.isSet && external.at('endpoints').items.length === 0 ? [external.at('endpoints').problem('is empty; list the members of etcd')] : []),
    ...((cert.text === '') !== (key.text === '') ? [external.problem('has one of `certFile` and `keyFile`; set both')] : []),
    ...(cert.text !== '' && key.text !== '' && ca.text === '' ? [ca.problem('is missing, and required beside a certificate')] : []),
    ...external.at('endpoints').items.filter(({ text }) => !(hasFiles ? /^https:/i : /^[A-Za-z][A-Za-z0-9+.-]*:/).test(text) || /\s/.test(text))
      .map((one) => one.problem(`is "${one.text}", must be a URL with https`)),
    ...[ca, cert, key].flatMap(absolute),
  ];
}

/** What kubeadm would refuse about an InitConfiguration. */
export function initConfigurationProblems(file: DocumentPart): Problem[] {
  return [
    ...file.at('bootstrapTokens').items.flatMap(tokenProblems),
    ...nodeProblems(file.at('nodeRegistration')), ...endpointProblems(file.at('localAPIEndpoint')), ...keyProblems(file.at('certificateKey')),
  ];
}

function tokenProblems(token: DocumentPart): Problem[] {
  const [usages, groups] = [token.at('usages'), token.at('groups')];
  return [
    ...secretProblems(token.at('token')),
    ...(token.at('ttl').isSet && token.at('expires').isSet ? [token.problem('has `ttl` and `expires`; keep one of them')] : []),
    ...(groups.items.length > 0 && usages.isSet && usages.items.length > 0 && !usages.texts.includes('authentication') ? [groups.problem('needs the usage `authentication` beside it')] : []),
    ...groups.items.filter(({ text }) => !GROUP.test(text)).map((group) => group.problem(`is "${group.text}", must begin with "system:bootstrappers:"`)),
  ];
}

/** Messages never show a token. */
const secretProblems = (token: DocumentPart): Problem[] => (token.text === '' || TOKEN.test(token.text) || isPlaceholder(token.text) ? []
  : [token.problem('must be a token of the form "abcdef.0123456789abcdef"')]);

function nodeProblems(node: DocumentPart): Problem[] {
  const [name, socket] = [node.at('name'), node.at('criSocket')];
  const problem = name.text === '' ? undefined : dnsSubdomainProblem(name.text);
  return [
    ...(problem === undefined ? [] : [name.problem(`is "${name.text}", which ${problem}`)]),
    ...(socket.text === '' || /^unix:/i.test(socket.text) ? [] : [socket.problem(`is "${socket.text}", must be a socket such as "unix:///run/containerd/containerd.sock"`)]),
    ...argumentProblems(node.at('kubeletExtraArgs')),
  ];
}

function endpointProblems(endpoint: DocumentPart): Problem[] {
  const [address, port] = [endpoint.at('advertiseAddress'), endpoint.at('bindPort')];
  return [
    ...(address.text === '' || parseIpAddress(address.text) ? [] : [address.problem(`is "${address.text}", must be an IP address`)]),
    ...(typeof port.value !== 'number' || (port.value >= 0 && port.value <= 65535) ? [] : [port.problem(`is ${port.value}, must be from 1 to 65535`)]),
  ];
}

const keyProblems = (key: DocumentPart): Problem[] => (key.text === '' || HEX_KEY.test(key.text) || isPlaceholder(key.text) ? []
  : [key.problem('must be 32 bytes in hexadecimal digits, as `kubeadm certs certificate-key` prints')]);

/** What kubeadm would refuse about a JoinConfiguration. */
export function joinConfigurationProblems(file: DocumentPart): Problem[] {
  const [authority, discovery] = [file.at('caCertPath'), file.at('discovery')];
  const [token, config] = [discovery.at('bootstrapToken'), discovery.at('file')];
  const hashes = token.at('caCertHashes');
  return [
    ...(authority.text === '' || /^\/.*\.crt$/.test(authority.text) ? [] : [authority.problem(`is "${authority.text}", must be an absolute path that ends in ".crt"`)]),
    ...(discovery.isSet && token.isSet === config.isSet ? [discovery.problem('must have exactly one of `bootstrapToken` and `file`')] : []),
    ...(token.isSet && hashes.items.length === 0 && token.at('unsafeSkipCAVerification').value !== true ? [hashes.problem('is empty, so that nobody knows who answers; list the hash of the CA')] : []),
    ...(token.isSet && !/^[^\s/]+:\d+$/.test(token.at('apiServerEndpoint').text) ? [token.at('apiServerEndpoint').problem('must be a name or address with a port')] : []),
    ...(token.isSet && token.at('token').text === '' ? [token.at('token').problem('is missing, and required')] : []),
    ...(config.isSet && config.at('kubeConfigPath').text === '' ? [config.at('kubeConfigPath').problem('is missing, and required')] : []),
    ...secretProblems(token.at('token')), ...secretProblems(discovery.at('tlsBootstrapToken')),
    ...nodeProblems(file.at('nodeRegistration')),
    ...endpointProblems(file.at('controlPlane').at('localAPIEndpoint')), ...keyProblems(file.at('controlPlane').at('certificateKey')),
  ];
}
