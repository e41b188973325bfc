import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as Q}from"./chunk-ZGD5W6XK.js";import{a as X,c as m,d as h,e as Y,f as N,g as P,h as K}from"./chunk-7JEO6JCN.js";import{a as p,b as L,c as T,d as y,e as E,f as v,g as x,h as H,i as F,j as O,k as C,l as A,o as I,p as b}from"./chunk-S4RJSYDE.js";import{a as f}from"./chunk-6XAEPIQS.js";import{a as D,f as z}from"./chunk-QIK3JCXT.js";import{a as J,f as V}from"./chunk-YIZ2MOK5.js";var ge=10,Z=4e3,$e={error:"error",warning:"warning",note:"notice"};function*ee(e){let{findings:n,summary:t}=e,i={error:0,warning:t.complete?0:1,note:1},[o,s]=[0,0];for(let d of n){let{level:a,baseline:u}=d;u==="unchanged"?s++:i[a]>=ge?o++:(i[a]++,yield ye(d))}t.complete||(yield B("warning",{title:"backup-lint: incomplete"},he(e)));let r=[...o>0?[`${p(o,"more finding")}, which GitHub would not show here`]:[],...s>0?[`${p(s,"finding")} that the earlier report has too`]:[]],l=r.length===0?"":` Not shown: ${r.join("; ")}.`;yield B("notice",{title:"backup-lint"},`${b(e)}${l}`)}function ye(e){let{level:n,policy:t,title:i,message:o,resourceId:s,subjects:r,places:l,help:d}=e,a=l.find(({file:g})=>g!==void 0),u=[o,`Required: ${i}`,`Resource: ${s}`,`Affects ${y(r)}`,...O(d).slice(0,5),`More: backup-lint explain ${t}`],c=a?.file===void 0?{}:{file:a.file,line:a.line,col:a.column};return B($e[n],{...c,title:`${t}: ${i}`},u.map(f).join(`
`))}function he({gaps:e}){let n=e.slice(0,3).map(({what:o,scope:s,reason:r})=>`${o} at ${s}: ${r}`),t=e.length>n.length?[`and ${p(e.length-n.length,"more gap")}`]:[];return["The scan is incomplete: what could not be read may hide failures.",...n,...t].map(f).join(`
`)}function B(e,n,t){let i=Object.entries(n).flatMap(([s,r])=>r===void 0?[]:[`${s}=${be(f(String(r)))}`]),o=t.length<=Z?t:`${t.slice(0,Z)}\u2026`;return`::${e} ${i.join(",")}::${ne(o.toWellFormed())}
`}function ne(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function be(e){return ne(e.toWellFormed()).replaceAll(":","%3A").replaceAll(",","%2C")}function*te(e){let{findings:n,unknowns:t,gaps:i,backups:o,judged:s,waived:r,waivers:l,fixed:d,unsettled:a}=e,{formatVersion:u,tool:c,redacted:g,source:S,summary:$}=e;yield JSON.stringify({formatVersion:u,tool:c,redacted:g,source:S,summary:$},null,2).slice(0,-2),yield*M("findings",n),yield*M("unknowns",t),yield*M("gaps",i);for(let[w,k]of Object.entries({waived:r,waivers:l,fixed:d,unsettled:a}))k!==void 0&&(yield*M(w,k));yield`,
  "backups": ${JSON.stringify(o,null,2).replaceAll(`
`,`
  `)}`,yield`,
  "judged": ${JSON.stringify(s,null,2).replaceAll(`
`,`
  `)}`,yield`
}
`}function*M(e,n){yield`,
  ${JSON.stringify(e)}: [`;let t=`
    `;for(let i of n)yield t+JSON.stringify(i,null,2).replaceAll(`
`,`
    `),t=`,
    `;yield n.length===0?"]":`
  ]`}function*oe(e){let n=[Re(e),...we(e)],[t]=/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(e.source.takenAt)??[],i=t===void 0?"":` timestamp="${t}"`,o=s=>n.reduce((r,l)=>r+s(l),0);yield`<?xml version="1.0" encoding="UTF-8"?>
`,yield`<testsuites name="backup-lint"${ie(o)}>
`;for(let s of n){let r=l=>l(s);yield`  <testsuite name="${W(s.name)}"${ie(r)}${i}>
`;for(let{name:l,body:d}of s.cases){let a=`    <testcase classname="${W(s.name)}" name="${W(l)}"`;yield d===""?`${a}/>
`:`${a}>
      ${d}
    </testcase>
`}yield`  </testsuite>
`}yield`</testsuites>
`}function ie(e){let n=i=>e(({cases:o})=>o.filter(s=>s.result===i).length);return` tests="${e(({cases:i})=>i.length)}" failures="${n("failure")}" errors="${n("error")}" skipped="${n("skipped")}"`}function Re(e){let{gaps:n,summary:t}=e,i="everything that was needed could be read";if(t.complete)return{name:"backup-lint",cases:[{name:i,result:"passed",body:""}]};let o=n.slice(0,100).map(({what:d,scope:a,reason:u,detail:c})=>`${d} at ${a}: ${u}${c===void 0?"":` (${c})`}`),{baseline:s}=t,r=[b(e),...s===void 0?[]:[C(s)],...o],l=G("error",{message:b(e),type:"incomplete"},r);return{name:"backup-lint",cases:[{name:i,result:"error",body:l}]}}function we({policies:e,findings:n,waived:t=[],unknowns:i,judged:o}){let s=q(n),r=q(t),l=q(i);return e.map(d=>{let a=[...(s.get(d.id)??[]).map(ke),...(r.get(d.id)??[]).map(Se)],u=new Set(a.map(({name:c})=>J(c)));for(let c of l.get(d.id)??[])for(let g of c.subjects)u.has(J(g))||a.push(je(c,g));return{name:d.id,cases:a.length>0?a:[Oe(d,o.subjects.length)]}})}function q(e){let n=new Map;for(let t of e){let i=n.get(t.policy);i===void 0?n.set(t.policy,[t]):i.push(t)}return n}function Oe({title:e},n){return{name:e,result:n===0?"skipped":"passed",body:n===0?"<skipped/>":""}}function ke(e){let{resourceId:n,level:t,message:i,title:o,places:s,subjects:r,fails:l,precision:d,help:a,links:u}=e,c=A(e),g=[i,`Required: ${o}`,...s.slice(0,3).map(({path:S,value:$,file:j,line:w})=>{let k=j===void 0?"":` (${j}${w===void 0?"":`:${w}`})`;return`Seen: ${S}${$===void 0?"":` = ${JSON.stringify($)}`}${k}`}),`Affects ${y(r)}`,`Fails: ${x[l]} (precision: ${d})`,...c===""?[]:[`Baseline: ${c}`],...O(a),...u];return{name:n,result:"failure",body:G("failure",{message:i,type:t},g)}}function Se({resourceId:e,waiver:n}){let t=n.owner===void 0?"":` (${n.owner})`,i=`Waived until ${n.until}: ${n.reason}${t}`;return{name:e,result:"skipped",body:G("skipped",{message:i})}}function je({reason:e,detail:n,needs:t},i){let o=`Not known, ${F[e]}: ${n}${t===void 0?"":` Needs ${t}.`}`;return{name:i,result:"skipped",body:G("skipped",{message:o})}}function G(e,n,t=[]){let i=Object.entries(n).map(([s,r])=>` ${s}="${W(r)}"`),o=`<${e}${i.join("")}`;return t.length===0?`${o}/>`:`${o}>${t.map(W).join(`
`)}</${e}>`}function W(e){return f(e.toWellFormed()).replace(/[\ufffe\uffff]/g,"\uFFFD").replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}var U={findings:5e5,open:12e4,gaps:6e4,settled:12e4};function*se(e,{quiet:n}){yield`## backup-lint

**${m(b(e))}**

`,yield ve(e);let t=E(e.summary);t!==void 0&&(yield`
${m(t)}
`);let{baseline:i}=e.summary;i!==void 0&&(yield`
${m(C(i))}
`),e.findings.length>0&&(yield`
### Findings

`),yield*P(e.findings,xe,new N(U.findings),Ce),yield*K(e,new N(U.settled)),n||(yield*Ae(e)),yield`
${m(`${I(e)} Taken ${e.source.takenAt}.`)}
`}function ve({summary:e,findings:n}){let{baseline:t}=e,i=D.map(s=>{let r=n.filter(l=>l.level===s&&l.baseline==="new").length;return t===void 0?`${e.findings[s]}`:`${e.findings[s]} (${r} new)`}),o=e.waived===void 0?["","",""]:[" Waived |"," ---: |",` ${e.waived} |`];return[`| Errors | Warnings | Notes |${o[0]??""}`,`| ---: | ---: | ---: |${o[1]??""}`,`| ${i.join(" | ")} |${o[2]??""}`,""].join(`
`)}function xe(e){let{level:n,policy:t,message:i,baseline:o,resourceId:s,places:r,subjects:l,fails:d,precision:a}=e,u=o==="new"?" <b>NEW</b>":"",c=[`Resource: ${h(s)}`];for(let{path:$,value:j,file:w,line:k}of r.slice(0,3)){let pe=j===void 0?"":` = ${h(JSON.stringify(j))}`,me=w===void 0?"":` at ${h(k===void 0?w:`${w}:${k}`)}`;c.push(`Seen: ${h($)}${pe}${me}`)}let g=v(e);g!==void 0&&c.push(`Backup: ${m(g)}`),c.push(`Affects: ${m(y(l))}`,`Fails: ${x[d]} (precision: ${a})`),e.errorCodes.length>0&&c.push(`Prevents: ${e.errorCodes.slice(0,10).map($=>m($)).join(", ")}`);let S=A(e);return S!==""&&c.push(`Baseline: ${m(S)}`),[`<details><summary><b>${n.toUpperCase()}</b>${u} ${h(t)} ${m(i)}</summary>`,"",...c.map($=>`- ${$}`),"",...Fe(e),"</details>","",""].join(`
`)}function Fe({help:e,links:n}){let t=O(e).slice(0,20).map(o=>o.slice(0,500)),i=n.filter(o=>/^https:\/\/[\w\-./?=&#%:]{1,300}$/.test(o)).slice(0,5);return[...t.length>0?[Y(t,"sh")]:[],...i.length>0?[i.map(o=>`<${o}>`).join(" "),""]:[]]}function Ce(e){let n=D.flatMap(t=>{let i=e.filter(o=>o.level===t).length;return i===0?[]:[p(i,t)]});return`
**${p(e.length,"more finding")} (${n.join(", ")}) did not fit here; the JSON report has them all.**
`}function*Ae({unknowns:e,gaps:n}){if(e.length===0&&n.length===0)return;let t=o=>`- \u2026 and ${o.length} more; the JSON report has them all.
`;if(yield`
### What could not be checked

`,e.length>0&&(yield`<details><summary>${p(e.length,"open question")}</summary>

`,yield*P(e,Le,new N(U.open),t),yield`
</details>

`),n.length===0)return;yield`<details><summary>${p(n.length,"gap")}: what could not be read</summary>

`,yield*P(n,({what:o,scope:s,reason:r,detail:l})=>`- ${h(o)} at ${h(s)}: ${m(l===void 0?r:`${r} (${l})`)}
`,new N(U.gaps),t),yield`
</details>
`}function Le({policy:e,reason:n,detail:t,needs:i,subjects:o}){let s=i===void 0?"":` Needs ${h(i)}.`,r=m(`${T(o)} (${L(o)})`);return`- ${h(e)}, ${F[n]}: ${r}. ${m(t)}${s}
`}import{createHash as Ne}from"node:crypto";var _=5e3,We=100,Te={error:"8.0",warning:"5.5",note:"2.5"},Ee={error:"error",warning:"warning",note:"recommendation"};function re(e){return ae(de(e))}function le(e){let{results:n=[],...t}=de(e),i=_-n.length,o=(e.waived??[]).slice(0,i).map(r=>({...ce(r,e.policies.findIndex(({id:l})=>l===r.policy)),suppressions:[Ie(r)]})),s=n.map((r,l)=>({...r,...Pe(e.findings[l])}));return ae({...t,results:[...s,...o]})}function Ie({waiver:e}){let{reason:n,until:t,owner:i}=e;return{kind:"external",status:"accepted",justification:`${n} (until ${t}${i===void 0?"":`, ${i}`})`}}function Pe(e){return e?.baseline===void 0||e.baseline==="unknown"?{}:{baselineState:e.baselineLevel===void 0?e.baseline:"updated"}}function*ae({results:e=[],...n}){let i=JSON.stringify({...{$schema:"https://json.schemastore.org/sarif-2.1.0.json",version:"2.1.0"},runs:[n]},null,1);yield`${i.slice(0,i.lastIndexOf(`
  }
 ]`))},
   "results": [`;let o=`
    `;for(let s of e)yield o+JSON.stringify(s,null,1).replaceAll(`
`,`
    `),o=`,
    `;yield e.length===0?`]
  }
 ]
}
`:`
   ]
  }
 ]
}
`}function de(e){let{tool:n,policies:t,findings:i,source:o}=e,s=new Map(t.map((r,l)=>[r.id,l]));return{tool:{driver:{...n,semanticVersion:n.version,rules:t.map(Me)}},automationDetails:{id:`backup-lint/live/${Je(o)}/`},originalUriBaseIds:{"%SRCROOT%":{description:{text:"The root of the repository."}}},columnKind:"utf16CodeUnits",invocations:[Be(e)],results:i.slice(0,_).map(r=>ce(r,s.get(r.policy)??-1))}}function Me(e){let[n=e.level]=z(e),t=Q(e.help),i=e.links.map(r=>`- ${r}`).join(`
`),o=i===""?t:`${t.trimEnd()}

