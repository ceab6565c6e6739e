/** Programs on the nodes that watch what processes do. */
export enum RuntimeEngine {
  /** https://falco.org, which reports. */
  FALCO = 'falco',
  /** https://tetragon.io, which reports, and ends processes where it is told to. */
  TETRAGON = 'tetragon',
}
