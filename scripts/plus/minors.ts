/** A package of cdk8s-plus, as the registry of npm serves it. */
export interface PlusRelease {
  readonly version: string;
  /** The digest that `npm pack` has to find. */
  readonly integrity: string;
}

/** The minor that the sources name. */
export const OWN_MINOR = 27;

/** The other minors that a package is made for, each with its newest release of November 2026. `npm view cdk8s-plus-33 version dist.integrity` tells both. */
export const RELEASES: Readonly<Record<number, PlusRelease>> = {
  28: { version: '2.5.6', integrity: 'sha512-ghANDg6Qmsr3vQlEig7ZDWD03ZPXkjae7ks0HaRy2clIW553mCSTjcZirvuJGaIHDN2OV2S1dLXjdIYuMq3qOA==' },
  29: { version: '2.6.0', integrity: 'sha512-H8JuwF+6ZQCHrlPHstTwNGsQ0MRE9qpJDUKlrMDJAgEJSiBUa3Qeca609TuVN07/7Mxj2kFmVkvVjUeGZa0N9Q==' },
  30: { version: '2.4.10', integrity: 'sha512-CUNarh4vzNYcyDDMhfPHbp0TSgIWo2krupm279B9ZLZSGQAt3Om6xT6ubTykhQMFKJ7nxc7qGWgTqGsd8D8b2g==' },
  31: { version: '2.6.43', integrity: 'sha512-OtG09kUe3ErIZR1vriuwNYCqQYkB7g0cbqft5c1GItGFRmqcUKW2/rKrdDUjYmFMZDLj5bxccJitP3MUUCg1gw==' },
  32: { version: '2.5.92', integrity: 'sha512-TmlByVmroBLAZxhUz77xXVWKWvkLS1gnrOofuB4N4ZpLBHx6O/BPyti0yrHecwbX+pTAD/wJj/V7IbqK5UTmGA==' },
  33: { version: '2.5.57', integrity: 'sha512-JDncBIl5nott96fPitDteln8kYYSccOxcDxWbp0mGGktWuXcgBysbIcTpMbjCujfjGCBNnjtItP00xDTGj5rVg==' },
  34: { version: '2.0.54', integrity: 'sha512-J/ZIlAlGeQdHoA4+/smpIKYIdH5e3HiN5T271auEdk896mH9a8Pz+20+TWpZL4fjf93l2g9c8+zdUMG3nb7FOw==' },
};

/** All minors that a package is made for, the oldest first. */
export const MINORS: readonly number[] = [OWN_MINOR, ...Object.keys(RELEASES).map(Number)];

/** The minor that an argument names. Throws for one that there is no package for. */
export function minorNamed(text: string): number {
  const minor = MINORS.find((one) => String(one) === text);
  if (minor === undefined) throw new Error(`there is no package for cdk8s-plus-${text}; pass one of ${MINORS.join(', ')}`);
  return minor;
}
