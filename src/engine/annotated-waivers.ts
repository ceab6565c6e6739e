import { ControlRefusal, invalid, waivableControl, Waiver } from './waiver';
import { annotatedName, formatWaiver, parseWaiver } from './waiver-annotation';
import { WAIVER_ANNOTATION_PREFIX } from '../controls/vocabulary';
import { CustomPodSpecs } from '../objects/custom-pod-specs';
import { Manifest } from '../objects/manifest';
import { PodView, podsOf } from '../objects/pod-template';
import { childPointer, isObject, valueAt } from '../objects/pointer';
import { remembered } from '../objects/remembered';

/** A waiver as it stands in an object. */
export interface AnnotatedWaiver {
  readonly waiver: Waiver;
  /** The pointer of the annotation. */
  readonly pointer: string;
}

/** A waiver annotation that waives nothing. */
export interface BadAnnotation extends ControlRefusal { readonly pointer: string }

/** The waiver annotations of an object, good and bad. */
export interface WaiverAnnotations {
  readonly waivers: readonly AnnotatedWaiver[];
  readonly bad: readonly BadAnnotation[];
}

const NONE: WaiverAnnotations = { waivers: [], bad: [] };
/** Where an object without pods has annotations. */
const OBJECT = [''];

/** The waivers in the annotations of an object, of its pod templates and of the templates around those. */
export function annotatedWaivers(manifest: Manifest, custom?: CustomPodSpecs): WaiverAnnotations {
  const pods = podsOf(manifest, custom);
  const templates = pods.length === 0 ? OBJECT : [...new Set(pods.flatMap(({ pointer }) => templatesOf(pointer)))];
  const read = templates.map((pointer) => annotationsBelow(manifest, pointer, pods));
  return read.every((one) => one === NONE) ? NONE : withoutRepetitions(read.flatMap(({ waivers }) => waivers), read.flatMap(({ bad }) => bad));
}

/** The pointers of everything around a pod spec, the object first: what has metadata there is a template. */
const templatesOf = remembered((pointer): readonly string[] => [...pointer.matchAll(/\//g)].map(({ index }) => pointer.slice(0, index)));

function annotationsBelow(manifest: Manifest, pointer: string, pods: readonly PodView[]): WaiverAnnotations {
  const template = valueAt(manifest, pointer);
  const metadata = isObject(template) ? template.metadata : undefined;
  if (!isObject(metadata) || !isObject(metadata.annotations)) return NONE; // valid-manifest reports it
  const { annotations } = metadata;
  const keys = Object.keys(annotations).filter((key) => key.startsWith(WAIVER_ANNOTATION_PREFIX));
  if (keys.length === 0) return NONE;
  const inOneTemplate = pods.filter((pod) => pod.pointer.startsWith(`${pointer}/`)).length < pods.length;
  const waivers: AnnotatedWaiver[] = [];
  const bad: BadAnnotation[] = [];
  const names = new Map<string, string>();
  for (const key of keys) {
    const at = childPointer(`${pointer}/metadata/annotations`, key);
    const read = readAnnotation(key, annotations[key], names);
    const within = inOneTemplate ? { within: pointer } : {};
    if (Array.isArray(read)) waivers.push(...(read as Waiver[]).map((waiver) => ({ waiver: { ...waiver, ...within }, pointer: at })));
    else bad.push({ ...read as ControlRefusal, pointer: at });
  }
  return { waivers, bad };
}

function readAnnotation(key: string, value: unknown, names: Map<string, string>): readonly Waiver[] | ControlRefusal {
  const { name, number } = annotatedName(key);
  const control = waivableControl(name);
  if (typeof control !== 'string') return control;
  const other = names.get(`${control}.${number}`);
  if (other !== undefined) return invalid(`${control} is waived by "${other}" already; keep one of the two annotations`);
  names.set(`${control}.${number}`, key);
  const terms = parseWaiver(value);
  return typeof terms === 'string' ? invalid(`the waiver of ${control} is malformed: ${terms}`) : terms.map((one) => ({ control, ...one }));
}

/** Tools that annotate everything put the same waiver on object and template. A second one that says something else is ambiguous. */
function withoutRepetitions(waivers: readonly AnnotatedWaiver[], bad: readonly BadAnnotation[]): WaiverAnnotations {
  const kept = new Map<string, AnnotatedWaiver>();
  const ambiguous: BadAnnotation[] = [];
  for (const one of waivers) {
    const key = JSON.stringify([one.waiver.control, one.waiver.target, one.waiver.within]);
    const first = kept.get(key);
    if (!first) {
      kept.set(key, one);
    } else if (formatWaiver(first.waiver) !== formatWaiver(one.waiver)) {
      ambiguous.push({ ...invalid(`${one.waiver.control} is waived in other words at ${first.pointer}; keep one of the two annotations`), pointer: one.pointer });
    }
  }
  return { waivers: [...kept.values()], bad: [...bad, ...ambiguous] };
}
