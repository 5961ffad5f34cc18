/** The number of candidates that are asked for first: few, so that they are there at once; the others follow. */
export const FIRST = 60;
