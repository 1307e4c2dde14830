/** The version of MongoDB whose answers this server gives; wire version 21 belongs to it. */
export const VERSION = '7.0.0'