${i}
`,[s=e.title]=t.split(/\n\s*\n/);return{id:e.id,name:e.id.replace(/(^|-)([a-z0-9])/g,(r,l,d)=>d.toUpperCase()),shortDescription:{text:e.title},fullDescription:{text:De(s.replace(/\s+/g," ").trim(),1e3)},help:{text:o,markdown:o},...e.links[0]===void 0?{}:{helpUri:e.links[0]},defaultConfiguration:{level:e.level},properties:{precision:e.precision,"security-severity":Te[n],"problem.severity":Ee[n],tags:["security","azure","backup",...e.errorCodes].slice(0,10)}}}function ce(e,n){let{fingerprint:t,resourceId:i}=e,o=e.places[0]?.file!==void 0;return{ruleId:e.policy,ruleIndex:n,level:e.level,message:{text:ue(Ge(e))},locations:[Ue(e)],partialFingerprints:{...o?{}:{primaryLocationLineHash:t},"backupLint/v1":t},properties:{resourceId:i,resourceType:e.resourceType,fails:e.fails,precision:e.precision,errorCodes:e.errorCodes,affected:e.subjects.length}}}function Ge(e){let n=v(e),t=n===void 0?"":` It is ${n}.`;return`${e.message} Affects ${y(e.subjects)}.${t}`}function Ue({resourceId:e,places:n}){let[t]=n,i=t?.file===void 0?{startLine:1,startColumn:1,endLine:1,endColumn:1}:{startLine:t.line??1,...t.column===void 0?{}:{startColumn:t.column}};return{physicalLocation:{artifactLocation:{uri:_e(t?.file??`azure${e.toLowerCase()}`),uriBaseId:"%SRCROOT%"},region:i},logicalLocations:[{name:V(e),fullyQualifiedName:e,kind:"resource"}]}}function _e(e){return e.split("/").filter(t=>t!=="").map(t=>encodeURIComponent(t.toWellFormed()).replace(/^\.+$/,"%2E")).join("/")}function ue(e){return e.replaceAll("](","] (")}function De(e,n){return e.length<=n?e:`${e.slice(0,n-1)}\u2026`}function Je({scope:e,tenantId:n}){let t=e?.managementGroup;if(typeof t=="string")return encodeURIComponent(t.toLowerCase());let i=(e?.subscriptions??[]).map(r=>r.toLowerCase()).sort(),[o,...s]=i;return e?.tenant===!0&&n!==void 0?encodeURIComponent(n.toLowerCase()):o===void 0?n===void 0?"inventory":encodeURIComponent(n.toLowerCase()):s.length===0?encodeURIComponent(o):`subscriptions-${Ne("sha256").update(i.join(`
`)).digest("hex").slice(0,12)}`}function Be({summary:e,gaps:n,findings:t}){let i=n.slice(0,We).map(({what:s,scope:r,reason:l,detail:d})=>({level:"warning",message:{text:ue(`${s} at ${r}: ${l}${d===void 0?"":` (${d})`}`)}})),o=t.length-_;if(o>0){let s=`${o} findings are left out, the least bad ones: code scanning takes ${_}.`;i.push({level:"warning",message:{text:s}})}return{executionSuccessful:e.complete,...i.length===0?{}:{toolExecutionNotifications:i}}}import{styleText as qe}from"node:util";var ze={error:["bold","red"],warning:["bold","yellow"],note:["bold","blue"]},R=10;function*fe(e,{color:n,quiet:t,frameOf:i}){let o=(l,d)=>n?qe(l,d,{validateStream:!1}):d;t||(yield`${Ve(e)}

