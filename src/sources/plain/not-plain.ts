/** Thrown where a text is not in the plain style that manifests are written in. It says nothing about whether the text is right. */
export const NOT_PLAIN = new Error('not plain');
