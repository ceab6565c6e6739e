import { grypeReport, isGrypeReport } from './grype-report';
import { isOpenVex, VexStatement, vexStatements } from './open-vex';
import { isSarif, sarifReports } from './sarif-report';
import { cycloneDxSbom, isCycloneDx, isSpdx, Sbom, spdxSbom } from './sbom';
import { ScanProblem, ScanReport } from './scan-report';
import { ScannedImage } from './scanned-image';
import { isTrivyReport, trivyReport } from './trivy-report';
import { ImageReference } from '../image-reference';
import { lockedName } from '../images/image-lock';
import { isObject } from '../pointer';

/** Something that was read, with its file. */
export type OfFile<T> = T & { readonly file: string };

/** What scanners wrote about images. Immutable. */
export class ScanFiles {
  /**
   * Reads reports of Trivy, of Grype and in SARIF, SBOMs in CycloneDX and SPDX, and OpenVEX.
   *
   * @throws for a file that is none of these, is cut off, is of an unknown version or does not say what it is about
   */
  public static read(files: readonly { readonly file: string; readonly text: string }[]): ScanFiles {
    const read = new ScanFiles([], [], []);
    for (const { file, text } of files) {
      const problem = read.add(file, text);
      if (problem) throw new Error(`cannot use "${file}": it ${problem}`);
    }
    return read;
  }

  private constructor(
    private readonly all: OfFile<ScanReport>[],
    private readonly boms: OfFile<Sbom>[],
    private readonly vex: VexStatement[],
  ) {}

  public get reports(): readonly OfFile<ScanReport>[] {
    return this.all;
  }

  public get sboms(): readonly OfFile<Sbom>[] {
    return this.boms;
  }

  public get statements(): readonly VexStatement[] {
    return this.vex;
  }

  private add(file: string, text: string): string | undefined {
    const value = parsed(text);
    if ('problem' in value) return value.problem;
    const found = contentOf(value.json);
    if ('problem' in found) return found.problem;
    this.all.push(...(found.reports ?? []).map((report) => ({ ...report, file })));
    this.boms.push(...(found.sboms ?? []).map((sbom) => ({ ...sbom, file })));
    this.vex.push(...found.statements ?? []);
    return undefined;
  }
}

interface Content {
  readonly reports?: readonly ScanReport[];
  readonly sboms?: readonly Sbom[];
  readonly statements?: readonly VexStatement[];
}

function contentOf(value: Readonly<Record<string, unknown>>): Content | ScanProblem {
  if (isTrivyReport(value)) return content(trivyReport(value), (report) => ({ reports: [report] }));
  if (isGrypeReport(value)) return content(grypeReport(value), (report) => ({ reports: [report] }));
  if (isSarif(value)) return content(sarifReports(value), (reports) => ({ reports }));
  if (isOpenVex(value)) return content(vexStatements(value), (statements) => ({ statements }));
  if (isCycloneDx(value)) return content(cycloneDxSbom(value), (sbom) => ({ sboms: [sbom] }));
  if (isSpdx(value)) return content(spdxSbom(value), (sbom) => ({ sboms: [sbom] }));
  return { problem: 'is none of: a report of Trivy or Grype in JSON, SARIF, CycloneDX, SPDX, OpenVEX; pass one of these, and no other files' };
}

const content = <T extends object>(read: T | ScanProblem, make: (one: T) => Content): Content | ScanProblem => ('problem' in read ? read : make(read));

function parsed(text: string): { readonly json: Readonly<Record<string, unknown>> } | ScanProblem {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(json) ? { json } : { problem: 'is JSON, and no object; pass the whole output of the scanner' };
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    return { problem: `is no JSON (${reason.slice(0, 120)}), or is cut off; make it again, in JSON` };
  }
}

/** Those that are about an image: by its digest where it has one, by its name only where it has none. */
export function aboutImage<T extends { readonly image: ScannedImage }>(all: readonly T[], image: ImageReference): readonly T[] {
  const { digest } = image;
  return all.filter((one) => (digest === undefined ? one.image.names.includes(lockedName(image)) : one.image.digests.includes(digest)));
}

/** Those that have the name of an image, whatever their digest. */
export const ofSameName = <T extends { readonly image: ScannedImage }>(all: readonly T[], image: ImageReference): readonly T[] =>
  all.filter((one) => one.image.names.includes(lockedName(image)));
