import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as re}from"./chunk-I5X4OY34.js";import{a as A,b as C,d as ne,f as m,g as h,h as te,i as N,j as D,k as oe,m as ie}from"./chunk-H5RZALOD.js";import{a as f,b as I,c as P,d as y,e as M,f as U,g as G,h as v,i as x,j as ee,k as F,l as O,o as _}from"./chunk-BMLGDCWL.js";import{a as p,c as L}from"./chunk-ZLSUSB52.js";import{b as H}from"./chunk-2GI6HOVU.js";import{a as z,f as K}from"./chunk-QIK3JCXT.js";import{a as q,g as Q,h as Z}from"./chunk-623QMUTP.js";function w(e){let{summary:n,source:t,judged:o}=e,{subjects:i,protected:r,failing:s,complete:l}=n,a=je(e)+(l?"":" The scan is incomplete: not everything could be read.");return t.kind==="files"?`${xe(e)}${a}`:i===0?`No VM in scope.${a}`:r===null?`Of ${f(i,"VM")} it is not known whether Azure Backup protects them.${a}`:r===0?`Azure Backup protects none of ${f(i,"VM")}.${a}`:o.only?.planned===!0?`${ve(s??0,r)}${a}`:s===null||s===0?`None of ${f(r,"protected VM")} is known to fail its next backup.${a}`:`${s} of ${f(r,"protected VM")} will fail ${r===1?"its":"their"} next backup.${a}`}function je({judged:{notFound:e=[]}}){if(e.length===0)return"";let n=e.slice(0,3).map(o=>`"${o.slice(0,200)}"`),t=e.length>3?` and ${e.length-3} more names`:"";return` No VM was found for ${n.join(", ")}${t}.`}function ve(e,n){let t=f(n,"protected VM");return e===0?`As far as is known, the files make none of ${t} fail its next backup; those that fail anyway are left out.`:`The files make ${e} of ${t} fail ${e===1?"its":"their"} next backup.`}function xe({summary:e,findings:n,policies:t}){let{subjects:o}=e;if(o===0)return"No VM in the infrastructure files.";let i=new Set(t.filter(({subject:l})=>l==="vm").map(({id:l})=>l)),r=new Set(n.filter(({policy:l,level:a})=>i.has(l)&&a!=="note").flatMap(l=>l.subjects.map(a=>a.toLowerCase()))),s=r.size===1?"has":"have";return r.size===0?`${f(o,"VM")} in the files, none with an error or a warning, as far as files tell.`:`${r.size} of ${f(o,"VM")} in the files ${s} an error or a warning.`}var se=4e3;function J(e,n,t){let o=Object.entries(n).flatMap(([s,l])=>l===void 0?[]:[`${s}=${Fe(p(String(l)))}`]),i=t.length<=se?t:`${t.slice(0,se)}\u2026`,r=o.length===0?"":` ${o.join(",")}`;return`::${e}${r}::${le(i.toWellFormed())}
`}function le(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function Fe(e){return le(e.toWellFormed()).replaceAll(":","%3A").replaceAll(",","%2C")}var Ae=10,Ce={error:"error",warning:"warning",note:"notice"};function ae(e){return Ne(e,0)}function*Ne(e,n){let{findings:t,summary:o}=e,i={error:n,warning:o.complete?0:1,note:1},[r,s]=[0,0];for(let d of t){let{level:c,baseline:u}=d;u==="unchanged"?s++:i[c]>=Ae?r++:(i[c]++,yield Le(d))}o.complete||(yield J("warning",{title:"backup-lint: incomplete"},Te(e)));let l=[...r>0?[`${f(r,"more finding")}, which GitHub would not show here`]:[],...s>0?[`${f(s,"finding")} that the earlier report has too`]:[]],a=l.length===0?"":` Not shown: ${l.join("; ")}.`;yield J("notice",{title:"backup-lint"},`${p(w(e))}${a}`)}function Le(e){let{level:n,policy:t,title:o,message:i,resourceId:r,subjects:s,places:l,help:a}=e,d=l.find(({file:g})=>g!==void 0),c=[i,`Required: ${o}`,`Resource: ${r}`,`Affects ${y(s)}`,...O(a).slice(0,5),`More: backup-lint explain ${t}`],u=d?.file===void 0?{}:{file:d.file,line:d.line,col:d.column};return J(Ce[n],{...u,title:`${t}: ${o}`},c.map(p).join(`
`))}function Te({gaps:e}){let n=e.slice(0,3).map(({what:i,scope:r,reason:s})=>`${i} at ${r}: ${s}`),t=e.length>n.length?[`and ${f(e.length-n.length,"more gap")}`]:[];return["The scan is incomplete: what could not be read may hide failures.",...n,...t].map(p).join(`
`)}function*ce(e){for(let n of We(e))yield L(n)}function*We(e){let{findings:n,unknowns:t,gaps:o,backups:i,judged:r,waived:s,waivers:l,fixed:a,unsettled:d}=e,{formatVersion:c,tool:u,redacted:g,source:b,summary:$}=e;yield JSON.stringify({formatVersion:c,tool:u,redacted:g,source:b,summary:$},null,2).slice(0,-2),yield*V("findings",n),yield*V("unknowns",t),yield*V("gaps",o);for(let[R,S]of Object.entries({waived:s,waivers:l,fixed:a,unsettled:d}))S!==void 0&&(yield*V(R,S));yield`,
  "backups": ${JSON.stringify(i,null,2).replaceAll(`
`,`
  `)}`,yield*Ee(r),yield`
}
`}function*Ee({policies:e,subjects:n,only:t,notFound:o}){yield`,
  "judged": {
    "policies": ${de(e,"    ")},
    "subjects": [`;let i=`
      `;for(let r of n)yield i+JSON.stringify(r),i=`,
      `;yield n.length===0?"]":`
    ]`;for(let[r,s]of Object.entries({only:t,notFound:o}))s!==void 0&&(yield`,
    "${r}": ${de(s,"    ")}`);yield`
  }`}function de(e,n){return JSON.stringify(e,null,2).replaceAll(`
`,`
${n}`)}function*V(e,n){yield`,
  ${JSON.stringify(e)}: [`;let t=`
    `;for(let o of n)yield t+JSON.stringify(o,null,2).replaceAll(`
`,`
    `),t=`,
    `;yield n.length===0?"]":`
  ]`}function*ue(e){let n=[Ie(e),...Pe(e)],[t]=/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(e.source.takenAt)??[],o=t===void 0?"":` timestamp="${t}"`,i=r=>n.reduce((s,l)=>s+r(l),0);yield`<?xml version="1.0" encoding="UTF-8"?>
`,yield`<testsuites name="backup-lint"${fe(i)}>
`;for(let r of n){let s=l=>l(r);yield`  <testsuite name="${T(r.name)}"${fe(s)}${o}>
`;for(let{name:l,body:a}of r.cases){let d=`    <testcase classname="${T(r.name)}" name="${T(l)}"`;yield a===""?`${d}/>
`:`${d}>
      ${a}
    </testcase>
`}yield`  </testsuite>
`}yield`</testsuites>
`}function fe(e){let n=o=>e(({cases:i})=>i.filter(r=>r.result===o).length);return` tests="${e(({cases:o})=>o.length)}" failures="${n("failure")}" errors="${n("error")}" skipped="${n("skipped")}"`}function Ie(e){let{gaps:n,summary:t}=e,o="everything that was needed could be read";if(t.complete)return{name:"backup-lint",cases:[{name:o,result:"passed",body:""}]};let i=n.slice(0,100).map(({what:a,scope:d,reason:c,detail:u})=>`${a} at ${d}: ${c}${u===void 0?"":` (${u})`}`),{baseline:r}=t,s=[w(e),...r===void 0?[]:[A(r)],...i],l=W("error",{message:w(e),type:"incomplete"},s);return{name:"backup-lint",cases:[{name:o,result:"error",body:l}]}}function Pe({policies:e,findings:n,waived:t=[],unknowns:o,judged:i}){let r=X(n),s=X(t),l=X(o),a=new Set(Array.from(i.subjects,d=>Z(d)??H.vm));return e.map(d=>{let c=[...(r.get(d.id)??[]).map(Ue),...(s.get(d.id)??[]).map(Ge)],u=new Set(c.map(({name:g})=>q(g)));for(let g of l.get(d.id)??[])for(let b of g.subjects)u.has(q(b))||c.push(_e(g,b));return{name:d.id,cases:c.length>0?c:[Me(d,a.has(H[d.subject]))]}})}function X(e){let n=new Map;for(let t of e){let o=n.get(t.policy);o===void 0?n.set(t.policy,[t]):o.push(t)}return n}function Me({title:e},n){return n?{name:e,result:"passed",body:""}:{name:e,result:"skipped",body:W("skipped",{message:"There was nothing to judge."})}}function Ue(e){let{resourceId:n,level:t,message:o,title:i,places:r,subjects:s,fails:l,precision:a,help:d,links:c}=e,u=C(e),g=[o,`Required: ${i}`,...r.slice(0,3).map(({path:b,value:$,file:j,line:R})=>{let S=j===void 0?"":` (${j}${R===void 0?"":`:${R}`})`;return`Seen: ${b}${$===void 0?"":` = ${JSON.stringify($)}`}${S}`}),`Affects ${y(s)}`,`Fails: ${x[l]} (precision: ${a})`,...u===""?[]:[`Baseline: ${u}`],...O(d),...c];return{name:n,result:"failure",body:W("failure",{message:o,type:t},g)}}function Ge({resourceId:e,waiver:n}){let t=n.owner===void 0?"":` (${n.owner})`,o=`Waived until ${n.until}: ${n.reason}${t}`;return{name:e,result:"skipped",body:W("skipped",{message:o})}}function _e({reason:e,detail:n,needs:t},o){let i=`Not known, ${F[e]}: ${n}${t===void 0?"":` Needs ${t}.`}`;return{name:o,result:"skipped",body:W("skipped",{message:i})}}function W(e,n,t=[]){let o=Object.entries(n).map(([r,s])=>` ${r}="${T(s)}"`),i=`<${e}${o.join("")}`;return t.length===0?`${i}/>`:`${i}>${t.map(T).join(`
`)}</${e}>`}function T(e){return p(e.toWellFormed()).replace(/[\ufffe\uffff]/g,"\uFFFD").replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}var E={findings:5e5,open:12e4,gaps:6e4,settled:12e4,failed:6e4};function*pe(e,{quiet:n}){yield`## backup-lint

**${m(w(e))}**

`,yield De(e);let t=M(e.summary);t!==void 0&&(yield`
${m(t)}
`);let{baseline:o}=e.summary;o!==void 0&&(yield`
${m(A(o))}
`),e.findings.length>0&&(yield`
### Findings

`),yield*D(e.findings,Je,new N(E.findings),Be),yield*ie(U,e.backups.unexplained,i=>m(G(i)),new N(E.failed)),yield*oe(e,new N(E.settled)),n||(yield*ze(e)),yield`
${m(`${_(e)} Taken ${e.source.takenAt}.`)}
`}function De({summary:e,findings:n}){let{baseline:t}=e,o=z.map(r=>{let s=n.filter(l=>l.level===r&&l.baseline==="new").length;return t===void 0?`${e.findings[r]}`:`${e.findings[r]} (${s} new)`}),i=e.waived===void 0?["","",""]:[" Waived |"," ---: |",` ${e.waived} |`];return[`| Errors | Warnings | Notes |${i[0]??""}`,`| ---: | ---: | ---: |${i[1]??""}`,`| ${o.join(" | ")} |${i[2]??""}`,""].join(`
`)}function Je(e){let{level:n,policy:t,message:o,baseline:i,resourceId:r,places:s,subjects:l,fails:a,precision:d}=e,c=i==="new"?" <b>NEW</b>":"",u=[`Resource: ${h(r)}`];for(let{path:$,value:j,file:R,line:S}of s.slice(0,3)){let Oe=j===void 0?"":` = ${h(JSON.stringify(j))}`,Se=R===void 0?"":` at ${h(S===void 0?R:`${R}:${S}`)}`;u.push(`Seen: ${h($)}${Oe}${Se}`)}let g=v(e);g!==void 0&&u.push(`Backup: ${m(g)}`),u.push(`Affects: ${m(y(l))}`,`Fails: ${x[a]} (precision: ${d})`),e.errorCodes.length>0&&u.push(`Prevents: ${e.errorCodes.slice(0,10).map($=>m($)).join(", ")}`);let b=C(e);return b!==""&&u.push(`Baseline: ${m(b)}`),[`<details><summary><b>${n.toUpperCase()}</b>${c} ${h(t)} ${m(o)}</summary>`,"",...u.map($=>`- ${$}`),"",...Ve(e),"</details>","",""].join(`
`)}function Ve({help:e,links:n}){let t=O(e).slice(0,20).map(i=>i.slice(0,500)),o=n.filter(i=>/^https:\/\/[\w\-./?=&#%:]{1,300}$/.test(i)).slice(0,5);return[...t.length>0?[te(t,"sh")]:[],...o.length>0?[o.map(i=>`<${i}>`).join(" "),""]:[]]}function Be(e){let n=z.flatMap(t=>{let o=e.filter(i=>i.level===t).length;return o===0?[]:[f(o,t)]});return`
**${f(e.length,"more finding")} (${n.join(", ")}) did not fit here; the JSON report has them all.**
`}function*ze({unknowns:e,gaps:n}){if(e.length===0&&n.length===0)return;let t=i=>`- \u2026 and ${i.length} more; the JSON report has them all.
`;if(yield`
### What could not be checked

`,e.length>0&&(yield`<details><summary>${f(e.length,"open question")}</summary>

`,yield*D(e,qe,new N(E.open),t),yield`
</details>

`),n.length===0)return;yield`<details><summary>${f(n.length,"gap")}: what could not be read</summary>

`,yield*D(n,({what:i,scope:r,reason:s,detail:l})=>`- ${h(i)} at ${h(r)}: ${m(l===void 0?s:`${s} (${l})`)}
`,new N(E.gaps),t),yield`
</details>
`}function qe({policy:e,reason:n,detail:t,needs:o,subjects:i}){let r=o===void 0?"":` Needs ${h(o)}.`,s=m(`${P(i)} (${I(i)})`);return`- ${h(e)}, ${F[n]}: ${s}. ${m(t)}${r}
`}import{createHash as Ye}from"node:crypto";var He={error:"8.0",warning:"5.5",note:"2.5"},Xe={error:"error",warning:"warning",note:"recommendation"};function me(e){let[n=e.level]=K(e),t=re(e.help),o=e.links.map(s=>`- ${s}`).join(`
`),i=o===""?t:`${t.trimEnd()}

${o}
`,[r=e.title]=t.split(/\n\s*\n/);return{id:e.id,name:Y(e.id.replace(/(^|-)([a-z0-9])/g,(s,l,a)=>a.toUpperCase()),255),shortDescription:{text:Y(e.title,1e3)},fullDescription:{text:Y(r.replace(/\s+/g," ").trim(),1e3)},help:{text:i,markdown:i},...e.links[0]===void 0?{}:{helpUri:e.links[0]},defaultConfiguration:{level:e.level},properties:{precision:e.precision,"security-severity":He[n],"problem.severity":Xe[n],tags:[...new Set(["security","azure","backup",...e.errorCodes])].slice(0,10)}}}function Y(e,n){return e.length<=n?e:`${e.slice(0,n-1)}\u2026`}var B=5e3,Ke=100;function ge(e){return ye(he(e))}function $e(e){let{results:n=[],...t}=he(e),o=B-n.length,i=(e.waived??[]).slice(0,o).map(s=>({...be(s,e.policies.findIndex(({id:l})=>l===s.policy)),suppressions:[Qe(s)]})),r=n.map((s,l)=>({...s,...Ze(e.findings[l])}));return ye({...t,results:[...r,...i]})}function Qe({waiver:e}){let{reason:n,until:t,owner:o}=e;return{kind:"external",status:"accepted",justification:`${n} (until ${t}${o===void 0?"":`, ${o}`})`}}function Ze(e){return e?.baseline===void 0||e.baseline==="unknown"?{}:{baselineState:e.baselineLevel!==void 0||e.baselineAdded!==void 0?"updated":e.baseline}}function*ye({results:e=[],...n}){let o=JSON.stringify({...{$schema:"https://json.schemastore.org/sarif-2.1.0.json",version:"2.1.0"},runs:[n]},null,1);yield`${L(o.slice(0,o.lastIndexOf(`
  }
 ]`)))},
   "results": [`;let i=`
    `;for(let r of e)yield i+L(JSON.stringify(r,null,1)).replaceAll(`
`,`
    `),i=`,
    `;yield e.length===0?`]
  }
 ]
}
`:`
   ]
  }
 ]
}
`}function he(e){let{tool:n,policies:t,findings:o,source:i}=e,r=new Map(t.map((s,l)=>[s.id,l]));return{tool:{driver:{...n,semanticVersion:n.version,rules:t.map(me)}},automationDetails:{id:on(i)},originalUriBaseIds:{"%SRCROOT%":{description:{text:"The root of the repository."}}},columnKind:"utf16CodeUnits",invocations:[sn(e)],results:o.slice(0,B).map(s=>be(s,r.get(s.policy)??-1))}}function be(e,n){let{fingerprint:t,resourceId:o}=e,i=we(e)!==void 0;return{ruleId:e.policy,ruleIndex:n,level:e.level,message:{text:ke(en(e))},locations:[nn(e)],partialFingerprints:{...i?{}:{primaryLocationLineHash:t},"backupLint/v1":t},properties:{resourceId:o,resourceType:e.resourceType,fails:e.fails,precision:e.precision,errorCodes:e.errorCodes,affected:e.subjects.length}}}function en(e){let n=v(e),t=n===void 0?"":` It is ${n}.`;return`${e.message} Affects ${y(e.subjects)}.${t}`}function we({places:e}){return e.find(({file:n})=>n!==void 0)}function nn(e){let{resourceId:n}=e,{file:t,line:o=1,column:i}=we(e)??{},r=t===void 0?{startLine:1,startColumn:1,endLine:1,endColumn:1}:{startLine:o,...i===void 0?{}:{startColumn:i}};return{physicalLocation:{artifactLocation:{uri:tn(t??`azure${n.toLowerCase()}`),uriBaseId:"%SRCROOT%"},region:r},logicalLocations:[{name:Q(n),fullyQualifiedName:n,kind:"resource"}]}}function tn(e){return e.split("/").filter(t=>t!=="").map(t=>encodeURIComponent(t.toWellFormed()).replace(/^\.+$/,"%2E")).join("/")}function ke(e){return e.replaceAll("](","] (")}function on(e){return e.kind==="files"||e.files===!0?"backup-lint/files/":`backup-lint/live/${rn(e)}/`}function rn({scope:e,tenantId:n}){let t=e?.managementGroup;if(typeof t=="string")return encodeURIComponent(t.toLowerCase());let o=(e?.subscriptions??[]).map(s=>s.toLowerCase()).sort(),[i,...r]=o;return e?.tenant===!0&&n!==void 0?encodeURIComponent(n.toLowerCase()):i===void 0?n===void 0?"inventory":encodeURIComponent(n.toLowerCase()):r.length===0?encodeURIComponent(i):`subscriptions-${Ye("sha256").update(o.join(`
`)).digest("hex").slice(0,12)}`}function sn({summary:e,gaps:n,findings:t}){let o=n.slice(0,Ke).map(({what:r,scope:s,reason:l,detail:a})=>({level:"warning",message:{text:ke(`${r} at ${s}: ${l}${a===void 0?"":` (${a})`}`)}})),i=t.length-B;if(i>0){let r=`${i} findings are left out, the least bad ones: code scanning takes ${B}.`;o.push({level:"warning",message:{text:r}})}return{executionSuccessful:e.complete,...o.length===0?{}:{toolExecutionNotifications:o}}}import{styleText as ln}from"node:util";var an={error:["bold","red"],warning:["bold","yellow"],note:["bold","blue"]},k=10;function*Re(e,{color:n,quiet:t,frameOf:o}){let i=(l,a)=>n?ln(l,a,{validateStream:!1}):a;t||(yield`${cn(e)}

