import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as ce}from"./chunk-I5X4OY34.js";import{a as T,b as L,d as se,f as g,g as S,h as le,i as E,j as B,k as ae,m as de}from"./chunk-BKYEPQGQ.js";import{a as u,b as G,c as U,d as h,e as V,f as _,g as D,h as F,i as W,j as N,k as A,l as C,m as O,p as J}from"./chunk-3JATEVFF.js";import{a as p,c as I}from"./chunk-ZLSUSB52.js";import{b as Y}from"./chunk-2GI6HOVU.js";import{a as X,f as oe}from"./chunk-QIK3JCXT.js";import{a as Q}from"./chunk-ACE5FK2Q.js";import{a as K,g as ie,h as re}from"./chunk-623QMUTP.js";var Z={forbidden:"no permission",notFound:"not found",throttled:"throttled",failed:"failed",truncated:"cut short",notVisible:"not visible",interrupted:"interrupted"};function b({what:e,scope:n,reason:t,detail:o}){if(e==="*"&&n==="/"&&o!==void 0)return`${Z[t]}: ${o}`;let i=n==="/"?"":` at ${n}`,r=o===void 0?Z[t]:`${Z[t]} (${o})`;return`${e==="*"?"everything":e}${i}: ${r}`}function w(e){let{summary:n,source:t,judged:o}=e,{subjects:i,protected:r,failing:s,complete:l}=n,d=ee(e),a=(d===""?"":` ${d}`)+(l?"":" The scan is incomplete: not everything could be read.");return t.kind==="files"?`${Ce(e)}${a}`:i===0?`No VM in scope.${a}`:r===null?`Of ${u(i,"VM")} it is not known whether Azure Backup protects ${i===1?"it":"them"}.${a}`:r===0?`${Ne(i,l)}${a}`:o.only?.planned===!0?`${Ae(s??0,r)}${a}`:s===null||s===0?`${r===1?"The one protected VM is not":`None of ${r} protected VMs is`} known to fail its next backup.${a}`:`${s} of ${u(r,"protected VM")} will fail ${s===1?"its":"their"} next backup.${a}`}function ee({judged:{notFound:e=[]}}){if(e.length===0)return"";let n=e.slice(0,3).map(o=>`"${o.slice(0,200)}"`),t=e.length>3?` and ${e.length-3} more names`:"";return`No VM was found for ${n.join(", ")}${t}.`}function Ne(e,n){return e===1?"Azure Backup does not protect the one VM.":n?`Azure Backup protects none of ${e} VMs.`:`None of ${e} VMs is known to be protected by Azure Backup.`}function Ae(e,n){let t=u(n,"protected VM"),o=n===1?"do not make the one protected VM":`make none of ${t}`;return e===0?`As far as is known, the files ${o} fail its next backup; what fails anyway is left out.`:`The files make ${e} of ${t} fail ${e===1?"its":"their"} next backup.`}function Ce({summary:e,findings:n,policies:t}){let{subjects:o}=e;if(o===0)return"No VM in the infrastructure files.";let i=new Set(t.filter(({subject:l})=>l==="vm").map(({id:l})=>l)),r=new Set(n.filter(({policy:l,level:d})=>i.has(l)&&d!=="note").flatMap(l=>l.subjects.map(d=>d.toLowerCase()))),s=r.size===1?"has":"have";return r.size===0?`${u(o,"VM")} in the files, ${o===1?"without":"none with"} an error or a warning, as far as files tell.`:`${r.size} of ${u(o,"VM")} in the files ${s} an error or a warning.`}var ue=4e3;function z(e,n,t){let o=Object.entries(n).flatMap(([s,l])=>l===void 0?[]:[`${s}=${Te(p(String(l)))}`]),i=t.length<=ue?t:`${t.slice(0,ue)}\u2026`,r=o.length===0?"":` ${o.join(",")}`;return`::${e}${r}::${fe(i.toWellFormed())}
`}function fe(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function Te(e){return fe(e.toWellFormed()).replaceAll(":","%3A").replaceAll(",","%2C")}var Le=10,Ee={error:"error",warning:"warning",note:"notice"};function pe(e){return Me(e,0)}function*Me(e,n){let{findings:t,summary:o}=e,i={error:n,warning:o.complete?0:1,note:1},[r,s]=[0,0];for(let a of t){let{level:c,baseline:f}=a;f==="unchanged"?s++:i[c]>=Le?r++:(i[c]++,yield Ie(a))}o.complete||(yield z("warning",{title:"backup-lint: incomplete"},Pe(e)));let l=[...r>0?[`${u(r,"more finding")}, which GitHub would not show here`]:[],...s>0?[`${u(s,"finding")} that the earlier report has too`]:[]],d=l.length===0?"":` Not shown: ${l.join("; ")}.`;yield z("notice",{title:"backup-lint"},`${p(w(e))}${d}`)}function Ie(e){let{level:n,policy:t,title:o,message:i,resourceId:r,subjects:s,places:l,help:d}=e,a=l.find(({file:m})=>m!==void 0),c=[i,`Resource: ${r}`,`Affects ${h(s)}`,...O(d).slice(0,5),`More: backup-lint explain ${t}`],f=a?.file===void 0?{}:{file:a.file,line:a.line,col:a.column};return z(Ee[n],{...f,title:`${t}: ${o}`},c.map(p).join(`
`))}function Pe({gaps:e}){let n=e.slice(0,3).map(b),t=e.length>n.length?[`and ${u(e.length-n.length,"more gap")}`]:[];return["The scan is incomplete: what could not be read may hide failures.",...n,...t].map(p).join(`
`)}function*ge(e){for(let n of Ge(e))yield I(n)}function*Ge(e){let{findings:n,unknowns:t,gaps:o,backups:i,judged:r,waived:s,waivers:l,fixed:d,unsettled:a}=e,{formatVersion:c,tool:f,redacted:m,source:$,summary:y}=e;yield JSON.stringify({formatVersion:c,tool:f,redacted:m,source:$,summary:y},null,2).slice(0,-2),yield*q("findings",n),yield*q("unknowns",t),yield*q("gaps",o);for(let[R,j]of Object.entries({waived:s,waivers:l,fixed:d,unsettled:a}))j!==void 0&&(yield*q(R,j));yield`,
  "backups": ${JSON.stringify(i,null,2).replaceAll(`
`,`
  `)}`,yield*Ue(r),yield`
}
`}function*Ue({policies:e,subjects:n,only:t,notFound:o}){yield`,
  "judged": {
    "policies": ${me(e,"    ")},
    "subjects": [`;let i=`
      `;for(let r of n)yield i+JSON.stringify(r),i=`,
      `;yield n.length===0?"]":`
    ]`;for(let[r,s]of Object.entries({only:t,notFound:o}))s!==void 0&&(yield`,
    "${r}": ${me(s,"    ")}`);yield`
  }`}function me(e,n){return JSON.stringify(e,null,2).replaceAll(`
`,`
${n}`)}function*q(e,n){yield`,
  ${JSON.stringify(e)}: [`;let t=`
    `;for(let o of n)yield t+JSON.stringify(o,null,2).replaceAll(`
`,`
    `),t=`,
    `;yield n.length===0?"]":`
  ]`}function v(e,n,t=[]){let o=Object.entries(n).map(([r,s])=>` ${r}="${M(s)}"`),i=`<${e}${o.join("")}`;return t.length===0?`${i}/>`:`${i}>${t.map(M).join(`
`)}</${e}>`}function M(e){return p(e.toWellFormed()).replace(/[\ufffe\uffff]/g,"\uFFFD").replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}function*ye(e){let n=[Ve(e),...De(e)],[t]=/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(e.source.takenAt)??[],o=t===void 0?"":` timestamp="${t}"`,i=r=>n.reduce((s,l)=>s+r(l),0);yield`<?xml version="1.0" encoding="UTF-8"?>
`,yield`<testsuites name="backup-lint"${$e(i)}>
`;for(let r of n){let s=l=>l(r);yield`  <testsuite name="${M(r.name)}"${$e(s)}${o}>
`;for(let{name:l,body:d}of r.cases){let a=`    <testcase classname="${M(r.name)}" name="${M(l)}"`;yield d===""?`${a}/>
`:`${a}>
      ${d}
    </testcase>
`}yield`  </testsuite>
`}yield`</testsuites>
`}function $e(e){let n=o=>e(({cases:i})=>i.filter(r=>r.result===o).length);return` tests="${e(({cases:o})=>o.length)}" failures="${n("failure")}" errors="${n("error")}" skipped="${n("skipped")}"`}function Ve(e){let n=ee(e),t={name:"every VM and group that was asked for was found",result:"skipped",body:v("skipped",{message:n})};return{name:"backup-lint",cases:[_e(e),...n===""?[]:[t]]}}function _e(e){let{gaps:n,summary:t}=e,o="everything that was needed could be read";if(t.complete)return{name:o,result:"passed",body:""};let i=n.slice(0,100).map(b),{baseline:r}=t,s=[w(e),...r===void 0?[]:[T(r)],...i];return{name:o,result:"error",body:v("error",{message:w(e),type:"incomplete"},s)}}function De(e){let{policies:n,waived:t=[],unknowns:o,judged:i}=e,r=ne(N(e)),s=ne(t),l=ne(o),d=new Set(Array.from(i.subjects,a=>re(a)??Y.vm));return n.map(a=>{let c=[...(r.get(a.id)??[]).map(Be),...(s.get(a.id)??[]).map(ze)],f=new Set(c.map(({name:m})=>K(m)));for(let m of l.get(a.id)??[])for(let $ of m.subjects)f.has(K($))||c.push(qe(m,$));return{name:a.id,cases:c.length>0?c:[Je(a,d.has(Y[a.subject]))]}})}function ne(e){let n=new Map;for(let t of e){let o=n.get(t.policy);o===void 0?n.set(t.policy,[t]):o.push(t)}return n}function Je({title:e},n){return n?{name:e,result:"passed",body:""}:{name:e,result:"skipped",body:v("skipped",{message:"There was nothing to judge."})}}function Be(e){let{resourceId:n,level:t,message:o,title:i,places:r,subjects:s,fails:l,precision:d,help:a,links:c}=e,f=L(e),m=[o,`Required: ${i}`,...r.slice(0,3).map(({path:$,value:y,file:x,line:R})=>{let j=x===void 0?"":` (${x}${R===void 0?"":`:${R}`})`;return`Seen: ${$}${y===void 0?"":` = ${JSON.stringify(y)}`}${j}`}),`Affects ${h(s)}`,`Fails: ${W[l]} (precision: ${d})`,...e.origin===void 0?[]:[`Origin: ${A(e.origin,e.added)}`],...f===""?[]:[`Baseline: ${f}`],...O(a),...c];return{name:n,result:"failure",body:v("failure",{message:o,type:t},m)}}function ze({resourceId:e,waiver:n}){let t=n.owner===void 0?"":` (${n.owner})`,o=`Waived until ${n.until}: ${n.reason}${t}`;return{name:e,result:"skipped",body:v("skipped",{message:o})}}function qe({reason:e,detail:n,needs:t},o){let i=`Not known (${C[e]}): ${n}${t===void 0?"":` Needs ${t}.`}`;return{name:o,result:"skipped",body:v("skipped",{message:i})}}var P={findings:5e5,open:12e4,gaps:6e4,settled:12e4,failed:6e4};function*he(e,{quiet:n}){yield`## backup-lint

**${g(w(e))}**

`,yield He(e);let t=V(e.summary);t!==void 0&&(yield`
${g(t)}
`);let{baseline:o}=e.summary;o!==void 0&&(yield`
${g(T(o))}
`),e.findings.length>0&&(yield`
### Findings

`),yield*B(N(e),Xe,new E(P.findings),Ye),yield*de(_,e.backups.unexplained,i=>g(D(i)),new E(P.failed)),yield*ae(e,new E(P.settled)),n||(yield*Qe(e)),yield`
${g(`${J(e)} Taken ${e.source.takenAt}.`)}
`}function He({summary:e,findings:n}){let{baseline:t}=e,o=X.map(r=>{let s=n.filter(l=>l.level===r&&l.baseline==="new").length;return t===void 0?`${e.findings[r]}`:`${e.findings[r]} (${s} new)`}),i=e.waived===void 0?["","",""]:[" Waived |"," ---: |",` ${e.waived} |`];return[`| Errors | Warnings | Notes |${i[0]??""}`,`| ---: | ---: | ---: |${i[1]??""}`,`| ${o.join(" | ")} |${i[2]??""}`,""].join(`
`)}function Xe(e){let{level:n,policy:t,message:o,baseline:i,resourceId:r,places:s,subjects:l,fails:d,precision:a}=e,c=i==="new"?" <b>NEW</b>":"",f=[`Resource: ${S(r)}`];for(let{path:y,value:x,file:R,line:j}of s.slice(0,3)){let Fe=x===void 0?"":` = ${S(JSON.stringify(x))}`,We=R===void 0?"":` at ${S(j===void 0?R:`${R}:${j}`)}`;f.push(`Seen: ${S(y)}${Fe}${We}`)}let m=F(e);m!==void 0&&f.push(`Backup: ${g(m)}`),f.push(`Affects: ${g(h(l))}`,`Fails: ${W[d]} (precision: ${a})`),e.origin!==void 0&&f.push(`Origin: ${g(A(e.origin,e.added))}`),e.errorCodes.length>0&&f.push(`Prevents: ${e.errorCodes.slice(0,10).map(y=>g(y)).join(", ")}`);let $=L(e);return $!==""&&f.push(`Baseline: ${g($)}`),[`<details><summary><b>${n.toUpperCase()}</b>${c} ${S(t)} ${g(o)}</summary>`,"",...f.map(y=>`- ${y}`),"",...Ke(e),"</details>","",""].join(`
`)}function Ke({help:e,links:n}){let t=O(e).slice(0,20).map(i=>i.slice(0,500)),o=n.filter(i=>/^https:\/\/[\w\-./?=&#%:]{1,300}$/.test(i)).slice(0,5);return[...t.length>0?[le(t,"sh")]:[],...o.length>0?[o.map(i=>`<${i}>`).join(" "),""]:[]]}function Ye(e){let n=X.flatMap(t=>{let o=e.filter(i=>i.level===t).length;return o===0?[]:[u(o,t)]});return`
**${u(e.length,"more finding")} (${n.join(", ")}) did not fit here; the JSON report has them all.**
`}function*Qe({unknowns:e,gaps:n}){if(e.length===0&&n.length===0)return;let t=i=>`- \u2026 and ${i.length} more; the JSON report has them all.
`;if(yield`
### What could not be checked

`,e.length>0&&(yield`<details><summary>${u(e.length,"open question")}</summary>

`,yield*B(e,Ze,new E(P.open),t),yield`
</details>

`),n.length===0)return;yield`<details><summary>${u(n.length,"gap")}: what could not be read</summary>

`,yield*B(n,i=>`- ${g(b(i))}
`,new E(P.gaps),t),yield`
</details>
`}function Ze({policy:e,reason:n,detail:t,needs:o,subjects:i}){let r=o===void 0?"":` Needs ${S(o)}.`,s=g(`${U(i)} (${G(i)})`);return`- ${S(e)}, ${C[n]}: ${s}. ${g(t)}${r}
`}import{createHash as on}from"node:crypto";var en={error:"8.0",warning:"5.5",note:"2.5"},nn={error:"error",warning:"warning",note:"recommendation"};function be(e){let[n=e.level]=oe(e),t=ce(e.help),o=e.links.map(s=>`- ${s}`).join(`
`),i=o===""?t:`${t.trimEnd()}

${o}
`,[r=e.title]=t.split(/\n\s*\n/);return{id:e.id,name:te(e.id.replace(/(^|-)([a-z0-9])/g,(s,l,d)=>d.toUpperCase()),255),shortDescription:{text:te(e.title,1e3)},fullDescription:{text:te(tn(r),1e3)},help:{text:i,markdown:i},...e.links[0]===void 0?{}:{helpUri:e.links[0]},defaultConfiguration:{level:e.level},properties:{precision:e.precision,"security-severity":en[n],"problem.severity":nn[n],tags:[...new Set(["security","azure","backup",...e.errorCodes])].slice(0,10)}}}function tn(e){return e.replace(/\*\*|`/g,"").replace(/\s+/g," ").trim().replace(/:$/,".")}function te(e,n){return e.length<=n?e:`${e.slice(0,n-1)}\u2026`}var H=5e3,rn=100;function we(e){return Re(Oe(e))}function ke(e){let{results:n=[],...t}=Oe(e),o=H-n.length,i=(e.waived??[]).slice(0,o).map(s=>({...Se(s,e.policies.findIndex(({id:l})=>l===s.policy)),suppressions:[sn(s)]})),r=n.map((s,l)=>({...s,...ln(e.findings[l])}));return Re({...t,results:[...r,...i]})}function sn({waiver:e}){let{reason:n,until:t,owner:o}=e;return{kind:"external",status:"accepted",justification:`${n} (until ${t}${o===void 0?"":`, ${o}`})`}}function ln(e){if(e?.baseline===void 0||e.baseline==="unknown")return{};let{baselineLevel:n,baselineFails:t,baselineAdded:o}=e;return{baselineState:[n,t,o].some(r=>r!==void 0)?"updated":e.baseline}}function*Re({results:e=[],...n}){let o=JSON.stringify({...{$schema:"https://json.schemastore.org/sarif-2.1.0.json",version:"2.1.0"},runs:[n]},null,1);yield`${I(o.slice(0,o.lastIndexOf(`
  }
 ]`)))},
   "results": [`;let i=`
    `;for(let r of e)yield i+I(JSON.stringify(r,null,1)).replaceAll(`
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
`}function Oe(e){let{tool:n,policies:t,findings:o,source:i}=e,r=new Map(t.map((s,l)=>[s.id,l]));return{tool:{driver:{...n,semanticVersion:n.version,rules:t.map(be)}},automationDetails:{id:un(i)},originalUriBaseIds:{"%SRCROOT%":{description:{text:"The root of the repository."}}},columnKind:"utf16CodeUnits",invocations:[pn(e)],results:o.slice(0,H).map(s=>Se(s,r.get(s.policy)??-1))}}function Se(e,n){let{fingerprint:t,resourceId:o}=e,i=je(e)!==void 0;return{ruleId:e.policy,ruleIndex:n,level:e.level,message:{text:ve(an(e))},locations:[dn(e)],partialFingerprints:{...i?{}:{primaryLocationLineHash:t},"backupLint/v1":t},properties:{resourceId:o,resourceType:e.resourceType,fails:e.fails,precision:e.precision,errorCodes:e.errorCodes,affected:e.subjects.length}}}function an(e){let n=F(e),t=n===void 0?"":` It is ${n}.`;return`${e.message} Affects ${h(e.subjects)}.${t}`}function je({places:e}){return e.find(({file:n})=>n!==void 0)}function dn(e){let{resourceId:n}=e,{file:t,line:o=1,column:i}=je(e)??{},r=t===void 0?{startLine:1,startColumn:1,endLine:1,endColumn:1}:{startLine:o,...i===void 0?{}:{startColumn:i}};return{physicalLocation:{artifactLocation:{uri:cn(t??`azure${n.toLowerCase()}`),uriBaseId:"%SRCROOT%"},region:r},logicalLocations:[{name:ie(n),fullyQualifiedName:n,kind:"resource"}]}}function cn(e){return e.split("/").filter(t=>t!=="").map(t=>encodeURIComponent(t.toWellFormed()).replace(/^\.+$/,"%2E")).join("/")}function ve(e){return e.replaceAll("](","] (")}function un(e){return e.kind==="files"||e.files===!0?"backup-lint/files/":`backup-lint/live/${fn(e)}/`}function fn({scope:e,tenantId:n}){let t=e?.managementGroup;if(typeof t=="string")return encodeURIComponent(t.toLowerCase());let o=(e?.subscriptions??[]).map(s=>s.toLowerCase()).sort(),[i,...r]=o;return e?.tenant===!0&&n!==void 0?encodeURIComponent(n.toLowerCase()):i===void 0?n===void 0?"inventory":encodeURIComponent(n.toLowerCase()):r.length===0?encodeURIComponent(i):`subscriptions-${on("sha256").update(o.join(`
`)).digest("hex").slice(0,12)}`}function pn({summary:e,gaps:n,findings:t}){let o=n.slice(0,rn).map(r=>({level:"warning",message:{text:ve(b(r))}})),i=t.length-H;if(i>0){let r=`${i} findings are left out, the least bad ones: code scanning takes ${H}.`;o.push({level:"warning",message:{text:r}})}return{executionSuccessful:e.complete,...o.length===0?{}:{toolExecutionNotifications:o}}}import{styleText as mn}from"node:util";var gn={error:["bold","red"],warning:["bold","yellow"],note:["bold","blue"]},k=10;function*xe(e,{color:n,quiet:t,frameOf:o}){let i=(l,d)=>n?mn(l,d,{validateStream:!1}):d;t||(yield`${yn(e)}

`),yield`${i("bold",p(w(e)))}
`;let r=V(e.summary);r!==void 0&&(yield`${r}
`);let{baseline:s}=e.summary;s!==void 0&&(yield`${p(T(s))}
`);for(let l of bn(N(e)))yield*wn(l,i,o);yield*On(e,i),yield*se(e,i),t||(yield*jn(e,i)),yield`
${J(e)}
`}var $n={files:"infrastructure files"};function yn({tool:e,source:n}){let t=Object.values(n.requests??{}).reduce((i,r)=>i+r,0),o=[`${e.name} ${e.version}`,$n[n.kind]??(n.kind==="azure"?n.cloud??"Azure":"inventory"),...n.tenantId===void 0?[]:[`tenant ${n.tenantId}`],...n.principal===void 0?[]:[`as ${n.principal}`],...hn(n),...n.files===!0?["with infrastructure files"]:[],...t===0?[]:[u(t,"request")],`taken ${n.takenAt}`];return p(o.join(", "))}function hn({scope:e,subscriptionsSeen:n}){let t=e?.subscriptions?.length;return t===void 0?[]:[n===void 0||n===t?u(t,"subscription"):`${n} of ${u(t,"subscription")}`]}function bn(e){let n=[];for(let t of e){let o=n.at(-1);o?.[0]?.policy===t.policy&&o[0].level===t.level?o.push(t):n.push([t])}return n}function*wn(e,n,t){let[o]=e;if(o===void 0)return;let i=[...new Set(e.flatMap(r=>r.errorCodes))];yield`
${n(gn[o.level],o.level.toUpperCase())} ${n("bold",o.policy)}
`,yield`  Required: ${p(o.title)}.
`,i.length>0&&(yield`  Prevents: ${p(i.join(", "))}
`);for(let r of e.slice(0,k))yield*kn(r,n,t);e.length>k&&(yield`
  \u2026 and ${u(e.length-k,"more finding")} of this policy; --output json lists them all.
`),yield`
  More: backup-lint explain ${o.policy}
`}function*kn(e,n,t){let o=(a,c)=>`    ${n("dim",a.padEnd(8))} ${p(c)}
`;yield`
  ${e.baseline==="new"?`${n("bold","NEW")} `:""}${p(e.message)}
`,yield o("at",e.resourceId);for(let a of e.places.slice(0,3)){let c=a.value===void 0?"":` = ${JSON.stringify(a.value)}`,f=a.file===void 0?"":` (${a.file}:${a.line??1})`;yield o("seen",`${a.path}${c}${f}`)}yield*Rn(e.places[0],n,t);let[r,...s]=e.subjects;(s.length>0||r!==e.resourceId)&&(yield o("affects",h(e.subjects)));let l=F(e);l!==void 0&&(yield o("backup",l)),e.origin!==void 0&&(yield o("origin",A(e.origin,e.added)));let d=L(e);d!==""&&(yield o("baseline",d)),yield o("fails",`${W[e.fails]} (precision: ${e.precision})`);for(let[a,c]of O(e.help).entries())yield o(a===0?"run":"",c)}function*Rn(e,n,t){let o=e===void 0?void 0:t?.(e);if(o===void 0)return;let i=String(o.from+o.lines.length).length;for(let[r,s]of o.lines.entries()){let l=o.from+r,d=l===e?.line?">":" ";yield`      ${n("dim",`${d} ${String(l).padStart(i)} |`)} ${p(s)}
`}}function*On({backups:e},n){let{unexplained:t}=e;if(t.length!==0){yield`
${n("bold",_)}
`;for(let o of t.slice(0,k))yield`  ${p(D(o))}
`;t.length>k&&(yield`  \u2026 and ${u(t.length-k,"more VM")}; --output json lists them all.
`)}}function Sn({reason:e,detail:n,needs:t}){if(e==="not-in-source")return"Files do not show what exists: together with --inventory or a live scan more is known.";let o=t===void 0?"Parameter files tell more (--parameters)":`It needs ${t}`;return e==="unresolved"?`${o}. For example: ${n}`:n}function*jn(e,n){e.unknowns.length>0&&(yield`
${n("bold","Not checked")}
`);let t=new Map,o=[...e.unknowns].sort((i,r)=>Q.indexOf(i.reason)-Q.indexOf(r.reason));for(let i of o){let r=`${i.reason} ${i.needs??""}`;t.set(r,[...t.get(r)??[],i])}for(let i of t.values()){let[r]=i;if(r===void 0)continue;let s=U([...new Set(i.flatMap($=>$.subjects))]),l=r.needs===void 0?"":` Needs ${r.needs}.`,d=[...new Set(i.map($=>$.policy))],a=`${u(d.length,"policy","policies")} (${G(d)})`,c=`${C[r.reason]}: ${a} for ${s}.`,f=i.length>1?"For example: ":"",m=e.source.kind==="files"?Sn(r):`${f}${r.detail}${l}`;yield`  ${p(`${c} ${m}`)}
`}e.gaps.length>0&&(yield`
${n("bold","Gaps")}
`);for(let i of e.gaps.slice(0,k))yield`  ${p(b(i))}
`;e.gaps.length>k&&(yield`  \u2026 and ${u(e.gaps.length-k,"more gap")}.
`)}var vn={text:xe,json:ge,sarif:we,markdown:he,github:pe,junit:ye,"sarif-audit":ke},Nt=Object.keys(vn);export{vn as a,Nt as b};
