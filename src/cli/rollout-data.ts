import { UsageError } from './exit-code';
import { PlainData } from './plain-data';
import { AdmissionRollout } from '../profile/admission-rollout';
import { AdmissionWaiver } from '../profile/admission-waiver';

const KEYS = ['warnNamespaces', 'auditNamespaces', 'exemptNamespaces', 'waivers'];
const WAIVER = ['namespace', 'control', 'reason', 'expires', 'owner', 'ticket'] as const;

/** A rollout from plain data: the props of `AdmissionRollout`. */
export function rolloutFromData(value: unknown, at: string): AdmissionRollout {
  const data = PlainData.of(value, at, KEYS);
  const props = {
    warnNamespaces: data.texts('warnNamespaces'),
    auditNamespaces: data.texts('auditNamespaces'),
    exemptNamespaces: data.texts('exemptNamespaces'),
    waivers: waiversFrom(data, at),
  };
  try {
    return AdmissionRollout.of(props);
  } catch (error) {
    throw new UsageError(`${at}: ${(error as Error).message}`);
  }
}

function waiversFrom(data: PlainData, at: string): AdmissionWaiver[] | undefined {
  const list = data.raw('waivers');
  if (list === undefined || list === null) return undefined;
  if (!Array.isArray(list)) throw new UsageError(`${at}.waivers is no list; write \`waivers: [{ namespace: …, control: …, reason: … }]\``);
  return list.map((one: unknown, i) => {
    const where = `${at}.waivers[${i}]`;
    const waiver = PlainData.of(one, where, WAIVER);
    const missing = WAIVER.slice(0, 3).find((key) => !waiver.has(key));
    if (missing) throw new UsageError(`${where} has no ${missing}; name the namespace, the control and the reason`);
    const given = WAIVER.map((key) => [key, waiver.text(key)] as const).filter(([, text]) => text !== undefined);
    return Object.fromEntries(given) as unknown as AdmissionWaiver;
  });
}