`),yield`${o("bold",b(e))}
`;let s=E(e.summary);s!==void 0&&(yield`${s}
`);let{baseline:r}=e.summary;r!==void 0&&(yield`${f(C(r))}
`);for(let l of Xe(e.findings))yield*Ye(l,o,i);yield*Ze(e,o),yield*X(e,o),t||(yield*en(e,o)),yield`
${I(e)}
`}function Ve({tool:e,source:n}){let t=Object.values(n.requests??{}).reduce((o,s)=>o+s,0),i=[`${e.name} ${e.version}`,n.kind==="azure"?n.cloud??"Azure":"inventory",...n.tenantId===void 0?[]:[`tenant ${n.tenantId}`],...n.principal===void 0?[]:[`as ${n.principal}`],...He(n),...t===0?[]:[p(t,"request")],`taken ${n.takenAt}`];return f(i.join(", "))}function He({scope:e,subscriptionsSeen:n}){let t=e?.subscriptions?.length;return t===void 0?[]:[n===void 0||n===t?p(t,"subscription"):`${n} of ${p(t,"subscription")}`]}function Xe(e){let n=[];for(let t of e){let i=n.at(-1);i?.[0]?.policy===t.policy&&i[0].level===t.level?i.push(t):n.push([t])}return n}function*Ye(e,n,t){let[i]=e;if(i===void 0)return;let o=[...new Set(e.flatMap(s=>s.errorCodes))];yield`
${n(ze[i.level],i.level.toUpperCase())} ${n("bold",i.policy)}
`,yield`  Required: ${f(i.title)}.
`,o.length>0&&(yield`  Prevents: ${f(o.join(", "))}
`);for(let s of e.slice(0,R))yield*Ke(s,n,t);e.length>R&&(yield`
  \u2026 and ${p(e.length-R,"more finding")} of this policy; --output json lists them all.
