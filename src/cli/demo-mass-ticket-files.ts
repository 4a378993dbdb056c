import type { Db } from '../db/tables.ts'
import { type FileStore, nameFile, type StoredFile } from '../outside/files.ts'
import { keepAttachment } from './demo-attachments.ts'

/** The files that the tickets of a scale share: each has its row, and lies in the store. */
export async function keepMassFiles(about: { db: Db; files: FileStore; now: Date }): Promise<StoredFile[]> {
  const kept: StoredFile[] = []
  for (let number = 1; number <= 20; number++) {
    const rows = [
      ['Facture', 'Montant'],
      [`FA-${number}`, `${number * 17},20`],
    ]
    const file = await keepAttachment(about.files, { kind: 'csv', name: `decompte-${number}.csv`, rows }, about.now)
    await nameFile(about, file)
    kept.push(file)
  }
  return kept
}
