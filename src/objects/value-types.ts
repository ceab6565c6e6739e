import { elementsOf, Fields, isObject } from './pointer';

/** Whether a value is missing or null, which the API server does not tell apart. */
export const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null;

export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Whether a value is a text that is not empty. */
export const isFilledText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A text that is not empty; undefined for any other value. */
export const filledText = (value: unknown): string | undefined => (isFilledText(value) ? value : undefined);

/** A text; empty for a value of another type. */
export const textOrEmpty = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The texts in a list; none for a value of another type. */
export const textsOf = (list: unknown): string[] => elementsOf(list).filter((one): one is string => typeof one === 'string');

/** A map; empty for a value of another type. */
export const mapOrEmpty = (value: unknown): Fields => (isObject(value) ? value : {});

/** The maps in a list; none for a value of another type. */
export const mapsOf = (list: unknown): Fields[] => elementsOf(list).filter(isObject);