`),yield`
  More: backup-lint explain ${i.policy}
`}function*Ke(e,n,t){let i=(a,u)=>`    ${n("dim",a.padEnd(8))} ${f(u)}
`;yield`
  ${e.baseline==="new"?`${n("bold","NEW")} `:""}${f(e.message)}
`,yield i("at",e.resourceId);for(let a of e.places.slice(0,3)){let u=a.value===void 0?"":` = ${JSON.stringify(a.value)}`,c=a.file===void 0?"":` (${a.file}:${a.line??1})`;yield i("seen",`${a.path}${u}${c}`)}yield*Qe(e.places[0],n,t);let[s,...r]=e.subjects;(r.length>0||s!==e.resourceId)&&(yield i("affects",y(e.subjects)));let l=v(e);l!==void 0&&(yield i("backup",l)),e.origin!==void 0&&(yield i("origin",H[e.origin]));let d=A(e);d!==""&&(yield i("baseline",d)),yield i("fails",`${x[e.fails]} (precision: ${e.precision})`);for(let a of O(e.help))yield i("repair",a)}function*Qe(e,n,t){let i=e===void 0?void 0:t?.(e);if(i===void 0)return;let o=String(i.from+i.lines.length).length;for(let[s,r]of i.lines.entries()){let l=i.from+s,d=l===e?.line?">":" ";yield`      ${n("dim",`${d} ${String(l).padStart(o)} |`)} ${f(r)}
`}}function*Ze({backups:e},n){let{unexplained:t}=e;if(t.length!==0){yield`
${n("bold","Failed, not explained")}
`;for(let{subject:i,errorCode:o,message:s}of t.slice(0,R)){let r=[o,s].filter(l=>l!==null).join(": ");yield`  ${f(`${L([i])}: ${r===""?"Azure gives no error code":r}`)}
`}t.length>R&&(yield`  \u2026 and ${p(t.length-R,"more VM")}; --output json lists them all.
`)}}function*en(e,n){e.unknowns.length>0&&(yield`
${n("bold","Not checked")}
`);let t=new Map;for(let i of e.unknowns){let o=`${i.reason} ${i.needs??""}`;t.set(o,[...t.get(o)??[],i])}for(let i of t.values()){let[o]=i;if(o===void 0)continue;let s=T([...new Set(i.flatMap(a=>a.subjects))]),r=o.needs===void 0?"":` Needs ${o.needs}.`,l=[...new Set(i.map(a=>a.policy))],d=`${F[o.reason]}: ${s}, ${L(l)}.`;yield`  ${f(`${d} ${o.detail}${r}`)}
`}e.gaps.length>0&&(yield`
${n("bold","Gaps")}
`);for(let{what:i,scope:o,reason:s,detail:r}of e.gaps.slice(0,R))yield`  ${f(`${i} at ${o}: ${s}${r===void 0?"":` (${r})`}`)}
`;e.gaps.length>R&&(yield`  \u2026 and ${p(e.gaps.length-R,"more gap")}.
`)}var nn={text:fe,json:te,sarif:re,markdown:se,github:ee,junit:oe,"sarif-audit":le},Tn=Object.keys(nn);export{nn as a,Tn as b};
