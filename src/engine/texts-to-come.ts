import { Site } from '../controls/site';
import { Manifest } from '../objects/manifest';
import { valueAt } from '../objects/pointer';
import { isParameterized, isTemplated } from '../objects/templated-text';

/** Which texts of an object are not known yet, and what to say about one. */
export interface TextsToCome {
  readonly includes: (value: unknown) => boolean;
  readonly message: string;
}

/** Those that Helm fills in. */
export const OF_HELM: TextsToCome = {
  includes: isTemplated,
  message: 'is or holds an expression of Helm, so its value is not known; check what `helm template` renders',
};

/** Those that the kind of the object around them fills in. */
export const OF_PARAMETERS: TextsToCome = {
  includes: isParameterized,
  message: 'holds a parameter, so its value is not known; check the object that is made of this one',
};

/** A site of which nothing can be concluded. */
export const unknownSite = (pointer: string, { message }: TextsToCome): Site => ({ pointer, message, undecided: true });

/** Sites whose value is a text to come are open, whatever was said about its letters. */
export function undecidedAt(sites: readonly Site[], manifest: Manifest, texts: TextsToCome): readonly Site[] {
  return sites.map((site) => (texts.includes(valueAt(manifest, site.pointer)) ? unknownSite(site.pointer, texts) : site));
}
