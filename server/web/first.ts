/** The first of the values that came under one name, in an address or a form. */
export const first = (value: unknown): unknown => [value].flat()[0]
