import { Evidence, EvidenceKind } from './evidence';
import { EmbeddedReading } from '../objects/custom-pods/embedded-content';
import { ObjectReader } from '../objects/custom-pods/embedded-text';
import { SecurityProfile } from '../profile/security-profile';

/** Reads the manifests in texts of objects. Only the command line has a parser for all of YAML. */
export const OBJECT_READER = new EvidenceKind<ObjectReader>('a reader of manifests in texts', 'check what was synthesized with the command line', true);

/** How pods and objects in an object are found, for objects of a profile. */
export function readingBy({ customPodSpecs: custom }: SecurityProfile, evidence: Evidence): EmbeddedReading {
  return evidence.has(OBJECT_READER) ? { custom, read: evidence.get(OBJECT_READER) } : { custom };
}
