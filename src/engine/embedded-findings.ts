import { CompiledControl, CompiledControls, SubjectVerdict } from './compiled-controls';
import { ControlFinding, FindingContext } from './control-finding';
import { Frames } from './frames';
import { OF_HELM, OF_PARAMETERS, TextsToCome, undecidedAt } from './texts-to-come';
import { UnknownTexts } from './unknown-texts';
import { SubjectFrame } from '../controls/subjects/subject';
import { EmbeddedObject } from '../objects/custom-pods/embedded-object';
import { groupKind, Manifest } from '../objects/manifest';
import { POD_KINDS } from '../objects/pod-template';

/** What a control says of one subject, where it does not pass it. */
type FramedVerdict = readonly [SubjectFrame, SubjectVerdict];

/** Kinds with texts of any meaning: a parameter in one is no reason to doubt what a control says of the others. */
const OF_ANY_TEXT: ReadonlySet<string> = new Set([...Object.keys(POD_KINDS), 'ConfigMap', 'Secret']);

/** What the controls find in an object that has texts to come. */
export function findingsWithUnknown(context: FindingContext, controls: CompiledControls, texts: TextsToCome): ControlFinding[] {
  const unknown = new UnknownTexts(context.judged, texts);
  return findingsBy(context, controls, (one, framesIn) => [...unknown.verdictsOf(one, framesIn)]);
}

/** What the controls find in an object of Kubernetes that stands in a custom resource. */
export function findingsInEmbedded(around: FindingContext, embedded: EmbeddedObject, controls: CompiledControls): ControlFinding[] {
  const { manifest } = embedded;
  const context = { ...around, judged: manifest, embedded };
  if (around.object.hasExpressions) return findingsWithUnknown(context, controls, OF_HELM);
  if (!OF_ANY_TEXT.has(groupKind(manifest))) return findingsWithUnknown(context, controls, OF_PARAMETERS);
  return findingsBy(context, controls, ({ faults }, framesIn) => framesIn(manifest).flatMap((frame): FramedVerdict[] => {
    const found = faults(frame);
    return found ? [[frame, { ...found, sites: undecidedAt(found.sites, manifest, OF_PARAMETERS) }]] : [];
  }));
}

type Judging = (compiled: CompiledControl, framesIn: (manifest: Manifest) => readonly SubjectFrame[]) => readonly FramedVerdict[];

function findingsBy(context: FindingContext, controls: CompiledControls, judge: Judging): ControlFinding[] {
  const { judged, embedded } = context;
  return controls.controlsFor(groupKind(judged)).flatMap((group) => group.compiled.flatMap((one) => {
    if (embedded && !embedded.isFinal && one.control.appliedOnly) return [];
    const found = judge(one, (manifest) => new Frames(manifest, controls.reading).of(group));
    return found.flatMap(([frame, { verdict, sites }]) => sites.map((site) => new ControlFinding(context, one.control, verdict, site, frame)));
  }));
}
