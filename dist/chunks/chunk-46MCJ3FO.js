import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{m as a,n as f}from"./chunk-JHWALTTH.js";import{a as l}from"./chunk-ZLSUSB52.js";var T=10;function*F(t,e){let{waived:n=[],fixed:s=[],unsettled:i=[]}=t;yield*m("Fixed",s.map(r=>[g(r)]),{paint:e}),yield*m("Not found again, which does not mean that it is fixed",i.map(r=>[g(r),`because ${r.detail}`]),{paint:e}),yield*m("Waived",n.map(({waiver:r,...o})=>[g(o),`until ${r.until}: ${r.reason}${r.owner===void 0?"":` (${r.owner})`}`]),{paint:e}),yield*m("Waivers to look at",f(t).map(r=>[a(r)]),{paint:e})}function g({level:t,policy:e,resourceId:n}){return`${t} ${e}: ${n}`}function*m(t,e,{paint:n,most:s=T}){if(e.length===0)return;yield`
${n("bold",t)}
`;for(let[r="",...o]of e.slice(0,s)){yield`  ${l(r)}
`;for(let u of o)yield`    ${l(u)}
`}let i=e.length-s;i>0&&(yield`  \u2026 and ${i} more; --output json lists them all.
`)}var w=/[&<>`*_~[\]#|\\$@]|:(?=\/\/)|(?<=\bwww)\./gi,W=1e3;function d(t,e=W){let n=t.length<=e?t:`${t.slice(0,e)}\u2026 (cut)`;return l(n.toWellFormed()).replace(w,s=>`&#${s.charCodeAt(0)};`)}function p(t){return`<code>${d(t)}</code>`}function E(t,e){let n=t.map(r=>l(r.toWellFormed())).join(`
`),s=Math.max(2,...[...n.matchAll(/`+/g)].map(([r])=>r.length)),i="`".repeat(s+1);return`${i}${e}
${n}
${i}
`}var y=class{#e;constructor(e){this.#e=e}takes(e){let n=Buffer.byteLength(e);return n>this.#e?!1:(this.#e-=n,!0)}};function*x(t,e,n,s){for(let[i,r]of t.entries()){let o=e(r);if(!n.takes(o)){yield s(t.slice(i));return}yield o}}function*O(t,e){let{waived:n=[],fixed:s=[],unsettled:i=[]}=t;yield*c("Waivers to look at",f(t),o=>d(a(o)),e),yield*c("Fixed",s,$,e),yield*c("Not found again, which does not mean that it is fixed",i,o=>`${$(o)}, because ${d(o.detail)}`,e),yield*c("Waived",n,({waiver:o,...u})=>{let h=o.owner===void 0?"":` (${o.owner})`;return`${$(u)}, ${d(`until ${o.until}: ${o.reason}${h}`)}`},e)}function $({level:t,policy:e,resourceId:n}){return`${t} ${p(e)} ${p(n)}`}function*c(t,e,n,s){e.length!==0&&(yield`
<details><summary>${t}: ${e.length}</summary>

`,yield*x(e,i=>`- ${n(i)}
`,s,i=>`- \u2026 and ${i.length} more; the JSON report has them all.
`),yield`
</details>
`)}export{F as a,m as b,d as c,p as d,E as e,y as f,x as g,O as h,$ as i,c as j};
