import { lastDayBefore, NotCarried, Read, OtherTool } from './exception';
import { ObjectSelector } from '../../engine/waiver-file';
import { keyOf, Manifest, metadataOf } from '../../objects/manifest';
import { podsOf } from '../../objects/pod-template';
import { isObject } from '../../objects/pointer';

type Annotations = ReadonlyMap<string, string>;

/** What the annotations of an object and of its pod templates except it from, in the words of five scanners. */
export function annotatedExceptions(manifest: Manifest, file: string): Read[] {
  const { kind, namespace, name } = keyOf(manifest);
  const object = { kind, ...(namespace === '' ? {} : { namespace }), name };
  const templates = podsOf(manifest).map(({ metadata }) => (isObject(metadata) ? metadata.annotations : undefined));
  const places = [metadataOf(manifest).annotations, ...templates];
  const annotations: Annotations = new Map(places.filter(isObject).flatMap((one) => Object.entries(one))
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  return annotations.size === 0 ? [] : READERS.flatMap((reader) => reader(annotations, object, `${file}, annotations of ${kind} ${name}`));
}

type Reader = (annotations: Annotations, object: ObjectSelector, from: string) => Read[];

const listIn = (text: string): string[] => text.split(',').map((one) => one.trim()).filter((one) => one !== '');

/** The check in a key behind or around a fixed part. */
function keyed(annotations: Annotations, pattern: RegExp): { check: string; value: string }[] {
  return [...annotations].flatMap(([key, value]) => {
    const [, check] = pattern.exec(key) ?? [];
    return check === undefined ? [] : [{ check, value }];
  });
}

function everyCheck(tool: OtherTool, key: string, isOn: (value: string) => boolean): Reader {
  return (annotations, _, from): NotCarried[] => (isOn(annotations.get(key) ?? '') ? [{
    what: `${tool} ${key}`, from,
    because: 'it excepts the object from every check, and a waiver names one control; run `cdk8s-hardened check` and waive what has to stay',
  }] : []);
}

const isTrue = (value: string): boolean => value.trim() === 'true';

const READERS: readonly Reader[] = [
  // https://github.com/stackrox/kube-linter/blob/main/docs/configuring-kubelinter.md
  (annotations, object, from) => keyed(annotations, /^ignore-check\.kube-linter\.io\/(.+)$/)
    .map(({ check, value }) => ({ tool: 'kube-linter', check, from, object, reason: value })),
  everyCheck('kube-linter', 'kube-linter.io/ignore-all', (value) => value !== ''),
  // https://github.com/zegl/kube-score#ignoring-a-test
  (annotations, object, from) => listIn(annotations.get('kube-score/ignore') ?? '').map((check) => ({ tool: 'kube-score', check, from, object })),
  everyCheck('kube-score', 'kube-score/skip', isTrue),
  // https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
  (annotations, object, from) => keyed(annotations, /^((?:checkov|bridgecrew)\.io\/skip.*)$/).map(({ value }) => {
    const [check, ...reason] = value.split('=');
    return { tool: 'checkov', check: check.trim(), from, object, ...(reason.length > 0 && { reason: reason.join('=') }) };
  }),
  // https://polaris.docs.fairwinds.com/customization/exemptions/
  (annotations, object, from) => keyed(annotations, /^polaris\.fairwinds\.com\/(.+)-exempt$/).filter(({ value }) => isTrue(value))
    .map(({ check }) => ({ tool: 'polaris', check, from, object })),
  everyCheck('polaris', 'polaris.fairwinds.com/exempt', isTrue),
  // https://kubescape.io/docs/accepting-risk/
  (annotations, object, from) => listIn(annotations.get('kubescape.io/skip-controls') ?? '').map((check) => ({
    tool: 'kubescape', check, from, object,
    reason: annotations.get('kubescape.io/skip-reason'), expires: lastDayBefore(annotations.get('kubescape.io/skip-expiry')),
  })),
];
