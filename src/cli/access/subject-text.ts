import { RbacSubject, subjectOfUser } from '../../objects/rbac-subject';
import { similarName } from '../../objects/similar-names';
import { visible } from '../../reports/visible';
import { UsageError } from '../exit-code';

const KINDS: Readonly<Record<string, RbacSubject['kind']>> = { serviceaccount: 'ServiceAccount', sa: 'ServiceAccount', user: 'User', group: 'Group' };
/** What looking for a similar name costs grows with the product of the lengths. */
const LONGEST = 300;
const MOST_COMPARED = 2000;

/** A subject as `--subject` takes it. */
export function subjectText({ kind, namespace, name }: RbacSubject): string {
  return kind === 'ServiceAccount' ? `serviceaccount:${namespace}/${name}` : `${kind.toLowerCase()}:${name}`;
}

/** Reads a subject; `groups` are those of a user beside the ones that bindings show. */
export function parseSubject(text: string, groups: readonly string[]): RbacSubject {
  const subject = subjectIn(text);
  if (groups.length > 0 && subject.kind !== 'User') {
    throw new UsageError(`--group is about a user, and --subject names a ${subject.kind}; leave --group out, since the groups of ${subject.kind === 'Group' ? 'a group' : 'an account'} are known`);
  }
  return groups.length > 0 ? { ...subject, groups } : subject;
}

function subjectIn(text: string): RbacSubject {
  if (text.startsWith('system:serviceaccount:')) return subjectOfUser(text);
  const colon = text.indexOf(':');
  const kind = colon < 0 ? undefined : KINDS[text.slice(0, colon).toLowerCase()];
  const name = text.slice(colon + 1);
  if (kind === undefined || name === '') {
    throw new UsageError(`--subject "${visible(text)}" does not say what it is; write serviceaccount:NAMESPACE/NAME, user:NAME or group:NAME`);
  }
  if (kind !== 'ServiceAccount') return { ...(kind === 'User' ? subjectOfUser(name) : { kind, namespace: '', name }) };
  const [namespace, account, ...more] = name.includes('/') ? name.split('/') : ['', name];
  if (!account || more.length > 0) throw new UsageError(`--subject "${visible(text)}" is no service account; write serviceaccount:NAMESPACE/NAME`);
  return { kind, namespace, name: account };
}

/** Complains about a subject that nothing names, as a mistyped one; what it may do would be nothing. */
export function rejectUnknown(subject: RbacSubject, known: readonly RbacSubject[]): void {
  const text = subjectText(subject);
  const texts = new Set(known.map(subjectText));
  if (texts.has(text) || (subject.groups ?? []).some((group) => texts.has(`group:${group}`))) return;
  const candidates = [...texts].filter((one) => one.length <= LONGEST).slice(0, MOST_COMPARED);
  const near = text.length <= LONGEST ? similarName(text, candidates) : undefined;
  const advice = near === undefined ? 'check the name and its kind, and that the files of its bindings are among the paths' : `did you mean "${visible(near)}"?`;
  throw new UsageError(`nothing in the input names ${visible(text)}; ${advice}`);
}
