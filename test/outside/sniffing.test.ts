import { expect, test } from 'vitest'
import { type Content, FILE_TYPES, sniff } from '../../src/outside/sniffing.ts'
import { makeZip } from './zip.ts'

const contentOf = (bytes: Uint8Array | string): Content => {
  const all = Buffer.from(bytes as string)
  return { size: all.length, read: async (at, length) => all.subarray(at, at + length) }
}
const kindOf = async (bytes: Uint8Array | string, name: string) => {
  const result = await sniff(contentOf(bytes), name)
  return result.ok ? result.value : result.refusal
}

const PDF = '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const JPG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb', 'hex')
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const WEBP = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=', 'base64')
const office = (folder: string) => makeZip({ '[Content_Types].xml': '<Types/>', [`${folder}/document.xml`]: '<a/>' })
const open = (type: 'odt' | 'ods' | 'odp') => makeZip({ mimetype: FILE_TYPES[type], 'content.xml': '<a/>' })
const MAIL =
  'Received: by mx\r\n\twith SMTP\r\nFrom: Alice <alice@guichet.test>\r\nSubject: Bonjour\r\n\r\n<html>oui</html>'
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

test.each([
  ['facture.pdf', PDF, 'pdf'],
  ['FACTURE.PDF', PDF, 'pdf'],
  ['photo.png', PNG, 'png'],
  ['photo.jpg', JPG, 'jpg'],
  ['photo.jpeg', JPG, 'jpg'],
  ['photo.gif', GIF, 'gif'],
  ['photo.webp', WEBP, 'webp'],
  ['lettre.docx', office('word'), 'docx'],
  ['tableau.xlsx', office('xl'), 'xlsx'],
  ['exposé.pptx', office('ppt'), 'pptx'],
  ['lettre.odt', open('odt'), 'odt'],
  ['tableau.ods', open('ods'), 'ods'],
  ['exposé.odp', open('odp'), 'odp'],
  ['lot.zip', makeZip({ 'a.pdf': PDF, 'b/c.csv': 'x' }), 'zip'],
  ['note.txt', 'Été à Noisy\n', 'txt'],
  ['ancien.txt', Buffer.from('Été à Noisy\r\n', 'latin1'), 'txt'],
  ['bloc-notes.txt', utf16('Été'), 'txt'],
  ['export.csv', '\ufeffnom;prénom\r\n', 'csv'],
  ['signes.txt', '<3 les chats\n', 'txt'],
  ['adresse.txt', '<alice@guichet.test> a écrit :\n', 'txt'],
  ['facture.xml', '<?xml version="1.0"?>\n<!-- UBL -->\n<ubl:Invoice xmlns:ubl="urn:x"/>', 'xml'],
  ['nu.xml', '<Invoice/>', 'xml'],
  ['message.eml', MAIL, 'eml'],
  ['message.txt', MAIL, 'txt'],
])('%s is taken for what it is', async (name, bytes, type) => {
  expect(await kindOf(bytes, name)).toBe(type)
})

test.each([
  ['rien.pdf', '', 'empty'],
  ['page.html', '<p>bonjour', 'type-refused'],
  ['page.txt', ' \n<!DOCTYPE html><p>', 'type-refused'],
  ['page.txt', '\ufeff<HTML>', 'type-refused'],
  ['page.csv', '<!-- rien --><script>alert(1)</script>', 'type-refused'],
  ['page.txt', utf16('<script>alert(1)</script>'), 'type-refused'],
  ['page.xml', '<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"/>', 'type-refused'],
  ['page.xml', '<a><x:script xmlns:x="http://www.w3.org/1999/xhtml"/></a>', 'type-refused'],
  ['dessin.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'type-refused'],
  ['dessin.xml', '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "y"><svg/>', 'type-refused'],
  ['dessin.png', '<svg onload="alert(1)"/>', 'type-refused'],
  ['dessin.xml', '<x:svg xmlns:x="http://www.w3.org/2000/svg"/>', 'type-refused'],
  ['racine-cachée.xml', `<!--${'x'.repeat(70_000)}--><svg/>`, 'type-refused'],
  ['programme.exe', 'MZ\u0090\u0000', 'type-refused'],
  ['programme.pdf', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'type-refused'],
  ['programme.txt', Buffer.from('7f454c4602010100', 'hex'), 'type-refused'],
  ['commande.txt', '#!/bin/sh\nrm -rf /\n', 'type-refused'],
  ['commande.bat', '@echo off', 'type-refused'],
  ['page.txt', '<?php system($_GET[0]);', 'type-refused'],
  ['sans-extension', PDF, 'type-refused'],
  ['facture.pdf.exe', PDF, 'type-refused'],
  ['facture.pdf', 'Bonjour', 'type-mismatch'],
  ['facture.pdf', PNG, 'type-mismatch'],
  ['photo.png', PDF, 'type-mismatch'],
  ['facture.docx', open('odt'), 'type-mismatch'],
  ['lettre.docx', makeZip({ 'a.txt': 'a' }), 'type-mismatch'],
  ['lot.zip', office('word'), 'type-mismatch'],
  ['note.eml', 'Bonjour Alice,\n\nÀ demain', 'type-mismatch'],
  ['note.csv', '<?xml version="1.0"?><a/>', 'type-mismatch'],
  ['macros.docx', makeZip({ '[Content_Types].xml': '', 'word/vbaProject.bin': 'x' }), 'type-refused'],
  ['macros.ods', makeZip({ mimetype: FILE_TYPES.ods, 'Basic/Standard/Module1.xml': 'x' }), 'type-refused'],
  ['lot.zip', makeZip({ 'facture.pdf.exe': 'MZ' }), 'type-refused'],
  ['lot.zip', makeZip({ 'a/page.HTML': 'x' }), 'type-refused'],
  ['tronqué.zip', makeZip({ 'a.pdf': PDF }).subarray(0, 40), 'type-refused'],
  ['tronqué.docx', office('word').subarray(0, -10), 'type-refused'],
  ['menteur.zip', Buffer.concat([makeZip({ 'a.pdf': PDF }), makeZip({})]), 'type-refused'],
])('%s is refused (%#)', async (name, bytes, refusal) => {
  expect(await kindOf(bytes, name)).toBe(refusal)
})

test('the list of a large archive is read from its end, wherever that is', async () => {
  const zip = makeZip({ '[Content_Types].xml': '', 'media.png': 'x'.repeat(300_000), 'word/document.xml': '<a/>' })
  expect(await kindOf(zip, 'lettre.docx')).toBe('docx')
})

test('an archive says more entries than it lists: it is refused', async () => {
  const zip = makeZip({ 'a.txt': 'a', 'b.txt': 'b' })
  zip.writeUInt16LE(3, zip.length - 12)
  expect(await kindOf(zip, 'lot.zip')).toBe('type-refused')
})
