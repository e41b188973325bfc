import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as m}from"./chunk-N3P7Z34N.js";import{a as g,b as y}from"./chunk-DISOCGA3.js";import{b as f,e as h}from"./chunk-OM3PJ2DL.js";import{a as u}from"./chunk-I5X4OY34.js";import{g as d}from"./chunk-W3JFEBVO.js";import"./chunk-7UMUXEZQ.js";import{a as p}from"./chunk-G4RSYQRZ.js";import{f as c}from"./chunk-QIK3JCXT.js";import{a as l}from"./chunk-DXZHMHLS.js";import"./chunk-623QMUTP.js";import"./chunk-XY7QUVLB.js";function $(n){return[...new Set([...n.errorCodes,...n.levels.flatMap(({errorCodes:o=[]})=>o)])]}function w(n){let o=[...n.group===void 0?[]:[`Group       ${n.group}`],`Level       ${c(n).join(" or ")}`,`Fails       ${d[n.fails]}`,`Precision   ${n.precision}`,`Prevents    ${$(n).join(", ")||"no error code is known"}`,...n.aliases.length>0?[`Was called  ${n.aliases.join(", ")}`]:[],...n.enabled?[]:["Runs        only when it is named (--policy)"]];return[`${n.id}: ${n.title}`,...[o.join(`
`),u(n.help).trimEnd(),n.links.join(`
`)].filter(t=>t!=="")].join(`

`).concat(`
`)}function P(n,o){let t=[n.code,...n.aliases].map(e=>e.toLowerCase()),s=o.filter(e=>$(e).some(i=>t.includes(i.toLowerCase()))),a=Math.max(0,...s.map(({id:e})=>e.length)),r=(e,i)=>i.length===0?[]:[`${e}
${i.map(j=>`  ${j}`).join(`
`)}`];return[n.code+(n.aliases.length===0?"":` (also ${n.aliases.join(", ")})`)+`
${n.says}`,...r("Cause",[n.cause]),...r("Policies that see it coming",s.length>0?s.map(({id:e,title:i})=>`${e.padEnd(a)}  ${i}`):[k(n)]),...r("What only the guest can show",n.guestOnly.map(e=>`- ${e}`)),...r("How to repair",n.repair.map((e,i)=>`${i+1}. ${e}`)),...r("More",n.links)].join(`

`).concat(`
`)}function k({restoreOnly:n,guestOnly:o}){return n===!0?"None: it comes from a restore, and backup-lint judges backups only.":o.length>0?"None: its cause cannot be seen from outside. backup-lint reports it after it has happened (last-backup-succeeded).":"None: it shows only when it happens (last-backup-succeeded)."}async function S(n,o){let t=await h(n.policies);return await o.stdout(C(n.word,t)),m.ok}function C(n,o){let t=f(n,o);if(t!==void 0)return w(t);let s=y(n);if(s!==void 0)return P(s,o);let a=[...o.map(({id:r})=>r),...g.flatMap(r=>[r.code,...r.aliases])];throw new l(`"${n}" is neither a policy nor an error code that backup-lint knows.${p(n,a)}`,"`backup-lint policies` lists the policies.")}export{S as explainCommand};