`),yield`${i("bold",p(w(e)))}
`;let r=M(e.summary);r!==void 0&&(yield`${r}
`);let{baseline:s}=e.summary;s!==void 0&&(yield`${p(A(s))}
`);for(let l of un(e.findings))yield*pn(l,i,o);yield*$n(e,i),yield*ne(e,i),t||(yield*hn(e,i)),yield`
${_(e)}
`}var dn={files:"infrastructure files"};function cn({tool:e,source:n}){let t=Object.values(n.requests??{}).reduce((i,r)=>i+r,0),o=[`${e.name} ${e.version}`,dn[n.kind]??(n.kind==="azure"?n.cloud??"Azure":"inventory"),...n.tenantId===void 0?[]:[`tenant ${n.tenantId}`],...n.principal===void 0?[]:[`as ${n.principal}`],...fn(n),...n.files===!0?["with infrastructure files"]:[],...t===0?[]:[f(t,"request")],`taken ${n.takenAt}`];return p(o.join(", "))}function fn({scope:e,subscriptionsSeen:n}){let t=e?.subscriptions?.length;return t===void 0?[]:[n===void 0||n===t?f(t,"subscription"):`${n} of ${f(t,"subscription")}`]}function un(e){let n=[];for(let t of e){let o=n.at(-1);o?.[0]?.policy===t.policy&&o[0].level===t.level?o.push(t):n.push([t])}return n}function*pn(e,n,t){let[o]=e;if(o===void 0)return;let i=[...new Set(e.flatMap(r=>r.errorCodes))];yield`
${n(an[o.level],o.level.toUpperCase())} ${n("bold",o.policy)}
`,yield`  Required: ${p(o.title)}.
`,i.length>0&&(yield`  Prevents: ${p(i.join(", "))}
`);for(let r of e.slice(0,k))yield*mn(r,n,t);e.length>k&&(yield`
  \u2026 and ${f(e.length-k,"more finding")} of this policy; --output json lists them all.
