import { relativeProblem } from './paths';
import { NONE, Form, Forms, oneOf, refusal, refusedEmpty, refusedForms } from './refusal';
import { entries, repeated } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { dnsSubdomainProblem } from '../names';
import { plainText } from '../plain-text';
import { childPointer, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';
import { filledText } from '../value-types';

const HIGHEST_ID = 2 ** 31 - 1;
const ID: Form = [0, HIGHEST_ID];
const LONGEST_SYSCTL = 253;
const SYSCTL = /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;
const LONGEST_PROFILE = 4095;
const LONGEST_CREDENTIALS = 64 * 1024;
const LONGEST_DOMAIN = 255;
const LONGEST_USER = 104;
const NETBIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DOMAIN = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const NO_USER = /["/\\:;|=,+*?<>@[\]]|^[. ]*$/;

const FORMS: Forms = { fsGroup: ID, runAsUser: ID, runAsGroup: ID, seLinuxChangePolicy: oneOf('MountOption', 'Recursive') };

function sysctlProblem(name: string): string | undefined {
  return name.length <= LONGEST_SYSCTL && SYSCTL.test(name) ? undefined : 'is no name of a sysctl, such as "net.ipv4.tcp_syncookies"';
}

/** @see https://learn.microsoft.com/en-us/troubleshoot/windows-server/active-directory/naming-conventions-for-computer-domain-site-ou */
function userProblem(name: string): string | undefined {
  const parts = name.split('\\');
  if (parts.length > 2) return 'has more than one backslash';
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x1f\x7f]/.test(name)) return 'has a control character';
  const [user, domain] = parts.reverse();
  if (domain !== undefined && (domain.length > LONGEST_DOMAIN || !(NETBIOS.test(domain) || DOMAIN.test(domain)))) return 'has no valid domain before the backslash';
  return user.length > LONGEST_USER || NO_USER.test(user) ? 'has no valid user name' : undefined;
}

const WINDOWS: Forms = {
  gmsaCredentialSpecName: dnsSubdomainProblem, runAsUserName: userProblem,
  gmsaCredentialSpec: (content) => (content.length > LONGEST_CREDENTIALS ? `is longer than ${LONGEST_CREDENTIALS} characters` : undefined),
};

function windowsProblems(options: unknown, pointer: string): readonly Problem[] {
  if (!isObject(options)) return NONE;
  return [
    ...refusedEmpty(options, pointer, Object.keys(WINDOWS)), ...refusedForms(options, pointer, WINDOWS),
  ];
}

/** A profile of the node is named, and no other. */
function profileProblems(profile: unknown, pointer: string, what: string): readonly Problem[] {
  if (!isObject(profile)) return NONE;
  const { type, localhostProfile } = profile;
  const at = `${pointer}/localhostProfile`;
  const isGiven = localhostProfile !== undefined && localhostProfile !== null;
  if (type !== 'Localhost') return refusal(at, isGiven && !isMissing(type) && `localhostProfile is for a profile of type Localhost, and this one is of type ${plainText(type)}; remove it`);
  if (!isGiven) return refusal(at, 'localhostProfile is missing, and a profile of type Localhost needs it; set it');
  return what === 'seccompProfile' ? refusedForms(profile, pointer, { localhostProfile: relativeProblem })
    : [...refusal(at, localhostProfile === '' && 'localhostProfile is empty; name a profile of the node'), ...refusedForms(profile, pointer, { localhostProfile: appArmorProblem })];
}

function appArmorProblem(name: string): string | undefined {
  if (name.length > LONGEST_PROFILE) return `is longer than ${LONGEST_PROFILE} characters`;
  return name === name.trim() ? undefined : 'must have no blanks around it';
}

function sysctlProblems(sysctls: unknown, pointer: string): readonly Problem[] {
  const list = entries(sysctls, childPointer(pointer, 'sysctls'));
  return [
    ...list.flatMap((one) => refusedForms(one.value, one.pointer, { name: sysctlProblem })),
    ...repeated(list, ({ value }) => filledText(value.name)).flatMap(({ value, pointer: at }) => refusal(`${at}/name`, `two sysctls are named "${plainText(value.name)}"; remove one`)),
  ];
}

/** What is wrong with the security context of a pod or a container. */
export function securityContextProblems(context: unknown, pointer: string, called: string): readonly Problem[] {
  if (!isObject(context)) return NONE;
  const { supplementalGroups, sysctls } = context;
  return [
    ...refusedForms(context, pointer, FORMS), ...refusedEmpty(context, pointer, ['seLinuxChangePolicy']),
    ...elementsOf(supplementalGroups).flatMap((group, i) => refusal(`${pointer}/supplementalGroups/${i}`, typeof group === 'number' && (group < 0 || group > HIGHEST_ID)
      && `${called} has the group ${group}, must be from 0 to ${HIGHEST_ID}`)),
    ...profileProblems(context.seccompProfile, `${pointer}/seccompProfile`, 'seccompProfile'),
    ...profileProblems(context.appArmorProfile, `${pointer}/appArmorProfile`, 'appArmorProfile'),
    ...windowsProblems(context.windowsOptions, `${pointer}/windowsOptions`),
    ...(sysctls === undefined ? NONE : sysctlProblems(sysctls, pointer)),
  ];
}
