import type { Space } from '../../src/act.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { layoutWords } from '../words/layout.ts'
import { siteWords } from '../words/site.ts'

type Tile = { href: string; title: string; text: string; count?: number }

const Tiles = ({ tiles }: { tiles: Tile[] }) => (
  <ul class="tiles">
    {tiles.map((tile) => (
      <li class="card">
        <h2>
          <a href={tile.href}>{tile.title}</a>
          {tile.count ? <span class="count">{tile.count}</span> : null}
        </h2>
        <p>{tile.text}</p>
      </li>
    ))}
  </ul>
)

/** For visitors: what this is and where to start. For users: a tile per space held, with what waits there. */
export function HomePage() {
  const { viewer, instance } = useScene()
  const words = useWords(siteWords)
  const menu = useWords(layoutWords)
  if (!viewer)
    return (
      <Layout title={words.homeTitle} heading={words.welcome(instance.brand)} section="home">
        <p>{words.welcomeText}</p>
        <p class="acts">
          <a class="button main" href={paths.signIn}>
            {menu.signIn}
          </a>
          <a class="button" href={paths.newAccount}>
            {menu.createAccount}
          </a>
        </p>
        <Tiles
          tiles={[
            { href: paths.newAccount, title: words.forUsers, text: words.forUsersText },
            { href: paths.signIn, title: words.forManagers, text: words.forManagersText },
            { href: paths.contact, title: words.forHelp, text: words.forHelpText },
          ]}
        />
      </Layout>
    )
  const ofSpace: Partial<Record<Space, Tile>> = {
    account: { href: paths.account, title: menu.myAccount, text: words.tileAccount },
    manager: { href: paths.manager, title: menu.manager, text: words.tileManager, count: viewer.waiting },
  }
  const sent: Tile = { href: paths.sentTickets, title: menu.sentTickets, text: words.tileSent }
  const received: Tile = {
    href: paths.tickets,
    title: menu.receivedTickets,
    text: words.tileReceived,
    count: viewer.openTickets ?? 0,
  }
  const tiles: (Tile | false | undefined)[] = [
    // A space whose functions are not here yet has no tile: it would lead nowhere.
    ...viewer.spaces.map((space) => ofSpace[space]),
    viewer.openTickets !== null && received,
    // Whoever has an account may ask for help, member of a structure or not.
    sent,
    { href: paths.structureSearch, title: menu.structureSearch, text: words.tileJoin },
    viewer.isOperator && { href: paths.operator, title: menu.operator, text: words.tileOperator },
  ]
  return (
    <Layout title={words.homeTitle} heading={words.hello(viewer.name)} section="home">
      <Tiles tiles={tiles.filter((tile) => tile !== false && tile !== undefined)} />
    </Layout>
  )
}
