import { cpSync, existsSync } from 'node:fs'
import { crowd } from './bench/crowd.ts'
import { openDatabases } from '../src/db/open.ts'
import { readCurrentActor } from '../src/auth/sessions.ts'
import { searchUsers } from '../src/memberships/user-queries.ts'
import { EVERYBODY } from '../src/memberships/user-rules.ts'
if (!existsSync('/tmp/h4/crowd')) { cpSync('/tmp/h4/large', '/tmp/h4/crowd', {recursive: true}); await crowd('/tmp/h4/crowd', {people: 100000, members: 10000}); cpSync('/tmp/h4/small', '/tmp/h4/few', {recursive: true}); await crowd('/tmp/h4/few', {people: 1000, members: 400}) }
for (const which of ['few', 'crowd']) {
const dbs = await openDatabases('/tmp/h4/' + which); const s = dbs.sqlite
const time = (name: string, sql: string, ...p: unknown[]) => { const st = s.prepare(sql); const t=[]; let n; for (let i=0;i<80;i++){const b=performance.now(); n=st.all(...p).length; t.push(performance.now()-b)} t.sort((a,b)=>a-b); console.log(which, name, n, t[20]!.toFixed(3), t[40]!.toFixed(3)) }
const f = 'select rowid from member_search where member_search match ? order by rowid limit 1001'
time('s1+s13 mar', f, 'scope : ("s1" OR "s13") AND last : ("mar"*)')
time('s1 mar', f, 'scope : ("s1") AND last : ("mar"*)')
time('mar all', 'select rowid from member_search where member_search match ?', 'last : ("mar"*)')
const ids = s.prepare(f).pluck().all('scope : ("s1") AND last : ("mar"*)')
time('sort', 'select id from membership where id in (select value from json_each(?)) order by member_folded, id limit 11', JSON.stringify(ids))
time('req', 'select rowid from membership_request_search where membership_request_search match ? order by rowid limit 101', 'scope : ("s1" OR "s13") AND scope : "pending" AND words : ("mar"*)')
time('range', "select id from membership where structure_id = 1 and member_folded >= 'mar' and member_folded < 'mas' order by member_folded,id limit 1001")
const id = s.prepare("select id from user where login='principal@demo.test'").pluck().get() as number
const actor = (await readCurrentActor(dbs.read, id, new Date()))!
const act = {db: dbs.read, actor, now: new Date()}
const t: number[] = []
for (let i=0;i<300;i++){ const b=performance.now(); await searchUsers(act,{...EVERYBODY, last: 'mar', paging: {page: 1, size: 10}}); t.push(performance.now()-b)}
t.sort((a,b)=>a-b); console.log(which, 'searchUsers', t[75]!.toFixed(2), t[150]!.toFixed(2))
await dbs.close()
}
