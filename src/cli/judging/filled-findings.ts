import { CATALOGUE } from '../../controls';
import { LazyFinding } from '../../engine/finding';
import { Judge } from '../../engine/judge';
import { readWaiverFile, WaiverFile } from '../../engine/waiver-file';
import { Manifest } from '../../objects/manifest';
import { SecurityProfile } from '../../profile/security-profile';
import { hardenedManifest } from '../hardening/hardened-object';

const judge = new Judge(CATALOGUE.filter((control) => !('inspectSet' in control)));

/** Tells which findings of an object are gone after `harden`, which knows what it fills in. */
export function filledFindings(
  manifest: Manifest, profile: SecurityProfile, waiverFile: WaiverFile = readWaiverFile([]),
): (finding: LazyFinding) => boolean {
  const hardened = hardenedManifest(manifest, { profile, overrides: [], waiverFile });
  const left = new Set(judge.findings([{ manifest: hardened, profile, origin: {}, waivers: [] }]).map(keyOf));
  return (finding) => finding.outcome === 'violation' && !left.has(keyOf(finding));
}

/** A message starts with the field, and several fields may be missing in one place. */
const keyOf = ({ control, pointer, message }: Pick<LazyFinding, 'control' | 'pointer' | 'message'>): string => `${control} ${pointer} ${message.split(' ', 1)[0]}`;