`),yield`
  More: backup-lint explain ${o.policy}
`}function*mn(e,n,t){let o=(d,c)=>`    ${n("dim",d.padEnd(8))} ${p(c)}
`;yield`
  ${e.baseline==="new"?`${n("bold","NEW")} `:""}${p(e.message)}
`,yield o("at",e.resourceId);for(let d of e.places.slice(0,3)){let c=d.value===void 0?"":` = ${JSON.stringify(d.value)}`,u=d.file===void 0?"":` (${d.file}:${d.line??1})`;yield o("seen",`${d.path}${c}${u}`)}yield*gn(e.places[0],n,t);let[r,...s]=e.subjects;(s.length>0||r!==e.resourceId)&&(yield o("affects",y(e.subjects)));let l=v(e);l!==void 0&&(yield o("backup",l)),e.origin!==void 0&&(yield o("origin",ee(e.origin,e.added)));let a=C(e);a!==""&&(yield o("baseline",a)),yield o("fails",`${x[e.fails]} (precision: ${e.precision})`);for(let d of O(e.help))yield o("repair",d)}function*gn(e,n,t){let o=e===void 0?void 0:t?.(e);if(o===void 0)return;let i=String(o.from+o.lines.length).length;for(let[r,s]of o.lines.entries()){let l=o.from+r,a=l===e?.line?">":" ";yield`      ${n("dim",`${a} ${String(l).padStart(i)} |`)} ${p(s)}
`}}function*$n({backups:e},n){let{unexplained:t}=e;if(t.length!==0){yield`
${n("bold",U)}
`;for(let o of t.slice(0,k))yield`  ${p(G(o))}
`;t.length>k&&(yield`  \u2026 and ${f(t.length-k,"more VM")}; --output json lists them all.
`)}}function yn({reason:e,detail:n,needs:t}){if(e==="not-in-source")return"Files do not show what exists: together with --inventory or a live scan more is known.";let o=t===void 0?"Parameter files tell more (--parameters)":`It needs ${t}`;return e==="unresolved"?`${o}. For example: ${n}`:n}function*hn(e,n){e.unknowns.length>0&&(yield`
${n("bold","Not checked")}
`);let t=new Map;for(let o of e.unknowns){let i=`${o.reason} ${o.needs??""}`;t.set(i,[...t.get(i)??[],o])}for(let o of t.values()){let[i]=o;if(i===void 0)continue;let r=P([...new Set(o.flatMap(c=>c.subjects))]),s=i.needs===void 0?"":` Needs ${i.needs}.`,l=[...new Set(o.map(c=>c.policy))],a=`${F[i.reason]}: ${r}, ${I(l)}.`,d=e.source.kind==="files"?yn(i):`${i.detail}${s}`;yield`  ${p(`${a} ${d}`)}
`}e.gaps.length>0&&(yield`
${n("bold","Gaps")}
`);for(let{what:o,scope:i,reason:r,detail:s}of e.gaps.slice(0,k))yield`  ${p(`${o} at ${i}: ${r}${s===void 0?"":` (${s})`}`)}
`;e.gaps.length>k&&(yield`  \u2026 and ${f(e.gaps.length-k,"more gap")}.
`)}var bn={text:Re,json:ce,sarif:ge,markdown:pe,github:ae,junit:ue,"sarif-audit":$e},mt=Object.keys(bn);export{bn as a,mt as b};
