import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as H,c as m,d as h,e as X,f as N,g as P,h as Y}from"./chunk-PMB7VEWX.js";import{a as f,b as L,c as E,d as y,e as T,f as v,g as x,h as F,i as O,j as C,k as A,n as I,o as b}from"./chunk-KWW2LC2I.js";import{a as K}from"./chunk-ZGD5W6XK.js";import{a as u}from"./chunk-6XAEPIQS.js";import{a as D,e as z}from"./chunk-SC3OSGIN.js";import{a as J,f as V}from"./chunk-YIZ2MOK5.js";var me=10,Q=4e3,ge={error:"error",warning:"warning",note:"notice"};function*Z(e){let{findings:t,summary:n}=e,i={error:0,warning:n.complete?0:1,note:1},[o,s]=[0,0];for(let a of t){let{level:c,baseline:p}=a;p==="unchanged"?s++:i[c]>=me?o++:(i[c]++,yield $e(a))}n.complete||(yield B("warning",{title:"backup-lint: incomplete"},ye(e)));let r=[...o>0?[`${f(o,"more finding")}, which GitHub would not show here`]:[],...s>0?[`${f(s,"finding")} that the earlier report has too`]:[]],l=r.length===0?"":` Not shown: ${r.join("; ")}.`;yield B("notice",{title:"backup-lint"},`${b(e)}${l}`)}function $e(e){let{level:t,policy:n,title:i,message:o,resourceId:s,subjects:r,places:l,help:a}=e,c=l.find(({file:g})=>g!==void 0),p=[o,`Required: ${i}`,`Resource: ${s}`,`Affects ${y(r)}`,...O(a).slice(0,5),`More: backup-lint explain ${n}`],d=c?.file===void 0?{}:{file:c.file,line:c.line,col:c.column};return B(ge[t],{...d,title:`${n}: ${i}`},p.map(u).join(`
`))}function ye({gaps:e}){let t=e.slice(0,3).map(({what:o,scope:s,reason:r})=>`${o} at ${s}: ${r}`),n=e.length>t.length?[`and ${f(e.length-t.length,"more gap")}`]:[];return["The scan is incomplete: what could not be read may hide failures.",...t,...n].map(u).join(`
`)}function B(e,t,n){let i=Object.entries(t).flatMap(([s,r])=>r===void 0?[]:[`${s}=${he(u(String(r)))}`]),o=n.length<=Q?n:`${n.slice(0,Q)}\u2026`;return`::${e} ${i.join(",")}::${ee(o.toWellFormed())}
`}function ee(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function he(e){return ee(e.toWellFormed()).replaceAll(":","%3A").replaceAll(",","%2C")}function*ne(e){let{findings:t,unknowns:n,gaps:i,backups:o,judged:s,waived:r,waivers:l,fixed:a,unsettled:c}=e,{formatVersion:p,tool:d,redacted:g,source:S,summary:$}=e;yield JSON.stringify({formatVersion:p,tool:d,redacted:g,source:S,summary:$},null,2).slice(0,-2),yield*M("findings",t),yield*M("unknowns",n),yield*M("gaps",i);for(let[w,k]of Object.entries({waived:r,waivers:l,fixed:a,unsettled:c}))k!==void 0&&(yield*M(w,k));yield`,
  "backups": ${JSON.stringify(o,null,2).replaceAll(`
`,`
  `)}`,yield`,
  "judged": ${JSON.stringify(s,null,2).replaceAll(`
`,`
  `)}`,yield`
}
`}function*M(e,t){yield`,
  ${JSON.stringify(e)}: [`;let n=`
    `;for(let i of t)yield n+JSON.stringify(i,null,2).replaceAll(`
`,`
    `),n=`,
    `;yield t.length===0?"]":`
  ]`}function*ie(e){let t=[be(e),...Re(e)],[n]=/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(e.source.takenAt)??[],i=n===void 0?"":` timestamp="${n}"`,o=s=>t.reduce((r,l)=>r+s(l),0);yield`<?xml version="1.0" encoding="UTF-8"?>
`,yield`<testsuites name="backup-lint"${te(o)}>
`;for(let s of t){let r=l=>l(s);yield`  <testsuite name="${W(s.name)}"${te(r)}${i}>
`;for(let{name:l,body:a}of s.cases){let c=`    <testcase classname="${W(s.name)}" name="${W(l)}"`;yield a===""?`${c}/>
`:`${c}>
      ${a}
    </testcase>
`}yield`  </testsuite>
`}yield`</testsuites>
`}function te(e){let t=i=>e(({cases:o})=>o.filter(s=>s.result===i).length);return` tests="${e(({cases:i})=>i.length)}" failures="${t("failure")}" errors="${t("error")}" skipped="${t("skipped")}"`}function be(e){let{gaps:t,summary:n}=e,i="everything that was needed could be read";if(n.complete)return{name:"backup-lint",cases:[{name:i,result:"passed",body:""}]};let o=t.slice(0,100).map(({what:a,scope:c,reason:p,detail:d})=>`${a} at ${c}: ${p}${d===void 0?"":` (${d})`}`),{baseline:s}=n,r=[b(e),...s===void 0?[]:[C(s)],...o],l=U("error",{message:b(e),type:"incomplete"},r);return{name:"backup-lint",cases:[{name:i,result:"error",body:l}]}}function Re({policies:e,findings:t,waived:n=[],unknowns:i,judged:o}){let s=q(t),r=q(n),l=q(i);return e.map(a=>{let c=[...(s.get(a.id)??[]).map(Oe),...(r.get(a.id)??[]).map(ke)],p=new Set(c.map(({name:d})=>J(d)));for(let d of l.get(a.id)??[])for(let g of d.subjects)p.has(J(g))||c.push(Se(d,g));return{name:a.id,cases:c.length>0?c:[we(a,o.subjects.length)]}})}function q(e){let t=new Map;for(let n of e){let i=t.get(n.policy);i===void 0?t.set(n.policy,[n]):i.push(n)}return t}function we({title:e},t){return{name:e,result:t===0?"skipped":"passed",body:t===0?"<skipped/>":""}}function Oe(e){let{resourceId:t,level:n,message:i,title:o,places:s,subjects:r,fails:l,precision:a,help:c,links:p}=e,d=A(e),g=[i,`Required: ${o}`,...s.slice(0,3).map(({path:S,value:$,file:j,line:w})=>{let k=j===void 0?"":` (${j}${w===void 0?"":`:${w}`})`;return`Seen: ${S}${$===void 0?"":` = ${JSON.stringify($)}`}${k}`}),`Affects ${y(r)}`,`Fails: ${x[l]} (precision: ${a})`,...d===""?[]:[`Baseline: ${d}`],...O(c),...p];return{name:t,result:"failure",body:U("failure",{message:i,type:n},g)}}function ke({resourceId:e,waiver:t}){let n=t.owner===void 0?"":` (${t.owner})`,i=`Waived until ${t.until}: ${t.reason}${n}`;return{name:e,result:"skipped",body:U("skipped",{message:i})}}function Se({reason:e,detail:t,needs:n},i){let o=`Not known, ${F[e]}: ${t}${n===void 0?"":` Needs ${n}.`}`;return{name:i,result:"skipped",body:U("skipped",{message:o})}}function U(e,t,n=[]){let i=Object.entries(t).map(([s,r])=>` ${s}="${W(r)}"`),o=`<${e}${i.join("")}`;return n.length===0?`${o}/>`:`${o}>${n.map(W).join(`
`)}</${e}>`}function W(e){return u(e.toWellFormed()).replace(/[\ufffe\uffff]/g,"\uFFFD").replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}var G={findings:5e5,open:12e4,gaps:6e4,settled:12e4};function*oe(e,{quiet:t}){yield`## backup-lint

**${m(b(e))}**

`,yield je(e);let n=T(e.summary);n!==void 0&&(yield`
${m(n)}
`);let{baseline:i}=e.summary;i!==void 0&&(yield`
${m(C(i))}
`),e.findings.length>0&&(yield`
### Findings

`),yield*P(e.findings,ve,new N(G.findings),Fe),yield*Y(e,new N(G.settled)),t||(yield*Ce(e)),yield`
${m(`${I(e)} Taken ${e.source.takenAt}.`)}
`}function je({summary:e,findings:t}){let{baseline:n}=e,i=D.map(s=>{let r=t.filter(l=>l.level===s&&l.baseline==="new").length;return n===void 0?`${e.findings[s]}`:`${e.findings[s]} (${r} new)`}),o=e.waived===void 0?["","",""]:[" Waived |"," ---: |",` ${e.waived} |`];return[`| Errors | Warnings | Notes |${o[0]??""}`,`| ---: | ---: | ---: |${o[1]??""}`,`| ${i.join(" | ")} |${o[2]??""}`,""].join(`
`)}function ve(e){let{level:t,policy:n,message:i,baseline:o,resourceId:s,places:r,subjects:l,fails:a,precision:c}=e,p=o==="new"?" <b>NEW</b>":"",d=[`Resource: ${h(s)}`];for(let{path:$,value:j,file:w,line:k}of r.slice(0,3)){let fe=j===void 0?"":` = ${h(JSON.stringify(j))}`,pe=w===void 0?"":` at ${h(k===void 0?w:`${w}:${k}`)}`;d.push(`Seen: ${h($)}${fe}${pe}`)}let g=v(e);g!==void 0&&d.push(`Backup: ${m(g)}`),d.push(`Affects: ${m(y(l))}`,`Fails: ${x[a]} (precision: ${c})`),e.errorCodes.length>0&&d.push(`Prevents: ${e.errorCodes.slice(0,10).map($=>m($)).join(", ")}`);let S=A(e);return S!==""&&d.push(`Baseline: ${m(S)}`),[`<details><summary><b>${t.toUpperCase()}</b>${p} ${h(n)} ${m(i)}</summary>`,"",...d.map($=>`- ${$}`),"",...xe(e),"</details>","",""].join(`
`)}function xe({help:e,links:t}){let n=O(e).slice(0,20).map(o=>o.slice(0,500)),i=t.filter(o=>/^https:\/\/[\w\-./?=&#%:]{1,300}$/.test(o)).slice(0,5);return[...n.length>0?[X(n,"sh")]:[],...i.length>0?[i.map(o=>`<${o}>`).join(" "),""]:[]]}function Fe(e){let t=D.flatMap(n=>{let i=e.filter(o=>o.level===n).length;return i===0?[]:[f(i,n)]});return`
**${f(e.length,"more finding")} (${t.join(", ")}) did not fit here; the JSON report has them all.**
`}function*Ce({unknowns:e,gaps:t}){if(e.length===0&&t.length===0)return;let n=o=>`- \u2026 and ${o.length} more; the JSON report has them all.
`;if(yield`
### What could not be checked

`,e.length>0&&(yield`<details><summary>${f(e.length,"open question")}</summary>

`,yield*P(e,Ae,new N(G.open),n),yield`
</details>

`),t.length===0)return;yield`<details><summary>${f(t.length,"gap")}: what could not be read</summary>

`,yield*P(t,({what:o,scope:s,reason:r,detail:l})=>`- ${h(o)} at ${h(s)}: ${m(l===void 0?r:`${r} (${l})`)}
`,new N(G.gaps),n),yield`
</details>
`}function Ae({policy:e,reason:t,detail:n,needs:i,subjects:o}){let s=i===void 0?"":` Needs ${h(i)}.`,r=m(`${E(o)} (${L(o)})`);return`- ${h(e)}, ${F[t]}: ${r}. ${m(n)}${s}
`}import{createHash as Le}from"node:crypto";var _=5e3,Ne=100,We={error:"8.0",warning:"5.5",note:"2.5"},Ee={error:"error",warning:"warning",note:"recommendation"};function se(e){return le(ae(e))}function re(e){let{results:t=[],...n}=ae(e),i=_-t.length,o=(e.waived??[]).slice(0,i).map(r=>({...ce(r,e.policies.findIndex(({id:l})=>l===r.policy)),suppressions:[Te(r)]})),s=t.map((r,l)=>({...r,...Ie(e.findings[l])}));return le({...n,results:[...s,...o]})}function Te({waiver:e}){let{reason:t,until:n,owner:i}=e;return{kind:"external",status:"accepted",justification:`${t} (until ${n}${i===void 0?"":`, ${i}`})`}}function Ie(e){return e?.baseline===void 0||e.baseline==="unknown"?{}:{baselineState:e.baselineLevel===void 0?e.baseline:"updated"}}function*le({results:e=[],...t}){let i=JSON.stringify({...{$schema:"https://json.schemastore.org/sarif-2.1.0.json",version:"2.1.0"},runs:[t]},null,1);yield`${i.slice(0,i.lastIndexOf(`
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
`}function ae(e){let{tool:t,policies:n,findings:i,source:o}=e,s=new Map(n.map((r,l)=>[r.id,l]));return{tool:{driver:{...t,semanticVersion:t.version,rules:n.map(Pe)}},automationDetails:{id:`backup-lint/live/${De(o)}/`},originalUriBaseIds:{"%SRCROOT%":{description:{text:"The root of the repository."}}},columnKind:"utf16CodeUnits",invocations:[Je(e)],results:i.slice(0,_).map(r=>ce(r,s.get(r.policy)??-1))}}function Pe(e){let[t=e.level]=z(e),n=K(e.help),i=e.links.map(r=>`- ${r}`).join(`
`),o=i===""?n:`${n.trimEnd()}

${i}
`,[s=e.title]=n.split(/\n\s*\n/);return{id:e.id,name:e.id.replace(/(^|-)([a-z0-9])/g,(r,l,a)=>a.toUpperCase()),shortDescription:{text:e.title},fullDescription:{text:_e(s.replace(/\s+/g," ").trim(),1e3)},help:{text:o,markdown:o},...e.links[0]===void 0?{}:{helpUri:e.links[0]},defaultConfiguration:{level:e.level},properties:{precision:e.precision,"security-severity":We[t],"problem.severity":Ee[t],tags:["security","azure","backup",...e.errorCodes].slice(0,10)}}}function ce(e,t){let{fingerprint:n,resourceId:i}=e,o=e.places[0]?.file!==void 0;return{ruleId:e.policy,ruleIndex:t,level:e.level,message:{text:de(Me(e))},locations:[Ue(e)],partialFingerprints:{...o?{}:{primaryLocationLineHash:n},"backupLint/v1":n},properties:{resourceId:i,resourceType:e.resourceType,fails:e.fails,precision:e.precision,errorCodes:e.errorCodes,affected:e.subjects.length}}}function Me(e){let t=v(e),n=t===void 0?"":` It is ${t}.`;return`${e.message} Affects ${y(e.subjects)}.${n}`}function Ue({resourceId:e,places:t}){let[n]=t,i=n?.file===void 0?{startLine:1,startColumn:1,endLine:1,endColumn:1}:{startLine:n.line??1,...n.column===void 0?{}:{startColumn:n.column}};return{physicalLocation:{artifactLocation:{uri:Ge(n?.file??`azure${e.toLowerCase()}`),uriBaseId:"%SRCROOT%"},region:i},logicalLocations:[{name:V(e),fullyQualifiedName:e,kind:"resource"}]}}function Ge(e){return e.split("/").filter(n=>n!=="").map(n=>encodeURIComponent(n.toWellFormed()).replace(/^\.+$/,"%2E")).join("/")}function de(e){return e.replaceAll("](","] (")}function _e(e,t){return e.length<=t?e:`${e.slice(0,t-1)}\u2026`}function De({scope:e,tenantId:t}){let n=e?.managementGroup;if(typeof n=="string")return encodeURIComponent(n.toLowerCase());let i=(e?.subscriptions??[]).map(r=>r.toLowerCase()).sort(),[o,...s]=i;return e?.tenant===!0&&t!==void 0?encodeURIComponent(t.toLowerCase()):o===void 0?t===void 0?"inventory":encodeURIComponent(t.toLowerCase()):s.length===0?encodeURIComponent(o):`subscriptions-${Le("sha256").update(i.join(`
`)).digest("hex").slice(0,12)}`}function Je({summary:e,gaps:t,findings:n}){let i=t.slice(0,Ne).map(({what:s,scope:r,reason:l,detail:a})=>({level:"warning",message:{text:de(`${s} at ${r}: ${l}${a===void 0?"":` (${a})`}`)}})),o=n.length-_;if(o>0){let s=`${o} findings are left out, the least bad ones: code scanning takes ${_}.`;i.push({level:"warning",message:{text:s}})}return{executionSuccessful:e.complete,...i.length===0?{}:{toolExecutionNotifications:i}}}import{styleText as Be}from"node:util";var qe={error:["bold","red"],warning:["bold","yellow"],note:["bold","blue"]},R=10;function*ue(e,{color:t,quiet:n}){let i=(r,l)=>t?Be(r,l,{validateStream:!1}):l;n||(yield`${ze(e)}

`),yield`${i("bold",b(e))}
`;let o=T(e.summary);o!==void 0&&(yield`${o}
`);let{baseline:s}=e.summary;s!==void 0&&(yield`${u(C(s))}
`);for(let r of He(e.findings))yield*Xe(r,i);yield*Ke(e,i),yield*H(e,i),n||(yield*Qe(e,i)),yield`
${I(e)}
`}function ze({tool:e,source:t}){let n=Object.values(t.requests??{}).reduce((o,s)=>o+s,0),i=[`${e.name} ${e.version}`,t.kind==="azure"?t.cloud??"Azure":"inventory",...t.tenantId===void 0?[]:[`tenant ${t.tenantId}`],...t.principal===void 0?[]:[`as ${t.principal}`],...Ve(t),...n===0?[]:[f(n,"request")],`taken ${t.takenAt}`];return u(i.join(", "))}function Ve({scope:e,subscriptionsSeen:t}){let n=e?.subscriptions?.length;return n===void 0?[]:[t===void 0||t===n?f(n,"subscription"):`${t} of ${f(n,"subscription")}`]}function He(e){let t=[];for(let n of e){let i=t.at(-1);i?.[0]?.policy===n.policy&&i[0].level===n.level?i.push(n):t.push([n])}return t}function*Xe(e,t){let[n]=e;if(n===void 0)return;let i=[...new Set(e.flatMap(o=>o.errorCodes))];yield`
${t(qe[n.level],n.level.toUpperCase())} ${t("bold",n.policy)}
`,yield`  Required: ${u(n.title)}.
`,i.length>0&&(yield`  Prevents: ${u(i.join(", "))}
`);for(let o of e.slice(0,R))yield*Ye(o,t);e.length>R&&(yield`
  \u2026 and ${f(e.length-R,"more finding")} of this policy; --output json lists them all.
`),yield`
  More: backup-lint explain ${n.policy}
`}function*Ye(e,t){let n=(a,c)=>`    ${t("dim",a.padEnd(8))} ${u(c)}
`;yield`
  ${e.baseline==="new"?`${t("bold","NEW")} `:""}${u(e.message)}
`,yield n("at",e.resourceId);for(let a of e.places.slice(0,3)){let c=a.value===void 0?"":` = ${JSON.stringify(a.value)}`,p=a.file===void 0?"":` (${a.file}:${a.line??1})`;yield n("seen",`${a.path}${c}${p}`)}let[o,...s]=e.subjects;(s.length>0||o!==e.resourceId)&&(yield n("affects",y(e.subjects)));let r=v(e);r!==void 0&&(yield n("backup",r));let l=A(e);l!==""&&(yield n("baseline",l)),yield n("fails",`${x[e.fails]} (precision: ${e.precision})`);for(let a of O(e.help))yield n("repair",a)}function*Ke({backups:e},t){let{unexplained:n}=e;if(n.length!==0){yield`
${t("bold","Failed, not explained")}
`;for(let{subject:i,errorCode:o,message:s}of n.slice(0,R)){let r=[o,s].filter(l=>l!==null).join(": ");yield`  ${u(`${L([i])}: ${r===""?"Azure gives no error code":r}`)}
`}n.length>R&&(yield`  \u2026 and ${f(n.length-R,"more VM")}; --output json lists them all.
`)}}function*Qe(e,t){e.unknowns.length>0&&(yield`
${t("bold","Not checked")}
`);let n=new Map;for(let i of e.unknowns){let o=`${i.reason} ${i.needs??""}`;n.set(o,[...n.get(o)??[],i])}for(let i of n.values()){let[o]=i;if(o===void 0)continue;let s=E([...new Set(i.flatMap(c=>c.subjects))]),r=o.needs===void 0?"":` Needs ${o.needs}.`,l=[...new Set(i.map(c=>c.policy))],a=`${F[o.reason]}: ${s}, ${L(l)}.`;yield`  ${u(`${a} ${o.detail}${r}`)}
`}e.gaps.length>0&&(yield`
${t("bold","Gaps")}
`);for(let{what:i,scope:o,reason:s,detail:r}of e.gaps.slice(0,R))yield`  ${u(`${i} at ${o}: ${s}${r===void 0?"":` (${r})`}`)}
`;e.gaps.length>R&&(yield`  \u2026 and ${f(e.gaps.length-R,"more gap")}.
`)}var Ze={text:ue,json:ne,sarif:se,markdown:oe,github:Z,junit:ie,"sarif-audit":re},Nn=Object.keys(Ze);export{Ze as a,Nn as b};
