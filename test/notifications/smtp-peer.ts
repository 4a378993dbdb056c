import type { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** How a server takes a mail: as it should, with a refusal, or as servers do on bad days. */
type Mood =
  | 'well'
  | 'silent'
  | 'silent at DATA'
  | 'lost after DATA'
  | 'gone after its yes'
  | { at: 'CONNECT' | 'MAIL' | 'RCPT' | 'DATA'; code: number; text: string }
type Received = { envelopeTo: string[]; email: Email }
export type Peer = {
  port: number
  /** Mails that the server keeps: those to which it said yes, and those that it lost the line after. */
  received: Received[]
  /** DATA commands in all. */
  seen: () => number
  /** DATA commands at the same time, at most. */
  mostAtOnce: () => number
  behave: (mood: (recipient: string) => Mood) => void
  stop: () => Promise<void>
}

const errorOf = ({ code, text }: { code: number; text: string }) =>
  Object.assign(new Error(text), { responseCode: code })

/** Starts a real SMTP server for one test; with a port, where another one had stood before. */
export async function startPeer({
  port = 0,
  options = {},
}: { port?: number; options?: SMTPServerOptions } = {}): Promise<Peer> {
  const received: Received[] = []
  const sockets = new Map<number, Socket>()
  let moodFor: (recipient: string) => Mood = () => 'well'
  let [seen, atOnce, most] = [0, 0, 0]
  const dropAll = () => {
    for (const socket of sockets.values()) socket.destroy()
  }
  /** Answers at one stage, unless the mood is to say nothing. */
  const answer = (stage: 'CONNECT' | 'MAIL' | 'RCPT', recipient: string, callback: (error?: Error | null) => void) => {
    const mood = moodFor(recipient)
    if (mood === 'silent') return
    callback(typeof mood === 'object' && mood.at === stage ? errorOf(mood) : null)
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 1,
    onConnect: (_session, callback) => answer('CONNECT', '', callback),
    onMailFrom: (_from, _session, callback) => answer('MAIL', '', callback),
    onRcptTo: (to, _session, callback) => answer('RCPT', to.address, callback),
    async onData(stream, session, callback) {
      seen += 1
      most = Math.max(most, ++atOnce)
      const envelopeTo = session.envelope.rcptTo.map(({ address }) => address)
      const raw = await buffer(stream).catch(() => null)
      atOnce -= 1
      // The client hung up in the middle: it has handed nothing over.
      if (raw === null) return
      const mood = moodFor(envelopeTo[0] ?? '')
      if (typeof mood === 'object' && mood.at === 'DATA') return callback(errorOf(mood))
      if (mood === 'silent at DATA') return
      received.push({ envelopeTo, email: await PostalMime.parse(raw) })
      const line = sockets.get(session.remotePort)
      if (mood === 'lost after DATA') return line?.destroy()
      callback(null)
      if (mood === 'gone after its yes') line?.end()
    },
    ...options,
  })
  server.on('error', () => dropAll())
  server.server.on('connection', (socket: Socket) => {
    const { remotePort = 0 } = socket
    sockets.set(remotePort, socket)
    socket.once('close', () => sockets.delete(remotePort))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const stop = () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    dropAll()
    return closed
  }
  onTestFinished(stop)
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    received,
    seen: () => seen,
    mostAtOnce: () => most,
    behave(mood) {
      moodFor = mood
    },
    stop,
  }
}
