import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as se}from"./chunk-I5X4OY34.js";import{a as A,b as N,d as te,f as m,g as h,h as oe,i as W,j as D,k as ie,m as re}from"./chunk-H5RZALOD.js";import{a as f,b as I,c as P,d as y,e as M,f as U,g as G,h as x,i as F,j as ne,k as C,l as O,o as _}from"./chunk-BMLGDCWL.js";import{a as u,c as T}from"./chunk-ZLSUSB52.js";import{b as H}from"./chunk-2GI6HOVU.js";import{a as z,f as Q}from"./chunk-QIK3JCXT.js";import{a as q,g as Z,h as ee}from"./chunk-623QMUTP.js";function w(e){let{summary:n,source:t,judged:o}=e,{subjects:i,protected:r,failing:s,complete:l}=n,d=X(e),a=(d===""?"":` ${d}`)+(l?"":" The scan is incomplete: not everything could be read.");return t.kind==="files"?`${xe(e)}${a}`:i===0?`No VM in scope.${a}`:r===null?`Of ${f(i,"VM")} it is not known whether Azure Backup protects them.${a}`:r===0?`Azure Backup protects none of ${f(i,"VM")}.${a}`:o.only?.planned===!0?`${ve(s??0,r)}${a}`:s===null||s===0?`None of ${f(r,"protected VM")} is known to fail its next backup.${a}`:`${s} of ${f(r,"protected VM")} will fail ${r===1?"its":"their"} next backup.${a}`}function X({judged:{notFound:e=[]}}){if(e.length===0)return"";let n=e.slice(0,3).map(o=>`"${o.slice(0,200)}"`),t=e.length>3?` and ${e.length-3} more names`:"";return`No VM was found for ${n.join(", ")}${t}.`}function ve(e,n){let t=f(n,"protected VM");return e===0?`As far as is known, the files make none of ${t} fail its next backup; those that fail anyway are left out.`:`The files make ${e} of ${t} fail ${e===1?"its":"their"} next backup.`}function xe({summary:e,findings:n,policies:t}){let{subjects:o}=e;if(o===0)return"No VM in the infrastructure files.";let i=new Set(t.filter(({subject:l})=>l==="vm").map(({id:l})=>l)),r=new Set(n.filter(({policy:l,level:d})=>i.has(l)&&d!=="note").flatMap(l=>l.subjects.map(d=>d.toLowerCase()))),s=r.size===1?"has":"have";return r.size===0?`${f(o,"VM")} in the files, none with an error or a warning, as far as files tell.`:`${r.size} of ${f(o,"VM")} in the files ${s} an error or a warning.`}var le=4e3;function J(e,n,t){let o=Object.entries(n).flatMap(([s,l])=>l===void 0?[]:[`${s}=${Fe(u(String(l)))}`]),i=t.length<=le?t:`${t.slice(0,le)}\u2026`,r=o.length===0?"":` ${o.join(",")}`;return`::${e}${r}::${ae(i.toWellFormed())}
`}function ae(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function Fe(e){return ae(e.toWellFormed()).replaceAll(":","%3A").replaceAll(",","%2C")}var Ce=10,Ae={error:"error",warning:"warning",note:"notice"};function de(e){return Ne(e,0)}function*Ne(e,n){let{findings:t,summary:o}=e,i={error:n,warning:o.complete?0:1,note:1},[r,s]=[0,0];for(let a of t){let{level:c,baseline:p}=a;p==="unchanged"?s++:i[c]>=Ce?r++:(i[c]++,yield We(a))}o.complete||(yield J("warning",{title:"backup-lint: incomplete"},Le(e)));let l=[...r>0?[`${f(r,"more finding")}, which GitHub would not show here`]:[],...s>0?[`${f(s,"finding")} that the earlier report has too`]:[]],d=l.length===0?"":` Not shown: ${l.join("; ")}.`;yield J("notice",{title:"backup-lint"},`${u(w(e))}${d}`)}function We(e){let{level:n,policy:t,title:o,message:i,resourceId:r,subjects:s,places:l,help:d}=e,a=l.find(({file:g})=>g!==void 0),c=[i,`Required: ${o}`,`Resource: ${r}`,`Affects ${y(s)}`,...O(d).slice(0,5),`More: backup-lint explain ${t}`],p=a?.file===void 0?{}:{file:a.file,line:a.line,col:a.column};return J(Ae[n],{...p,title:`${t}: ${o}`},c.map(u).join(`
`))}function Le({gaps:e}){let n=e.slice(0,3).map(({what:i,scope:r,reason:s})=>`${i} at ${r}: ${s}`),t=e.length>n.length?[`and ${f(e.length-n.length,"more gap")}`]:[];return["The scan is incomplete: what could not be read may hide failures.",...n,...t].map(u).join(`
`)}function*fe(e){for(let n of Te(e))yield T(n)}function*Te(e){let{findings:n,unknowns:t,gaps:o,backups:i,judged:r,waived:s,waivers:l,fixed:d,unsettled:a}=e,{formatVersion:c,tool:p,redacted:g,source:b,summary:$}=e;yield JSON.stringify({formatVersion:c,tool:p,redacted:g,source:b,summary:$},null,2).slice(0,-2),yield*V("findings",n),yield*V("unknowns",t),yield*V("gaps",o);for(let[R,S]of Object.entries({waived:s,waivers:l,fixed:d,unsettled:a}))S!==void 0&&(yield*V(R,S));yield`,
  "backups": ${JSON.stringify(i,null,2).replaceAll(`
`,`
  `)}`,yield*Ee(r),yield`
}
`}function*Ee({policies:e,subjects:n,only:t,notFound:o}){yield`,
  "judged": {
    "policies": ${ce(e,"    ")},
    "subjects": [`;let i=`
      `;for(let r of n)yield i+JSON.stringify(r),i=`,
      `;yield n.length===0?"]":`
    ]`;for(let[r,s]of Object.entries({only:t,notFound:o}))s!==void 0&&(yield`,
    "${r}": ${ce(s,"    ")}`);yield`
  }`}function ce(e,n){return JSON.stringify(e,null,2).replaceAll(`
`,`
${n}`)}function*V(e,n){yield`,
  ${JSON.stringify(e)}: [`;let t=`
    `;for(let o of n)yield t+JSON.stringify(o,null,2).replaceAll(`
`,`
    `),t=`,
    `;yield n.length===0?"]":`
  ]`}function j(e,n,t=[]){let o=Object.entries(n).map(([r,s])=>` ${r}="${L(s)}"`),i=`<${e}${o.join("")}`;return t.length===0?`${i}/>`:`${i}>${t.map(L).join(`
`)}</${e}>`}function L(e){return u(e.toWellFormed()).replace(/[\ufffe\uffff]/g,"\uFFFD").replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}function*pe(e){let n=[Ie(e),...Me(e)],[t]=/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(e.source.takenAt)??[],o=t===void 0?"":` timestamp="${t}"`,i=r=>n.reduce((s,l)=>s+r(l),0);yield`<?xml version="1.0" encoding="UTF-8"?>
`,yield`<testsuites name="backup-lint"${ue(i)}>
`;for(let r of n){let s=l=>l(r);yield`  <testsuite name="${L(r.name)}"${ue(s)}${o}>
`;for(let{name:l,body:d}of r.cases){let a=`    <testcase classname="${L(r.name)}" name="${L(l)}"`;yield d===""?`${a}/>
`:`${a}>
      ${d}
    </testcase>
`}yield`  </testsuite>
`}yield`</testsuites>
`}function ue(e){let n=o=>e(({cases:i})=>i.filter(r=>r.result===o).length);return` tests="${e(({cases:o})=>o.length)}" failures="${n("failure")}" errors="${n("error")}" skipped="${n("skipped")}"`}function Ie(e){let n=X(e),t={name:"every VM and group that was asked for was found",result:"skipped",body:j("skipped",{message:n})};return{name:"backup-lint",cases:[Pe(e),...n===""?[]:[t]]}}function Pe(e){let{gaps:n,summary:t}=e,o="everything that was needed could be read";if(t.complete)return{name:o,result:"passed",body:""};let i=n.slice(0,100).map(({what:l,scope:d,reason:a,detail:c})=>`${l} at ${d}: ${a}${c===void 0?"":` (${c})`}`),{baseline:r}=t,s=[w(e),...r===void 0?[]:[A(r)],...i];return{name:o,result:"error",body:j("error",{message:w(e),type:"incomplete"},s)}}function Me({policies:e,findings:n,waived:t=[],unknowns:o,judged:i}){let r=Y(n),s=Y(t),l=Y(o),d=new Set(Array.from(i.subjects,a=>ee(a)??H.vm));return e.map(a=>{let c=[...(r.get(a.id)??[]).map(Ge),...(s.get(a.id)??[]).map(_e)],p=new Set(c.map(({name:g})=>q(g)));for(let g of l.get(a.id)??[])for(let b of g.subjects)p.has(q(b))||c.push(De(g,b));return{name:a.id,cases:c.length>0?c:[Ue(a,d.has(H[a.subject]))]}})}function Y(e){let n=new Map;for(let t of e){let o=n.get(t.policy);o===void 0?n.set(t.policy,[t]):o.push(t)}return n}function Ue({title:e},n){return n?{name:e,result:"passed",body:""}:{name:e,result:"skipped",body:j("skipped",{message:"There was nothing to judge."})}}function Ge(e){let{resourceId:n,level:t,message:o,title:i,places:r,subjects:s,fails:l,precision:d,help:a,links:c}=e,p=N(e),g=[o,`Required: ${i}`,...r.slice(0,3).map(({path:b,value:$,file:v,line:R})=>{let S=v===void 0?"":` (${v}${R===void 0?"":`:${R}`})`;return`Seen: ${b}${$===void 0?"":` = ${JSON.stringify($)}`}${S}`}),`Affects ${y(s)}`,`Fails: ${F[l]} (precision: ${d})`,...p===""?[]:[`Baseline: ${p}`],...O(a),...c];return{name:n,result:"failure",body:j("failure",{message:o,type:t},g)}}function _e({resourceId:e,waiver:n}){let t=n.owner===void 0?"":` (${n.owner})`,o=`Waived until ${n.until}: ${n.reason}${t}`;return{name:e,result:"skipped",body:j("skipped",{message:o})}}function De({reason:e,detail:n,needs:t},o){let i=`Not known, ${C[e]}: ${n}${t===void 0?"":` Needs ${t}.`}`;return{name:o,result:"skipped",body:j("skipped",{message:i})}}var E={findings:5e5,open:12e4,gaps:6e4,settled:12e4,failed:6e4};function*me(e,{quiet:n}){yield`## backup-lint

**${m(w(e))}**

`,yield Je(e);let t=M(e.summary);t!==void 0&&(yield`
${m(t)}
`);let{baseline:o}=e.summary;o!==void 0&&(yield`
${m(A(o))}
`),e.findings.length>0&&(yield`
### Findings

`),yield*D(e.findings,Ve,new W(E.findings),ze),yield*re(U,e.backups.unexplained,i=>m(G(i)),new W(E.failed)),yield*ie(e,new W(E.settled)),n||(yield*qe(e)),yield`
${m(`${_(e)} Taken ${e.source.takenAt}.`)}
`}function Je({summary:e,findings:n}){let{baseline:t}=e,o=z.map(r=>{let s=n.filter(l=>l.level===r&&l.baseline==="new").length;return t===void 0?`${e.findings[r]}`:`${e.findings[r]} (${s} new)`}),i=e.waived===void 0?["","",""]:[" Waived |"," ---: |",` ${e.waived} |`];return[`| Errors | Warnings | Notes |${i[0]??""}`,`| ---: | ---: | ---: |${i[1]??""}`,`| ${o.join(" | ")} |${i[2]??""}`,""].join(`
`)}function Ve(e){let{level:n,policy:t,message:o,baseline:i,resourceId:r,places:s,subjects:l,fails:d,precision:a}=e,c=i==="new"?" <b>NEW</b>":"",p=[`Resource: ${h(r)}`];for(let{path:$,value:v,file:R,line:S}of s.slice(0,3)){let Se=v===void 0?"":` = ${h(JSON.stringify(v))}`,je=R===void 0?"":` at ${h(S===void 0?R:`${R}:${S}`)}`;p.push(`Seen: ${h($)}${Se}${je}`)}let g=x(e);g!==void 0&&p.push(`Backup: ${m(g)}`),p.push(`Affects: ${m(y(l))}`,`Fails: ${F[d]} (precision: ${a})`),e.errorCodes.length>0&&p.push(`Prevents: ${e.errorCodes.slice(0,10).map($=>m($)).join(", ")}`);let b=N(e);return b!==""&&p.push(`Baseline: ${m(b)}`),[`<details><summary><b>${n.toUpperCase()}</b>${c} ${h(t)} ${m(o)}</summary>`,"",...p.map($=>`- ${$}`),"",...Be(e),"</details>","",""].join(`
`)}function Be({help:e,links:n}){let t=O(e).slice(0,20).map(i=>i.slice(0,500)),o=n.filter(i=>/^https:\/\/[\w\-./?=&#%:]{1,300}$/.test(i)).slice(0,5);return[...t.length>0?[oe(t,"sh")]:[],...o.length>0?[o.map(i=>`<${i}>`).join(" "),""]:[]]}function ze(e){let n=z.flatMap(t=>{let o=e.filter(i=>i.level===t).length;return o===0?[]:[f(o,t)]});return`
**${f(e.length,"more finding")} (${n.join(", ")}) did not fit here; the JSON report has them all.**
`}function*qe({unknowns:e,gaps:n}){if(e.length===0&&n.length===0)return;let t=i=>`- \u2026 and ${i.length} more; the JSON report has them all.
`;if(yield`
### What could not be checked

`,e.length>0&&(yield`<details><summary>${f(e.length,"open question")}</summary>

`,yield*D(e,He,new W(E.open),t),yield`
</details>

`),n.length===0)return;yield`<details><summary>${f(n.length,"gap")}: what could not be read</summary>

`,yield*D(n,({what:i,scope:r,reason:s,detail:l})=>`- ${h(i)} at ${h(r)}: ${m(l===void 0?s:`${s} (${l})`)}
`,new W(E.gaps),t),yield`
</details>
`}function He({policy:e,reason:n,detail:t,needs:o,subjects:i}){let r=o===void 0?"":` Needs ${h(o)}.`,s=m(`${P(i)} (${I(i)})`);return`- ${h(e)}, ${C[n]}: ${s}. ${m(t)}${r}
`}import{createHash as Ke}from"node:crypto";var Xe={error:"8.0",warning:"5.5",note:"2.5"},Ye={error:"error",warning:"warning",note:"recommendation"};function ge(e){let[n=e.level]=Q(e),t=se(e.help),o=e.links.map(s=>`- ${s}`).join(`
`),i=o===""?t:`${t.trimEnd()}

${o}
`,[r=e.title]=t.split(/\n\s*\n/);return{id:e.id,name:K(e.id.replace(/(^|-)([a-z0-9])/g,(s,l,d)=>d.toUpperCase()),255),shortDescription:{text:K(e.title,1e3)},fullDescription:{text:K(r.replace(/\s+/g," ").trim(),1e3)},help:{text:i,markdown:i},...e.links[0]===void 0?{}:{helpUri:e.links[0]},defaultConfiguration:{level:e.level},properties:{precision:e.precision,"security-severity":Xe[n],"problem.severity":Ye[n],tags:[...new Set(["security","azure","backup",...e.errorCodes])].slice(0,10)}}}function K(e,n){return e.length<=n?e:`${e.slice(0,n-1)}\u2026`}var B=5e3,Qe=100;function $e(e){return he(be(e))}function ye(e){let{results:n=[],...t}=be(e),o=B-n.length,i=(e.waived??[]).slice(0,o).map(s=>({...we(s,e.policies.findIndex(({id:l})=>l===s.policy)),suppressions:[Ze(s)]})),r=n.map((s,l)=>({...s,...en(e.findings[l])}));return he({...t,results:[...r,...i]})}function Ze({waiver:e}){let{reason:n,until:t,owner:o}=e;return{kind:"external",status:"accepted",justification:`${n} (until ${t}${o===void 0?"":`, ${o}`})`}}function en(e){return e?.baseline===void 0||e.baseline==="unknown"?{}:{baselineState:e.baselineLevel!==void 0||e.baselineAdded!==void 0?"updated":e.baseline}}function*he({results:e=[],...n}){let o=JSON.stringify({...{$schema:"https://json.schemastore.org/sarif-2.1.0.json",version:"2.1.0"},runs:[n]},null,1);yield`${T(o.slice(0,o.lastIndexOf(`
  }
 ]`)))},
   "results": [`;let i=`
    `;for(let r of e)yield i+T(JSON.stringify(r,null,1)).replaceAll(`
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
`}function be(e){let{tool:n,policies:t,findings:o,source:i}=e,r=new Map(t.map((s,l)=>[s.id,l]));return{tool:{driver:{...n,semanticVersion:n.version,rules:t.map(ge)}},automationDetails:{id:rn(i)},originalUriBaseIds:{"%SRCROOT%":{description:{text:"The root of the repository."}}},columnKind:"utf16CodeUnits",invocations:[ln(e)],results:o.slice(0,B).map(s=>we(s,r.get(s.policy)??-1))}}function we(e,n){let{fingerprint:t,resourceId:o}=e,i=ke(e)!==void 0;return{ruleId:e.policy,ruleIndex:n,level:e.level,message:{text:Re(nn(e))},locations:[tn(e)],partialFingerprints:{...i?{}:{primaryLocationLineHash:t},"backupLint/v1":t},properties:{resourceId:o,resourceType:e.resourceType,fails:e.fails,precision:e.precision,errorCodes:e.errorCodes,affected:e.subjects.length}}}function nn(e){let n=x(e),t=n===void 0?"":` It is ${n}.`;return`${e.message} Affects ${y(e.subjects)}.${t}`}function ke({places:e}){return e.find(({file:n})=>n!==void 0)}function tn(e){let{resourceId:n}=e,{file:t,line:o=1,column:i}=ke(e)??{},r=t===void 0?{startLine:1,startColumn:1,endLine:1,endColumn:1}:{startLine:o,...i===void 0?{}:{startColumn:i}};return{physicalLocation:{artifactLocation:{uri:on(t??`azure${n.toLowerCase()}`),uriBaseId:"%SRCROOT%"},region:r},logicalLocations:[{name:Z(n),fullyQualifiedName:n,kind:"resource"}]}}function on(e){return e.split("/").filter(t=>t!=="").map(t=>encodeURIComponent(t.toWellFormed()).replace(/^\.+$/,"%2E")).join("/")}function Re(e){return e.replaceAll("](","] (")}function rn(e){return e.kind==="files"||e.files===!0?"backup-lint/files/":`backup-lint/live/${sn(e)}/`}function sn({scope:e,tenantId:n}){let t=e?.managementGroup;if(typeof t=="string")return encodeURIComponent(t.toLowerCase());let o=(e?.subscriptions??[]).map(s=>s.toLowerCase()).sort(),[i,...r]=o;return e?.tenant===!0&&n!==void 0?encodeURIComponent(n.toLowerCase()):i===void 0?n===void 0?"inventory":encodeURIComponent(n.toLowerCase()):r.length===0?encodeURIComponent(i):`subscriptions-${Ke("sha256").update(o.join(`
`)).digest("hex").slice(0,12)}`}function ln({summary:e,gaps:n,findings:t}){let o=n.slice(0,Qe).map(({what:r,scope:s,reason:l,detail:d})=>({level:"warning",message:{text:Re(`${r} at ${s}: ${l}${d===void 0?"":` (${d})`}`)}})),i=t.length-B;if(i>0){let r=`${i} findings are left out, the least bad ones: code scanning takes ${B}.`;o.push({level:"warning",message:{text:r}})}return{executionSuccessful:e.complete,...o.length===0?{}:{toolExecutionNotifications:o}}}import{styleText as an}from"node:util";var dn={error:["bold","red"],warning:["bold","yellow"],note:["bold","blue"]},k=10;function*Oe(e,{color:n,quiet:t,frameOf:o}){let i=(l,d)=>n?an(l,d,{validateStream:!1}):d;t||(yield`${fn(e)}

`),yield`${i("bold",u(w(e)))}
`;let r=M(e.summary);r!==void 0&&(yield`${r}
`);let{baseline:s}=e.summary;s!==void 0&&(yield`${u(A(s))}
`);for(let l of pn(e.findings))yield*mn(l,i,o);yield*yn(e,i),yield*te(e,i),t||(yield*bn(e,i)),yield`
${_(e)}
`}var cn={files:"infrastructure files"};function fn({tool:e,source:n}){let t=Object.values(n.requests??{}).reduce((i,r)=>i+r,0),o=[`${e.name} ${e.version}`,cn[n.kind]??(n.kind==="azure"?n.cloud??"Azure":"inventory"),...n.tenantId===void 0?[]:[`tenant ${n.tenantId}`],...n.principal===void 0?[]:[`as ${n.principal}`],...un(n),...n.files===!0?["with infrastructure files"]:[],...t===0?[]:[f(t,"request")],`taken ${n.takenAt}`];return u(o.join(", "))}function un({scope:e,subscriptionsSeen:n}){let t=e?.subscriptions?.length;return t===void 0?[]:[n===void 0||n===t?f(t,"subscription"):`${n} of ${f(t,"subscription")}`]}function pn(e){let n=[];for(let t of e){let o=n.at(-1);o?.[0]?.policy===t.policy&&o[0].level===t.level?o.push(t):n.push([t])}return n}function*mn(e,n,t){let[o]=e;if(o===void 0)return;let i=[...new Set(e.flatMap(r=>r.errorCodes))];yield`
${n(dn[o.level],o.level.toUpperCase())} ${n("bold",o.policy)}
`,yield`  Required: ${u(o.title)}.
`,i.length>0&&(yield`  Prevents: ${u(i.join(", "))}
`);for(let r of e.slice(0,k))yield*gn(r,n,t);e.length>k&&(yield`
  \u2026 and ${f(e.length-k,"more finding")} of this policy; --output json lists them all.
`),yield`
  More: backup-lint explain ${o.policy}
`}function*gn(e,n,t){let o=(a,c)=>`    ${n("dim",a.padEnd(8))} ${u(c)}
`;yield`
  ${e.baseline==="new"?`${n("bold","NEW")} `:""}${u(e.message)}
`,yield o("at",e.resourceId);for(let a of e.places.slice(0,3)){let c=a.value===void 0?"":` = ${JSON.stringify(a.value)}`,p=a.file===void 0?"":` (${a.file}:${a.line??1})`;yield o("seen",`${a.path}${c}${p}`)}yield*$n(e.places[0],n,t);let[r,...s]=e.subjects;(s.length>0||r!==e.resourceId)&&(yield o("affects",y(e.subjects)));let l=x(e);l!==void 0&&(yield o("backup",l)),e.origin!==void 0&&(yield o("origin",ne(e.origin,e.added)));let d=N(e);d!==""&&(yield o("baseline",d)),yield o("fails",`${F[e.fails]} (precision: ${e.precision})`);for(let a of O(e.help))yield o("repair",a)}function*$n(e,n,t){let o=e===void 0?void 0:t?.(e);if(o===void 0)return;let i=String(o.from+o.lines.length).length;for(let[r,s]of o.lines.entries()){let l=o.from+r,d=l===e?.line?">":" ";yield`      ${n("dim",`${d} ${String(l).padStart(i)} |`)} ${u(s)}
`}}function*yn({backups:e},n){let{unexplained:t}=e;if(t.length!==0){yield`
${n("bold",U)}
`;for(let o of t.slice(0,k))yield`  ${u(G(o))}
`;t.length>k&&(yield`  \u2026 and ${f(t.length-k,"more VM")}; --output json lists them all.
`)}}function hn({reason:e,detail:n,needs:t}){if(e==="not-in-source")return"Files do not show what exists: together with --inventory or a live scan more is known.";let o=t===void 0?"Parameter files tell more (--parameters)":`It needs ${t}`;return e==="unresolved"?`${o}. For example: ${n}`:n}function*bn(e,n){e.unknowns.length>0&&(yield`
${n("bold","Not checked")}
`);let t=new Map;for(let o of e.unknowns){let i=`${o.reason} ${o.needs??""}`;t.set(i,[...t.get(i)??[],o])}for(let o of t.values()){let[i]=o;if(i===void 0)continue;let r=P([...new Set(o.flatMap(c=>c.subjects))]),s=i.needs===void 0?"":` Needs ${i.needs}.`,l=[...new Set(o.map(c=>c.policy))],d=`${C[i.reason]}: ${r}, ${I(l)}.`,a=e.source.kind==="files"?hn(i):`${i.detail}${s}`;yield`  ${u(`${d} ${a}`)}
`}e.gaps.length>0&&(yield`
${n("bold","Gaps")}
`);for(let{what:o,scope:i,reason:r,detail:s}of e.gaps.slice(0,k))yield`  ${u(`${o} at ${i}: ${r}${s===void 0?"":` (${s})`}`)}
`;e.gaps.length>k&&(yield`  \u2026 and ${f(e.gaps.length-k,"more gap")}.
`)}var wn={text:Oe,json:fe,sarif:$e,markdown:me,github:de,junit:pe,"sarif-audit":ye},yt=Object.keys(wn);export{wn as a,yt as b};
