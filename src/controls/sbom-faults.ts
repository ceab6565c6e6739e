import { Evidence } from './evidence';
import { SBOMS } from './scan-evidence';
import { Site } from './site';
import { parseImageReference } from '../objects/image-reference';
import { plainText } from '../objects/plain-text';
import { Sbom, SbomPackage } from '../objects/scans/sbom';
import { aboutImage, OfFile, ScanFiles } from '../objects/scans/scan-files';
import { shortList } from '../objects/shown-value';

/** Programs that an image should not hold. */
export interface UnwantedPrograms {
  /** In the plural: `shells`. */
  readonly noun: string;
  /** Packages of distributions, and of the ecosystems that install programs. */
  readonly packages: ReadonlySet<string>;
  /** Names of programs in a folder for programs. */
  readonly programs: ReadonlySet<string>;
}

const LISTED = 5;
const ALL_FILES = 'make one that does, in SPDX with Syft';
/** A package of npm may be called bash and be none. */
const OF_SYSTEM = /^pkg:(?:deb|apk|rpm|alpm|generic|oci|opkg)\//;
/** What a distribution installs. */
const OF_DISTRIBUTION = /^pkg:(?:deb|apk|rpm|alpm|opkg)\//;
/** Packages of a language bring files as well, but none here: with one of these all files are listed. */
const CONFIGURATION = /^\/?etc\//;
const PROGRAM = /(?:^|\/)(?:bin|sbin|busybox)\/([^/]+)$/;

/** What the SBOMs of an image say about programs that it should not hold; also where none is about it, or it cannot tell. */
export function sbomFaults(image: unknown, evidence: Evidence, unwanted: UnwantedPrograms): readonly Site[] {
  const reference = typeof image === 'string' ? parseImageReference(image) : undefined;
  if (!reference || 'problem' in reference) return []; // a finding of valid-image-reference
  const sboms = aboutImage(evidence.get(SBOMS).sboms, reference);
  const fault = (text: string): Site[] => [{ pointer: '/image', message: `image "${plainText(image)}" ${text}` }];
  const untold = `whether it holds ${unwanted.noun} cannot be told`;
  if (sboms.length === 0) return fault(`has no SBOM ${reference.digest === undefined ? 'by this name' : 'with its digest'}, so ${untold}`);
  const holding = sboms.map((sbom) => ({ file: sbom.file, found: foundIn(sbom, unwanted) })).filter(({ found }) => found.length > 0);
  if (holding.length > 0) {
    const distinct = [...new Set(holding.flatMap(({ found }) => found))];
    return fault(`holds ${unwanted.noun}: ${shortList(distinct, LISTED)}, by "${holding[0].file}"`);
  }
  if (sboms.some(listsPrograms)) return [];
  return fault(`has an SBOM that does not list the files of the system, so ${untold}: "${sboms[0].file}"; ${ALL_FILES}`);
}

function foundIn({ packages, files, locations }: OfFile<Sbom>, unwanted: UnwantedPrograms): string[] {
  const isUnwanted = ({ name, purl }: SbomPackage): boolean => unwanted.packages.has(name)
    && (purl === undefined || OF_SYSTEM.test(purl) || unwanted.packages.has(purl.replace(/@.*$/, '')));
  const named = packages.filter(isUnwanted);
  const programs = [...files, ...locations].filter((file) => unwanted.programs.has(PROGRAM.exec(file)?.[1] ?? ''));
  return [...named.map(({ name }) => name), ...programs];
}

/** Programs that no package owns show only among files: those of a distribution's packages, or all of them. */
function listsPrograms({ packages, files }: Sbom): boolean {
  const hasDistribution = packages.some(({ purl }) => purl !== undefined && OF_DISTRIBUTION.test(purl));
  return files.some((file) => CONFIGURATION.test(file)) || (hasDistribution && files.length > 0);
}

/** What the SBOMs of the examples are about. */
const EXAMPLE_IMAGE = 'registry.example.com/shop/api:1.4.2';

/** An example of an image, with an SBOM in CycloneDX that lists some components. */
export function sbomExample(shows: string, components: readonly object[], image = EXAMPLE_IMAGE) {
  const text = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { type: 'container', name: EXAMPLE_IMAGE } }, components });
  return { shows, subject: { image }, evidence: Evidence.NONE.with(SBOMS, ScanFiles.read([{ file: 'scans/api.cdx.json', text }])) };
}
