import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{d as h,i as y,n as l,o as f}from"./chunk-3JATEVFF.js";import{a as d}from"./chunk-ZLSUSB52.js";function v({takenAt:e,fixed:t,unchanged:n,unknown:o,foreign:s,...r}){let i=o===0?"":`; of ${o} it cannot be told`,a=s===!0?" That report is of something else, so that everything here counts as new.":"";return`Since ${e}: ${r.new} new, ${n} unchanged, ${t} fixed${i}.${a}`}function A(e){return e.baseline===void 0?"":`${e.baseline==="unknown"?"new or not, that cannot be told":e.baseline}${k(e)}`}function k({baselineLevel:e,baselineFails:t,baselineAdded:n=[]}){let o=[...e===void 0?[]:[`was ${e}`],...t===void 0?[]:[F(t)],...n.length===0?[]:[`did not affect ${h(n)}`]];return o.length===0?"":` (${o.join("; ")})`}function F(e){return e==="check-by-hand"?"was to be checked by hand":`was to fail ${y[e]}`}var j=10;function*C(e,t){let{waived:n=[],fixed:o=[],unsettled:s=[]}=e;yield*c("Fixed",o.map(r=>[g(r)]),{paint:t}),yield*c("Not found again, which does not mean that it is fixed",s.map(r=>[g(r),`because ${r.detail}`]),{paint:t}),yield*c("Waived",n.map(({waiver:r,...i})=>[g(i),`until ${r.until}: ${r.reason}${r.owner===void 0?"":` (${r.owner})`}`]),{paint:t}),yield*c("Waivers to look at",f(e).map(r=>[l(r)]),{paint:t})}function g({level:e,policy:t,resourceId:n}){return`${e} ${t}: ${n}`}function*c(e,t,{paint:n,most:o=j}){if(t.length===0)return;yield`
${n("bold",e)}
`;for(let[r="",...i]of t.slice(0,o)){yield`  ${d(r)}
`;for(let a of i)yield`    ${d(a)}
`}let s=t.length-o;s>0&&(yield`  \u2026 and ${s} more; --output json lists them all.
`)}var M=/[&<>`*_~[\]#|\\$@]|:(?=\/\/)|(?<=\bwww)\./gi,x=1e3,O=/(&#64;)(?=\w)|(&#35;)(?=\d)/g,B="&#8203;";function u(e,t=x){return w(e,t).replace(O,n=>n+B)}function p(e){return`<code>${w(e,x)}</code>`}function w(e,t){let n=e.length<=t?e:`${e.slice(0,t)}\u2026 (cut)`;return d(n.toWellFormed()).replace(M,o=>`&#${o.charCodeAt(0)};`)}function I(e,t){let n=e.map(r=>d(r.toWellFormed())).join(`
`),o=Math.max(2,...[...n.matchAll(/`+/g)].map(([r])=>r.length)),s="`".repeat(o+1);return`${s}${t}
${n}
${s}
`}var T=class{#e;constructor(t){this.#e=t}takes(t){let n=Buffer.byteLength(t);return n>this.#e?!1:(this.#e-=n,!0)}};function*b(e,t,n,o){for(let[s,r]of e.entries()){let i=t(r);if(!n.takes(i)){yield o(e.slice(s));return}yield i}}function*U(e,t){let{waived:n=[],fixed:o=[],unsettled:s=[]}=e;yield*m("Waivers to look at",f(e),i=>u(l(i)),t),yield*m("Fixed",o,$,t),yield*m("Not found again, which does not mean that it is fixed",s,i=>`${$(i)}, because ${u(i.detail)}`,t),yield*m("Waived",n,({waiver:i,...a})=>{let W=i.owner===void 0?"":` (${i.owner})`;return`${$(a)}, ${u(`until ${i.until}: ${i.reason}${W}`)}`},t)}function $({level:e,policy:t,resourceId:n}){return`${e} ${p(t)} ${p(n)}`}function*m(e,t,n,o){t.length!==0&&(yield`
<details><summary>${e}: ${t.length}</summary>

`,yield*b(t,s=>`- ${n(s)}
`,o,s=>`- \u2026 and ${s.length} more; the JSON report has them all.
`),yield`
</details>
`)}export{v as a,A as b,k as c,C as d,c as e,u as f,p as g,I as h,T as i,b as j,U as k,$ as l,m};
