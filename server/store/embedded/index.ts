export interface EmbeddedStore { uri: string; close(): Promise<void> }
export const startEmbeddedStore = (_directory: string): Promise<EmbeddedStore> => { throw new Error('not yet') }
export const runningStoreUri = async (_directory: string): Promise<string | null> => null
