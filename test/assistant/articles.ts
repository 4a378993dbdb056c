import { findKeptBySlug } from '../../src/assistant/article-queries.ts'
import type { KeptArticle } from '../../src/assistant/article-rules.ts'
import type { Article } from '../../src/assistant/rules.ts'
import { seedArticles } from '../../src/assistant/shipped-articles.ts'
import { openWorld, type TestWorld } from '../world.ts'

/** The cast, and the articles that come with the product. */
export async function openSeeded(): Promise<TestWorld> {
  const w = await openWorld()
  await seedArticles({ db: w.db, actor: null, now: w.clock.now })
  return w
}

export async function keptArticle(w: TestWorld, slug: string): Promise<KeptArticle> {
  const found = await findKeptBySlug({ db: w.db }, slug)
  if (!found) throw new Error(`There is no article ${slug}`)
  return found
}

/** A small one, in both languages. */
export const article = (slug: string, more: Partial<Article> = {}): Article => ({
  slug,
  audience: 'all',
  state: 'public',
  texts: {
    fr: { title: `Titre de ${slug}`, body: 'Un texte, avec un [lien](/contact).', variants: [`question sur ${slug}`] },
    en: { title: `Title of ${slug}`, body: 'A text, with a [link](/contact).', variants: [`question about ${slug}`] },
  },
  ...more,
})

/** What the form of an article sends, as a browser sends it. */
export const fieldsOf = ({ slug, audience, state, texts: { fr, en } }: Article, more: Record<string, string> = {}) => ({
  once: crypto.randomUUID(),
  slug,
  audience,
  state,
  position: '',
  titleFr: fr.title,
  bodyFr: fr.body.replaceAll('\n', '\r\n'),
  variantsFr: fr.variants.join('\r\n'),
  titleEn: en.title,
  bodyEn: en.body.replaceAll('\n', '\r\n'),
  variantsEn: en.variants.join('\r\n'),
  ...more,
})

export const knowledgeVersion = async ({ db }: TestWorld): Promise<number> =>
  (await db.selectFrom('knowledge').select('version').executeTakeFirstOrThrow()).version
