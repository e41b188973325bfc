import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{d as h,m as d,n as f}from"./chunk-BMLGDCWL.js";import{a as l}from"./chunk-ZLSUSB52.js";function O({takenAt:t,fixed:e,unchanged:n,unknown:i,foreign:s,...r}){let o=i===0?"":`; of ${i} it cannot be told`,a=s===!0?" That report is of something else, so that everything here counts as new.":"";return`Since ${t}: ${r.new} new, ${n} unchanged, ${e} fixed${o}.${a}`}function v(t){return t.baseline===void 0?"":`${t.baseline==="unknown"?"new or not, that cannot be told":t.baseline}${W(t)}`}function W({baselineLevel:t,baselineAdded:e=[]}){let n=[...t===void 0?[]:[`was ${t}`],...e.length===0?[]:[`did not affect ${h(e)}`]];return n.length===0?"":` (${n.join("; ")})`}var k=10;function*A(t,e){let{waived:n=[],fixed:i=[],unsettled:s=[]}=t;yield*c("Fixed",i.map(r=>[g(r)]),{paint:e}),yield*c("Not found again, which does not mean that it is fixed",s.map(r=>[g(r),`because ${r.detail}`]),{paint:e}),yield*c("Waived",n.map(({waiver:r,...o})=>[g(o),`until ${r.until}: ${r.reason}${r.owner===void 0?"":` (${r.owner})`}`]),{paint:e}),yield*c("Waivers to look at",f(t).map(r=>[d(r)]),{paint:e})}function g({level:t,policy:e,resourceId:n}){return`${t} ${e}: ${n}`}function*c(t,e,{paint:n,most:i=k}){if(e.length===0)return;yield`
${n("bold",t)}
`;for(let[r="",...o]of e.slice(0,i)){yield`  ${l(r)}
`;for(let a of o)yield`    ${l(a)}
`}let s=e.length-i;s>0&&(yield`  \u2026 and ${s} more; --output json lists them all.
`)}var M=/[&<>`*_~[\]#|\\$@]|:(?=\/\/)|(?<=\bwww)\./gi,y=1e3,j=/(&#64;)(?=\w)|(&#35;)(?=\d)/g,F="&#8203;";function u(t,e=y){return x(t,e).replace(j,n=>n+F)}function p(t){return`<code>${x(t,y)}</code>`}function x(t,e){let n=t.length<=e?t:`${t.slice(0,e)}\u2026 (cut)`;return l(n.toWellFormed()).replace(M,i=>`&#${i.charCodeAt(0)};`)}function N(t,e){let n=t.map(r=>l(r.toWellFormed())).join(`
`),i=Math.max(2,...[...n.matchAll(/`+/g)].map(([r])=>r.length)),s="`".repeat(i+1);return`${s}${e}
${n}
${s}
`}var w=class{#e;constructor(e){this.#e=e}takes(e){let n=Buffer.byteLength(e);return n>this.#e?!1:(this.#e-=n,!0)}};function*T(t,e,n,i){for(let[s,r]of t.entries()){let o=e(r);if(!n.takes(o)){yield i(t.slice(s));return}yield o}}function*J(t,e){let{waived:n=[],fixed:i=[],unsettled:s=[]}=t;yield*m("Waivers to look at",f(t),o=>u(d(o)),e),yield*m("Fixed",i,$,e),yield*m("Not found again, which does not mean that it is fixed",s,o=>`${$(o)}, because ${u(o.detail)}`,e),yield*m("Waived",n,({waiver:o,...a})=>{let b=o.owner===void 0?"":` (${o.owner})`;return`${$(a)}, ${u(`until ${o.until}: ${o.reason}${b}`)}`},e)}function $({level:t,policy:e,resourceId:n}){return`${t} ${p(e)} ${p(n)}`}function*m(t,e,n,i){e.length!==0&&(yield`
<details><summary>${t}: ${e.length}</summary>

`,yield*T(e,s=>`- ${n(s)}
`,i,s=>`- \u2026 and ${s.length} more; the JSON report has them all.
`),yield`
</details>
`)}export{O as a,v as b,W as c,A as d,c as e,u as f,p as g,N as h,w as i,T as j,J as k,$ as l,m};
