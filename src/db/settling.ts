import { open } from 'node:fs/promises'

/** Resolves once what a file holds, or which names a folder holds, is on the disk. */
export async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
