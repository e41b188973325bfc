import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as u}from"./chunk-KA2IWN5B.js";import{a as $,b as w}from"./chunk-EMHU2KZ4.js";import{b as g,e as y}from"./chunk-XPG5QYOQ.js";import{a as h}from"./chunk-I5X4OY34.js";import{i as f}from"./chunk-BMLGDCWL.js";import"./chunk-7UMUXEZQ.js";import{a as p,b as m}from"./chunk-ZLSUSB52.js";import{a as c}from"./chunk-JRVYAVQW.js";import{f as d}from"./chunk-QIK3JCXT.js";import{a as l}from"./chunk-DXZHMHLS.js";import"./chunk-623QMUTP.js";import"./chunk-XY7QUVLB.js";function P(e){return[...new Set([...e.errorCodes,...e.levels.flatMap(({errorCodes:n=[]})=>n)])]}function j(e){let n=[...e.group===void 0?[]:[`Group       ${e.group}`],`Level       ${d(e).join(" or ")}`,`Fails       ${f[e.fails]}`,`Precision   ${e.precision}`,`Prevents    ${P(e).join(", ")||"no error code is known"}`,...e.aliases.length>0?[`Was called  ${e.aliases.join(", ")}`]:[],...e.enabled?[]:["Runs        only when it is named (--policy)"]];return[`${e.id}: ${e.title}`,...[n.join(`
`),h(e.help).trimEnd(),e.links.join(`
`)].filter(t=>t!=="")].map(m).join(`

`).concat(`
`)}function k(e,n){let t=[e.code,...e.aliases].map(o=>o.toLowerCase()),s=n.filter(o=>P(o).some(i=>t.includes(i.toLowerCase()))),a=Math.max(0,...s.map(({id:o})=>o.length)),r=(o,i)=>i.length===0?[]:[`${o}
${i.map(C=>`  ${C}`).join(`
`)}`];return[e.code+(e.aliases.length===0?"":` (also ${e.aliases.join(", ")})`)+`
${e.says}`,...r("Cause",[e.cause]),...r("Policies that see it coming",s.length>0?s.map(({id:o,title:i})=>`${o.padEnd(a)}  ${p(i)}`):[x(e)]),...r("What only the guest can show",e.guestOnly.map(o=>`- ${o}`)),...r("How to repair",e.repair.map((o,i)=>`${i+1}. ${o}`)),...r("More",e.links)].join(`

`).concat(`
`)}function x({restoreOnly:e,guestOnly:n}){return e===!0?"None: it comes from a restore, and backup-lint judges backups only.":n.length>0?"None: its cause cannot be seen from outside. backup-lint reports it after it has happened (last-backup-succeeded).":"None: it shows only when it happens (last-backup-succeeded)."}async function D(e,n){let t=await y(e.policies);return await n.stdout(E(e.word,t)),u.ok}function E(e,n){let t=g(e,n);if(t!==void 0)return j(t);let s=w(e);if(s!==void 0)return k(s,n);let a=[...n.map(({id:r})=>r),...$.flatMap(r=>[r.code,...r.aliases])];throw new l(`"${e}" is neither a policy nor an error code that backup-lint knows.${c(e,a)}`,"`backup-lint policies` lists the policies.")}export{D as explainCommand};
