import { expect, test } from 'vitest'
import { openLog } from '../../src/outside/log.ts'

function openLines(level = 'info') {
  const lines: string[] = []
  return { lines, log: openLog(level, { write: (line) => void lines.push(line) }) }
}

test('each thing is one JSON line with its time, without the name of the machine', () => {
  const { lines, log } = openLines()
  log.info({ job: 'mails', sent: 3 }, 'line\nbreak')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^[^\n]+\n$/)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 30,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    job: 'mails',
    sent: 3,
    msg: 'line\nbreak',
  })
})

test('the level decides what is written', () => {
  const { lines, log } = openLines('warn')
  log.info('no')
  log.warn('yes')
  expect(lines).toHaveLength(1)
})

test('secrets that are handed over by mistake are struck out', () => {
  const { lines, log } = openLines()
  const secrets = {
    secret: 'hush',
    password: 'hush',
    token: 'hush',
    cookie: 'hush',
    'set-cookie': 'hush',
    authorization: 'hush',
    smtpUrl: 'hush',
  }
  log.info({ ...secrets, headers: secrets, request: { headers: secrets }, kept: 'kept' }, 'x')
  expect(lines[0]).not.toContain('hush')
  expect(lines[0]).toContain('kept')
})

test('an error is told by its name, code, words, stack and causes, not by what libraries hang on it', () => {
  const { lines, log } = openLines()
  const inner = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', address: '10.0.0.1' })
  const error = Object.assign(new Error('outer', { cause: inner }), { parameters: ['chloe@mairie.test'] })
  log.error({ err: new AggregateError([error, 'text'], 'several') }, 'x')
  const { err } = JSON.parse(lines[0] ?? '') as { err: Record<string, unknown> }
  expect(err).toMatchObject({
    type: 'AggregateError',
    message: 'several',
    errors: [
      { type: 'Error', message: 'outer', cause: { code: 'ECONNREFUSED', message: 'refused' } },
      { type: 'string' },
    ],
  })
  expect(err['stack']).toContain('logging.test.ts')
  expect(lines[0]).not.toMatch(/chloe|10\.0\.0\.1/)
})
