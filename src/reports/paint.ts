/** How words stand out. The formats decide which words, the command line decides about color, which never carries meaning alone. */
export interface Paint {
  error(text: string): string;
  warning(text: string): string;
  waived(text: string): string;
  /** What cannot be decided; louder than an error. */
  inconclusive(text: string): string;
  /** What a reader looks for: control ids, headings. */
  strong(text: string): string;
}

const same = (text: string): string => text;

/** No color. */
export const PLAIN: Paint = { error: same, warning: same, waived: same, inconclusive: same, strong: same };
