/** How many damaged things a message tells by name. */
const NAMED = 5

/** The data on disk are not what was written. */
export class DamagedStore extends Error {
  /**
   * @param directory where the data lie
   * @param damage what is damaged or missing, in words
   */
  constructor(directory: string, damage: string[], options?: ErrorOptions) {
    const more = damage.length > NAMED ? [`and ${damage.length - NAMED} more`] : []
    const list = [...damage.slice(0, NAMED), ...more].map((one) => `\n- ${one}`).join('')
    const advice = 'None of it is served. Put the directory aside and restore a backup.'
    super(`The data in ${directory} are damaged.${list}\n${advice}`, options)
  }
}
