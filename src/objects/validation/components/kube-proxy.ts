import { rangeProblems } from './kubelet';
import { cidrRange } from '../../cidr';
import { DocumentPart } from '../../document-part';
import { parseDuration } from '../../duration';
import { parseIpAddress } from '../../ip-address';
import { Problem } from '../../problem';

const KEYWORDS = ['primary', 'localhost', 'all'];
const SECTIONS = ['iptables', 'ipvs', 'nftables', 'conntrack'];
/** It is filled in where it is zero. */
const FILLED_IN = ['configSyncPeriod', 'syncPeriod'];

/**
 * What kube-proxy would refuse about its configuration, beside types and enums.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/apis/config/validation/validation.go
 */
export function kubeProxyProblems(file: DocumentPart): Problem[] {
  return [
    ...rangeProblems(file, { oomScoreAdj: [-1000, 1000] }),
    ...rangeProblems(file.at('clientConnection'), { burst: [0, Infinity] }),
    ...rangeProblems(file.at('conntrack'), { maxPerCore: [0, Infinity], min: [0, Infinity] }),
    ...['iptables', 'nftables'].flatMap((section) => rangeProblems(file.at(section), { masqueradeBit: [0, 31] })),
    ...[file, ...SECTIONS.map((section) => file.at(section))].flatMap(durationProblems),
    ...addressProblems(file),
  ];
}

function durationProblems(section: DocumentPart): Problem[] {
  const names = Object.keys((section.value ?? {}) as object).filter((name) => /(Period|Timeout)$/.test(name));
  return names.map((name) => section.at(name)).filter(({ text }) => (parseDuration(text) ?? 0) < 0)
    .map((part) => part.problem(`is "${part.text}", must not be negative${FILLED_IN.includes(part.name) ? ', and more than zero' : ''}`));
}

function addressProblems(file: DocumentPart): Problem[] {
  const [bind, ports, nodePorts] = [file.at('bindAddress'), ['healthzBindAddress', 'metricsBindAddress'].map((key) => file.at(key)), file.at('nodePortAddresses')];
  return [
    ...(bind.text !== '' && !parseIpAddress(bind.text) ? [bind.problem(`is "${bind.text}", must be an IP address`)] : []),
    ...ports.filter(({ text }) => text !== '' && !isIpWithPort(text)).map((part) => part.problem(`is "${part.text}", must be an IP address with a port, such as "127.0.0.1:10249"`)),
    ...nodePorts.items.filter(({ text }) => !KEYWORDS.includes(text) && !cidrRange(text))
      .map((part) => part.problem(`is "${part.text}", must be an address block, or one of ${KEYWORDS.join(', ')}`)),
  ];
}

/** Without a port it is filled in. */
function isIpWithPort(text: string): boolean {
  const parts = /^\[?([^\]]*?)\]?:(\d{1,5})$/.exec(text);
  if (parseIpAddress(text)) return true;
  return parts !== null && parseIpAddress(parts[1]) !== undefined && Number(parts[2]) >= 1 && Number(parts[2]) <= 65535;
}
