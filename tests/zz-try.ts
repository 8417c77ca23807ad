import { attributeSeededChanges } from './seeded-changes.ts'
const t = performance.now(); const n = Number(process.argv[2])
let w=0,z=0,u=0
for await (const o of attributeSeededChanges(n, 1)) {
  if (o.changed===0) { z++; console.log('nochange', o.kind, o.change) }
  if (o.unnamed.length) { u++; console.log('UNNAMED', o.kind, o.change, JSON.stringify(o.unnamed[0]).slice(0,600)) }
  if (o.wrong.length) { w++; console.log('WRONG', o.kind, o.change, o.wrong.length, '/', o.changed, JSON.stringify(o.wrong[0]).slice(0,700)) }
}
console.log({n,w,z,u, s:(performance.now()-t)/1000})
