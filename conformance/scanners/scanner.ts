import { dirname } from 'path';
import { Tool } from '../suite';

/** Objects that are judged together, written as one folder with one file for each. */
export interface ObjectFolder {
  readonly path: string;
  /** Absolute paths, in the order of the objects. */
  readonly files: readonly string[];
}

/** The folder that all of these are in. */
export const rootOf = (folders: readonly ObjectFolder[]): string => dirname(folders[0].path);

/** What a check says about an object, or about one of its containers where the scanner tells. */
export interface Verdict {
  readonly check: string;
  /** The file of the object. */
  readonly file: string;
  readonly container?: string;
  readonly passes: boolean;
  readonly message: string;
}

/** A scanner as it is installed, with every check on that it brings. */
export interface Scanner extends Tool {
  /** Installs the scanner where it is not there yet. Throws `Missing` where that fails. */
  readonly install: () => void;
  /** Whether it reads all folders as one set. */
  readonly together?: true;
  readonly judge: (folders: readonly ObjectFolder[]) => Verdict[];
}
